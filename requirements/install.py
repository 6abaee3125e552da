"""Install what the project needs, each part from its lock: `python3 requirements/install.py PART …`.

Parts: `runtime` (the program), `dev` (the program and its checks), `rasa` (understanding, in an environment of its own),
`node` (the livechat widget), `clients` (Rocket.Chat's official clients, for tests), `browser` (Chromium, for tests).
A part whose lock has not changed since its last installation costs milliseconds. Only the standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
LOG = ROOT / "var" / "log" / "install.log"
STAMP = ".installed"
SECONDS_BETWEEN_SIGNS_OF_LIFE = 5
PROGRAM_MINORS = (11, 12, 13)
SYSTEM_PYTHON = "/usr/bin/python3"
RASA_MINOR = 10
OLDEST_NODE = 20
BROWSERS = (os.environ.get("BELA_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
AGAIN = "then run the same command again."
SIGNS_OF_NO_NETWORK = re.compile(
    r"name resolution|dns error|could not resolve|network is unreachable|failed to establish a new connection"
    r"|connection (refused|reset|timed out)|error sending request|failed to fetch|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|proxyerror",
    re.IGNORECASE,
)


class MissingError(Exception):
    """Something that only the person at the keyboard can bring; the message is the one sentence that says so."""


def main(parts: Sequence[str]) -> int:
    """Install the parts in the order given; returns the exit code."""
    if not parts or set(parts) - set(PARTS):
        print(f"Name the parts to install: {', '.join(PARTS)}.", file=sys.stderr)
        return 1
    try:
        for part in parts:
            PARTS[part]()
    except MissingError as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _runtime() -> None:
    _python_packages("runtime", lock="base.txt", stamps=("runtime",))


def _dev() -> None:
    _python_packages("dev", lock="dev.txt", stamps=("dev", "runtime"))


def _python_packages(part: str, *, lock: str, stamps: Sequence[str]) -> None:
    environment = ROOT / ".venv"
    digests = {name: _digest(_LOCK_OF[name], "tools.txt", "../pyproject.toml") for name in stamps}
    if _is_stamped(environment, part, digests[part]):
        return
    _installer()
    _say(f"Python packages ({part})")
    _install_lock(environment, lock)
    _pip(environment, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for name, digest in digests.items():
        _stamp(environment, name, digest)


def _rasa() -> None:
    environment = ROOT / ".venv-rasa"
    digest = _digest("rasa.txt")
    if _is_stamped(environment, "rasa", digest):
        return
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise MissingError(
            "Rasa 3.6 installs on 64-bit Linux (x86_64) only: run Rasa there and give its address in BELA_RASA_URL."
        )
    _installer()
    if not _has_pip(environment):
        _say("Environment for Rasa (Python 3.10)")
        _create(environment, _python_for_rasa())
    _say("Rasa and TensorFlow (2.5 GB on disk; some minutes)")
    _install_lock(environment, "rasa.txt")
    _stamp(environment, "rasa", digest)


def _installer() -> None:
    """Make .venv, and in it the tools that install all the rest."""
    environment = ROOT / ".venv"
    digest = _digest("tools.txt")
    if _is_stamped(environment, "tools", digest):
        return
    if not _has_pip(environment):
        _say("Environment for the program")
        _create(environment, _python_for_program())
    _say("Installer")
    _run(_pip_command(environment, "--require-hashes", "-r", str(LOCKS / "tools.txt")))
    _stamp(environment, "tools", digest)


def _install_lock(environment: Path, lock: str) -> None:
    _pip(environment, "--require-hashes", "-r", str(LOCKS / lock))


def _pip(environment: Path, *arguments: str) -> None:
    """Install by uv, which is quick; where uv finds no way (a private index known to pip only), by pip."""
    uv = [_uv(), "pip", "install", "--python", str(environment / "bin" / "python"), *arguments]
    if not any(_succeeds(uv) for _ in range(2)):
        _run(_pip_command(environment, *arguments))


def _pip_command(environment: Path, *arguments: str) -> list[str]:
    python = str(environment / "bin" / "python")
    return [python, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "5", *arguments]


def _uv() -> str:
    return str(ROOT / ".venv" / "bin" / "uv")


def _create(environment: Path, python: Path) -> None:
    if not _succeeds([str(python), "-m", "venv", "--clear", str(environment)]):
        raise MissingError(
            f"{python} cannot make virtual environments: install its venv module "
            f"(on Debian: apt-get install python3-venv), {AGAIN}"
        )


def _has_pip(environment: Path) -> bool:
    python = environment / "bin" / "python"
    return python.exists() and _answer(str(python), "-m", "pip", "--version") is not None


def _python_for_program() -> Path:
    """The system's own Python first: distributions build it optimised, which makes the bot nearly twice as quick."""
    for minor in PROGRAM_MINORS:
        if _is_python(SYSTEM_PYTHON, minor):
            return Path(SYSTEM_PYTHON)
    for minor in PROGRAM_MINORS:
        for python in _interpreters(minor):
            return python
    raise MissingError(
        f"Python 3.11, 3.12 or 3.13 is needed: install it (on Debian: apt-get install python3 python3-venv), {AGAIN}"
    )


