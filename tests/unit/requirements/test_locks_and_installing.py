import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, as far as the installer looks at it."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("sandbox", "tests/official_clients"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(ROOT / folder / "package-lock.json", tmp_path / folder)
    return tmp_path


def install(clone: Path, *parts: str, path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(path), "PYENV_ROOT": str(path)}
    command = [sys.executable, "-P", str(clone / "requirements" / "install.py"), *parts]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_hashes_and_no_address(lock: Path) -> None:
    """Every pinned package has its hashes, and no index, link or machine's path stands in a lock."""
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(index|extra|find|trusted)|/(home|root|tmp|work)/", text)
    for pinned in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[\w.\[\]-]+==\S+", pinned), pinned[:60]
        assert "--hash=sha256:" in pinned, pinned[:60]


@pytest.mark.parametrize(("lock", "extras"), [("base.txt", ()), ("dev.txt", ("dev",))])
def test_a_lock_holds_all_that_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    """A dependency added to pyproject.toml is in the lock too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(d for e in extras for d in project["optional-dependencies"][e])]
    names = {re.split(r"[\[<>=;]", dependency)[0].strip().lower() for dependency in asked}
    locked = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements" / lock).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert names <= set(locked)


def test_npm_locks_name_no_address() -> None:
    """The npm locks hold integrity hashes and leave the registry to whoever installs."""
    for folder in ("sandbox", "tests/official_clients"):
        text = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
        assert '"integrity"' in text
        assert '"resolved"' not in text


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("node", "Node.js 20 or newer with npm is needed (found: none): install both"),
        ("browser", "Chromium is needed and there is no apt-get to install it"),
        ("nonsense", "Name the parts to install: runtime, dev, rasa, node, clients, browser."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(clone: Path, part: str, sentence: str) -> None:
    """Without a tool the installer ends with one line that says what to do, and no trace."""
    (clone / "bin").mkdir()
    done = install(clone, part, path=clone / "bin")
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_an_old_node_is_told_its_version(clone: Path) -> None:
    """A Node.js that is too old is named with the version it has."""
    (clone / "bin").mkdir()
    node = clone / "bin" / "node"
    node.write_text("#!/bin/sh\necho v18.19.0\n", encoding="utf-8")
    node.chmod(0o755)
    assert "(found: v18.19.0)" in install(clone, "node", path=clone / "bin").stderr


def test_an_installed_browser_is_taken(clone: Path) -> None:
    """Whoever has a Chromium or Chrome gets no second one."""
    (clone / "bin").mkdir()
    chromium = clone / "bin" / "google-chrome"
    chromium.write_text("#!/bin/sh\n", encoding="utf-8")
    chromium.chmod(0o755)
    done = install(clone, "browser", path=clone / "bin")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
