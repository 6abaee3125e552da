"""A deployment with a draft folder of a test's own, and its versions in a database of its own."""

from __future__ import annotations

import base64
import dataclasses
import shutil
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from click.testing import CliRunner

import config
from bot import command_line
from bot.proving import proving
from bot.proving.remembering import Memory
from bot.publishing.publishing import Publisher
from crm_sync import registry
from tests.house import KEY
from tests.talk import DEMO, ROOT, demo_flows

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def proofs(tmp_path_factory):
    """What is proved of the demo's content, once for all tests."""
    folder = tmp_path_factory.mktemp("proofs")
    assert proving.prove(demo_flows(), memory=Memory(folder)).holds
    return folder


@pytest.fixture
def deployment(tmp_path, proofs):
    """The demo deployment with a draft of its own that a test may change."""
    chosen = config.load(DEMO, environment={})
    for data_folder in ("var", "clone-var"):
        shutil.copytree(proofs, tmp_path / data_folder / "proofs")
    shutil.copytree(chosen.content, tmp_path / "covid19")
    return dataclasses.replace(chosen, content=tmp_path / "covid19", data_folder=tmp_path / "var")


@pytest_asyncio.fixture
async def people(postgres_url):
    """The registry."""
    opened = await registry.Registry.open(postgres_url, keys=KEY)
    yield opened
    await opened.close()


@pytest.fixture
def publisher(deployment, people):
    """What publishes the draft."""
    return Publisher(deployment, people.content, now=lambda: NOW)


@pytest.fixture
def other(deployment, people, tmp_path):
    """A second admin: a clone of the draft, on another machine."""
    shutil.copytree(deployment.content, tmp_path / "clone" / "covid19")
    theirs = dataclasses.replace(
        deployment, content=tmp_path / "clone" / "covid19", data_folder=tmp_path / "clone-var"
    )
    return Publisher(theirs, people.content, now=lambda: NOW)


@pytest.fixture
def pack(tmp_path):
    """A draft of this test's own."""
    shutil.copytree(DEMO, tmp_path / "config" / "demo")
    shutil.copytree(ROOT / "flows" / "covid19", tmp_path / "flows" / "covid19")
    return tmp_path / "flows" / "covid19"


@pytest.fixture
def bela(monkeypatch, tmp_path, pack, postgres_url, proofs):
    """Run `bela flows …` as an admin does; gives what it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setenv("BELA_MASTER_KEY", base64.b64encode(bytes(range(32))).decode())

    monkeypatch.setenv("BELA_DATA_FOLDER", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "proofs").symlink_to(proofs)  # what one test proves, no other has to

    def run(*arguments, fails=False, written=""):
        deployment = ["--deployment", str(tmp_path / "config" / "demo")]
        result = CliRunner().invoke(command_line.main, [*deployment, "flows", *arguments], input=written)
        assert result.exit_code == (1 if fails else 0), result.output
        assert "Traceback" not in result.output
        return result.output

    return run