def _python_for_rasa() -> Path:
    for python in _interpreters(RASA_MINOR):
        return python
    _say("Python 3.10, which Rasa needs")
    if not _succeeds([_uv(), "python", "install", "3.10"]):
        raise MissingError(
            "Rasa needs Python 3.10, which is not installed and could not be downloaded: "
            f"install it (for example by pyenv install 3.10), {AGAIN}"
        )
    return Path(_answer(_uv(), "python", "find", "--managed-python", "3.10") or "python3.10")


def _interpreters(minor: int) -> Iterator[Path]:
    """Working interpreters of Python 3.minor: the running one, those on PATH, pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    candidates = [
        *([sys.executable] if sys.version_info[:2] == (3, minor) else []),
        shutil.which(f"python3.{minor}"),
        shutil.which("python3"),
        *sorted(pyenv.glob(f"versions/3.{minor}.*/bin/python3"), reverse=True),
    ]
    for candidate in candidates:
        if candidate and _is_python(str(candidate), minor):
            yield Path(candidate)


def _is_python(program: str, minor: int) -> bool:
    """Whether it runs, can make environments, and is Python 3.minor."""
    question = "import sys, venv, ensurepip; print(sys.version_info[:2])"
    return _answer(program, "-c", question) == f"(3, {minor})"


def _npm(folder: str, what: str) -> None:
    modules = ROOT / folder / "node_modules"
    digest = _digest(f"../{folder}/package-lock.json")
    if _is_stamped(modules, "npm", digest):
        return
    version = _answer("node", "--version") or "none"
    number = re.match(r"v(\d+)", version)
    if number is None or int(number[1]) < OLDEST_NODE or shutil.which("npm") is None:
        raise MissingError(
            f"Node.js {OLDEST_NODE} or newer with npm is needed (found: {version}): "
            f"install both (on Debian: apt-get install nodejs npm), {AGAIN}"
        )
    _say(f"npm packages ({what})")
    _run(["npm", "ci", "--ignore-scripts", "--loglevel=error"], folder=ROOT / folder)
    _stamp(modules, "npm", digest)


def _browser() -> None:
    if any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") is None:
        raise MissingError(
            f"Chromium is needed and there is no apt-get to install it: install Chromium, {AGAIN}"
        )
    if os.geteuid() != 0 and shutil.which("sudo") is None:
        raise MissingError(f"Chromium is needed: as root, run apt-get install chromium, {AGAIN}")
    _say("Chromium (Debian's package)")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    _run([*as_root, "apt-get", "update"])
    _run([*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "chromium"])


def _run(command: Sequence[str], *, folder: Path = ROOT) -> None:
    """Run to the end with signs of life; raises MissingError when it fails."""
    if _succeeds(command, folder=folder):
        return
    if SIGNS_OF_NO_NETWORK.search(_log()):
        raise MissingError(
            f"The network did not give what is to be installed: check the connection (and proxy settings), {AGAIN}"
        )
    raise MissingError(
        f"{Path(command[0]).name} failed with «{_last_line()}»: see {LOG.relative_to(ROOT)}, put it right, {AGAIN}"
    )


def _succeeds(command: Sequence[str], *, folder: Path = ROOT) -> bool:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with LOG.open("wb") as log:
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while True:
            try:
                return child.wait(timeout=SECONDS_BETWEEN_SIGNS_OF_LIFE) == 0
            except subprocess.TimeoutExpired:
                print(f"     {time.monotonic() - started:4.0f} s  {_last_line()[:90]}", flush=True)


def _answer(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _log() -> str:
    return LOG.read_text(encoding="utf-8", errors="replace")


def _last_line() -> str:
    lines = [line.strip() for line in re.split(r"[\r\n]+", _log()) if line.strip()]
    return lines[-1] if lines else ""


def _say(what: str) -> None:
    print(f"  ▸ {what}", flush=True)


def _digest(*files: str) -> str:
    """One hash for the files and for where the project lies, since an environment cannot be moved."""
    content = hashlib.sha256(str(ROOT).encode())
    for file in files:
        content.update((LOCKS / file).read_bytes())
    return content.hexdigest()


def _is_stamped(folder: Path, part: str, digest: str) -> bool:
    python = folder / "bin" / "python"
    stamp = folder / f"{STAMP}-{part}"
    is_whole = python.exists() or folder.name == "node_modules"
    return is_whole and stamp.exists() and stamp.read_text(encoding="ascii") == digest


def _stamp(folder: Path, part: str, digest: str) -> None:
    (folder / f"{STAMP}-{part}").write_text(digest, encoding="ascii")


_LOCK_OF = {"runtime": "base.txt", "dev": "dev.txt"}

PARTS: dict[str, Callable[[], None]] = {
    "runtime": _runtime,
    "dev": _dev,
    "rasa": _rasa,
    "node": partial(_npm, "sandbox", "livechat widget"),
    "clients": partial(_npm, "tests/official_clients", "Rocket.Chat's official clients"),
    "browser": _browser,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
