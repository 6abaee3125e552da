from __future__ import annotations

import asyncio
import shutil

import pytest
import pytest_asyncio

import config
from crm_sync import registry
from rocketchat_bridge import admin, provisioning
from sandbox import Sandbox, SandboxSettings
from sandbox.world import agents
from tests.bela_process import BelaProcess
from tests.house import ADMIN, KEY
from tests.integration.kills.stage import HUMAN, Stage
from tests.integration.kills.talk import Talk
from tests.postgres import fresh_database
from tests.talk import ROOT


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_stage(postgres_server, tmp_path_factory, pytestconfig):
    """One sandbox, one database and one bot for all deaths, as every start costs seconds."""
    folder = tmp_path_factory.mktemp("kills")
    deployment = copied_deployment(folder)
    # Bela logs in more often here than any server expects of one address.
    settings = SandboxSettings(demo=True, rate_limits=False)
    with fresh_database(postgres_server) as database_url:
        async with Sandbox(settings) as box:
            token = await asyncio.to_thread(provision, deployment, box.url, folder)
            bela = BelaProcess(
                rocketchat_url=box.url,
                token=token,
                database_url=database_url,
                folder=folder,
                bytecode=pytestconfig.cache.mkdir("bela_bytecode"),
                deployment=deployment,
            )
            people = await registry.Registry.open(database_url, keys=KEY)
            try:
                yield Stage(box=box, bela=bela, people=people, database_url=database_url)
            finally:
                bela.stop()
                await people.close()


@pytest_asyncio.fixture(loop_scope="module")
async def stage(open_stage):
    """The stage with Bela running, nobody killed yet and Bruno online."""
    bruno = open_stage.box.world.users.named(HUMAN)
    agents.set_availability(open_stage.box.world, bruno, "available")
    agents.set_presence(open_stage.box.world, bruno, "online")
    await open_stage.reset()
    return open_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def undisturbed(open_stage):
    """The same conversation while Bela lives: its outcome, and how many messages answer each entry of the script."""
    bruno = open_stage.box.world.users.named(HUMAN)
    agents.set_availability(open_stage.box.world, bruno, "available")
    agents.set_presence(open_stage.box.world, bruno, "online")
    await open_stage.reset()
    talk = Talk(open_stage)
    await talk.play_undisturbed()
    return await talk.outcome(), talk.pace


@pytest.fixture(scope="module")
def talks():
    """Every conversation that was disturbed."""
    return []


def copied_deployment(folder):
    """The demo deployment where nobody edits it while Bela reads it."""
    for part in ("config/demo", "flows/covid19"):
        shutil.copytree(ROOT / part, folder / part)
    return folder / "config" / "demo"


def provision(deployment, url, folder):
    environment = {"BELA_ROCKETCHAT_URL": url, "BELA_DATA_FOLDER": str(folder), **ADMIN}
    loaded = config.load(deployment, environment=environment)
    with admin.Server(loaded.rocketchat.url) as server:
        token = provisioning.provision(server, loaded).bot_token
    assert token is not None
    return token
