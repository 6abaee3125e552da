"""A backup made and put back with the commands of the operator's guide is readable, with the master key it was made under."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import pytest

from crm_sync import encryption, errors, history_text, migrate, registry, steps
from tests.registry_samples import START, contact, step

ROOT = Path(__file__).parents[3]


def guides_commands() -> tuple[str, str, str]:
    """The blocks of the guide's part on backups: make one, begin anew, put it back."""
    guide = (ROOT / "docs" / "guides" / "operator.md").read_text(encoding="utf-8")
    part = guide.partition("\n## Backup\n")[2].partition("\n## ")[0]
    backup, anew, restore = re.findall(r"```sh\n(.*?)```", part, flags=re.DOTALL)
    return backup, anew, restore


@pytest.fixture
def folder():
    """Where an operator stands, with a deployment and the program; PostgreSQL's account can enter it, also when we are root."""
    path = Path(tempfile.mkdtemp(prefix="bela-backup-"))
    path.chmod(0o711)
    (path / ".venv").symlink_to(Path(sysconfig.get_path("scripts")).parent)
    (path / "flows").symlink_to(ROOT / "flows")
    shutil.copytree(ROOT / "config" / "demo", path / "config" / "your-city")
    yield path
    shutil.rmtree(path)


def typed(commands: str, folder: Path) -> str:
    """Type the commands into a shell; what they print."""
    shell = ["bash", "-euo", "pipefail", "-c", commands]
    return subprocess.run(shell, cwd=folder, check=True, timeout=60, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def serving(command: str, folder: Path) -> Generator[str]:
    """`bela database` in a terminal of its own; the database's address."""
    words = [*command.split()[:1], "--deployment", "config/your-city", *command.split()[1:]]
    complaints = folder / "complaints"
    with (
        complaints.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):
        assert process.stdout is not None
        assert "está no ar" in process.stdout.readline(), complaints.read_text(encoding="utf-8")
        place = folder / "var" / "your-city" / "postgres"
        password = (place / "password").read_text(encoding="utf-8").strip()
        port = (place / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3]
        try:
            yield f"postgresql://bela:{password}@127.0.0.1:{port}/bela"
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0


async def test_a_backup_comes_back_with_its_key_and_with_no_other(folder, master_key):
    """Somebody's words are there again after the data were lost; another master key does not open them."""
    backup, anew, restore = guides_commands()
    move_away, serve = anew.splitlines()
    variables, _, _ = backup.partition("umask")
    with serving(serve, folder) as url:
        await migrate.migrate(url)
        before = await registry.Registry.open(url, keys=master_key)
        admitted = await before.admit(contact(), now=START)
        inbound = steps.InboundMessage(id="m1", text="tenho tosse", sent_at=START)
        await before.record(step(admitted, inbound=inbound))
        typed(backup, folder)
        await before.close()
    assert (folder / "bela.dump").stat().st_mode & 0o077 == 0
    typed(move_away, folder)
    with serving(serve, folder) as url:
        typed(variables + restore, folder)
        with pytest.raises(errors.WrongMasterKey):
            await registry.Registry.open(url, keys=encryption.MasterKey(b"w" * 32))
        after = await registry.Registry.open(url, keys=master_key)
        history = await after.history(admitted.person_code)
        await after.close()
    assert history is not None
    assert "12:00 Pessoa: tenho tosse" in history_text.lines(history, zone=UTC)
