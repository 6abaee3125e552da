"""A registry on a database of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
import pytest_asyncio

from crm_sync import encryption, registry
from crm_sync.postgres_server import EmbeddedPostgres
from tests.registry_samples import START, contact


def passable_folder():
    folder = Path(tempfile.mkdtemp(prefix="bela-postgres-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def server_folder():
    """A place for a server of this test's own; pytest's folders are closed to the account it runs as."""
    folder = passable_folder()
    yield folder / "postgres"
    shutil.rmtree(folder)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def made_once():
    """A place where a database was made and stopped."""
    folder = passable_folder()
    async with EmbeddedPostgres(folder / "postgres"):
        pass
    yield folder / "postgres"
    shutil.rmtree(folder)


@pytest.fixture
def made_folder(made_once, server_folder):
    """A place for a server of this test's own, where the database is made already, which takes long."""
    subprocess.run(["cp", "--archive", made_once, server_folder], check=True)
    return server_folder


@pytest.fixture
def master_key():
    return encryption.MasterKey(b"m" * 32)


@pytest_asyncio.fixture
async def open_registry(postgres_url, master_key):
    """Opens registries on this test's database; all are closed at its end."""
    opened = []

    async def open_one(**changed):
        one = await registry.Registry.open(changed.pop("url", postgres_url), **{"keys": master_key} | changed)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        await one.close()


@pytest_asyncio.fixture
async def a_registry(open_registry):
    return await open_registry()


@pytest_asyncio.fixture
async def admitted(a_registry):
    """The room "home" of one person."""
    return await a_registry.admit(contact(room_id="home"), now=START)
