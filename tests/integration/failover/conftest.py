from __future__ import annotations

import asyncio
import contextlib
import shutil
from types import MappingProxyType

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
NOTHING: MappingProxyType[str, str] = MappingProxyType({})


@contextlib.asynccontextmanager
async def opened(
    postgres_server, folder, bytecode, *, bots=("bela", "bela"), settings="", sections="", more=NOTHING
):
    """A sandbox, a database, and one process for each bot named.

    `settings` is added to the key `rocketchat`, `sections` to `deployment.yml`, `more` to the processes' environment.
    """
    deployment = copied_deployment(folder, settings, sections)
    async with contextlib.AsyncExitStack() as stack:
        database_url = stack.enter_context(fresh_database(postgres_server))
        box = await stack.enter_async_context(Sandbox(SandboxSettings(demo=True, rate_limits=False)))
        tokens = await asyncio.to_thread(provision, deployment, box.url, folder)
        people = await registry.Registry.open(database_url, keys=KEY)
        stack.push_async_callback(people.close)
        belas = []
        for number, bot in enumerate(bots):
            way = await stack.enter_async_context(Way(database_url).running())
            (folder / str(number)).mkdir()
            process = BelaProcess(
                rocketchat_url=box.url,
                token=tokens[bot],
                database_url=way.url,
                folder=folder / str(number),
                bytecode=bytecode,
                deployment=deployment,
                arguments=("run", "--as", bot),
                more=more,
            )
            stack.callback(process.kill)
            belas.append(Bela(process=process, way=way))
        yield Pair(box, (belas[0], belas[1]), people)


@pytest_asyncio.fixture
async def guarded(postgres_server, tmp_path, pytestconfig, request):
    """A Bela, and a second process that the test may make its guard or its standby; five seconds are patience enough.

    Conversations that Bela has are passed on after so many more seconds as the test asks for; else after a long time.
    """
    bytecode = pytestconfig.cache.mkdir("bela_bytecode")
    patience = f"{{after_seconds: 5, rooms_after_seconds: {getattr(request, 'param', 600)}}}"
    sections = f'guard: {patience}\nrooms: {{operators: "#plantao"}}\n'
    async with opened(postgres_server, tmp_path, bytecode, sections=sections, more=ADMIN) as pair:
        pair.box.world.channels.open("plantao")
        bruno = pair.box.world.users.named(HUMAN)
        agents.set_availability(pair.box.world, bruno, "available")
        agents.set_presence(pair.box.world, bruno, "online")
        yield pair


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_pair(postgres_server, tmp_path_factory, pytestconfig):
    """One bot and two processes for all blows, as every start costs seconds."""
    folder, bytecode = tmp_path_factory.mktemp("failover"), pytestconfig.cache.mkdir("bela_bytecode")
    async with opened(postgres_server, folder, bytecode) as pair:
        yield pair


@pytest_asyncio.fixture
async def two_bots(postgres_server, tmp_path, pytestconfig):
    """Two bots with one process each, both running."""
    bytecode = pytestconfig.cache.mkdir("bela_bytecode")
    async with opened(
        postgres_server, tmp_path, bytecode, bots=("bela", "bela.2"), settings="  more_bots: [bela.2]\n"
    ) as pair:
        await pair.start()
        yield pair


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


def copied_deployment(folder, settings, sections):
    """The demo deployment where nobody edits it while Bela reads it."""
    for part in ("config/demo", "flows/covid19"):
        shutil.copytree(ROOT / part, folder / part)
    file = folder / "config" / "demo" / "deployment.yml"
    written = file.read_text(encoding="utf-8")
    changed = written.replace("rocketchat:\n", f"rocketchat:\n{settings}") + sections
    file.write_text(changed, encoding="utf-8")
    return file.parent


def provision(deployment, url, folder):
    """The tokens of all bots, by name."""
    environment = {"BELA_ROCKETCHAT_URL": url, "BELA_DATA_FOLDER": str(folder), **ADMIN}
    loaded = config.load(deployment, environment=environment)
    with admin.Server(loaded.rocketchat.url) as server:
        done = provisioning.provision(server, loaded)
    assert done.bot_token is not None
    return {loaded.rocketchat.bot_username: done.bot_token, **done.more_tokens}
