from __future__ import annotations

import asyncio
import contextlib
import shutil

import pytest_asyncio

import config
from crm_sync import registry
from rocketchat_bridge import admin, provisioning
from sandbox import Sandbox, SandboxSettings
from sandbox.world import agents
from tests.bela_process import BelaProcess
from tests.house import ADMIN, KEY
from tests.integration.failover.pair import Bela, Pair, Talk
from tests.integration.failover.way import Way
from tests.postgres import fresh_database
from tests.talk import ROOT

HUMAN = "bruno.atendimento"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_pair(postgres_server, tmp_path_factory, pytestconfig):
    """One sandbox, one database and two processes for all blows, as every start costs seconds."""
    folder = tmp_path_factory.mktemp("failover")
    deployment = copied_deployment(folder)
    async with contextlib.AsyncExitStack() as stack:
        database_url = stack.enter_context(fresh_database(postgres_server))
        box = await stack.enter_async_context(Sandbox(SandboxSettings(demo=True, rate_limits=False)))
        token = await asyncio.to_thread(provision, deployment, box.url, folder)
        people = await registry.Registry.open(database_url, keys=KEY)
        stack.push_async_callback(people.close)
        belas = []
        for name in ("first", "second"):
            way = await stack.enter_async_context(Way(database_url).running())
            (folder / name).mkdir()
            process = BelaProcess(
                rocketchat_url=box.url,
                token=token,
                database_url=way.url,
                folder=folder / name,
                bytecode=pytestconfig.cache.mkdir("bela_bytecode"),
                deployment=deployment,
            )
            stack.callback(process.kill)
            belas.append(Bela(process=process, way=way))
        yield Pair(box, (belas[0], belas[1]), people)


@pytest_asyncio.fixture(loop_scope="module")
async def pair(open_pair):
    """Both run, one leads, and Bruno is there."""
    bruno = open_pair.box.world.users.named(HUMAN)
    agents.set_availability(open_pair.box.world, bruno, "available")
    agents.set_presence(open_pair.box.world, bruno, "online")
    await open_pair.settle()
    return open_pair


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def undisturbed(open_pair):
    """A conversation in which nothing happens to anybody."""
    bruno = open_pair.box.world.users.named(HUMAN)
    agents.set_availability(open_pair.box.world, bruno, "available")
    agents.set_presence(open_pair.box.world, bruno, "online")
    await open_pair.settle()
    talk = Talk(open_pair)
    await talk.play_undisturbed()
    return talk


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
