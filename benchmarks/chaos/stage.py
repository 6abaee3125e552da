"""Everything that can fail, at hand: the sandbox here; PostgreSQL, Bela and her Rasa in processes that may be killed."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

import psutil

import config
from bot.engine.flows import Flows
from crm_sync import migrate
from crm_sync.postgres_server import EmbeddedPostgres
from rocketchat_bridge import admin, provisioning
from sandbox import Sandbox, SandboxSettings
from sandbox.world import agents
from tests.bela_process import BelaProcess
from tests.talk import DEMO, demo_flows

_ADMIN: Final = {"BELA_ROCKETCHAT_ADMIN_USERNAME": "admin", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "admin-demo"}
#: Those who take the rooms over.
_PEOPLE: Final = ("ana.urgencia", "bruno.atendimento")


class Stage:
    """What a storm plays on."""

    def __init__(
        self, *, box: Sandbox, bela: BelaProcess, postgres: EmbeddedPostgres, with_rasa: bool
    ) -> None:
        self.box = box
        self.bela = bela
        self.with_rasa = with_rasa
        self.flows: Flows = demo_flows()
        self._postgres = postgres
        self._rising: asyncio.Task[bool] | None = None
        self._up_since = time.monotonic()

    @property
    def up_for(self) -> float:
        """Seconds since everything that was killed was started again."""
        rising = self._rising is not None and not self._rising.done()
        return 0.0 if rising else time.monotonic() - self._up_since

    async def kill_bela(self) -> None:
        """SIGKILL; she is started again at once, as an operator's systemd does. One that is dead is let rise first."""
        await self.risen()
        self.bela.kill()
        self._rising = asyncio.create_task(self._rise())

    async def kill_postgres(self) -> None:
        """SIGKILL to the server's first process; its supervisor starts it again."""
        if self._postgres.pid is not None:
            os.kill(self._postgres.pid, signal.SIGKILL)
            self._up_since = time.monotonic()

    async def _rise(self) -> bool:
        began = await self.bela.start()
        self._up_since = time.monotonic()
        return began

    async def risen(self) -> None:
        """Return when Bela runs and hears people again."""
        if self._rising is not None and not await self._rising:
            raise RuntimeError(f"Bela does not come up: {self.bela.said()[-500:]}")
        self._rising = None


@asynccontextmanager
async def opened(*, with_rasa: bool) -> AsyncGenerator[Stage]:
    """An empty registry, a prepared server, and Bela answering; all ended afterwards."""
    # Below the system's own place for passing things: PostgreSQL runs as another account where we are root.
    async with AsyncExitStack() as stack:
        folder = await asyncio.to_thread(_folder)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres = await stack.enter_async_context(EmbeddedPostgres(folder / "postgres"))
        await migrate.migrate(postgres.url)
        # Bela logs in more often here than any server expects of one address.
        box = await stack.enter_async_context(Sandbox(SandboxSettings(demo=True, rate_limits=False)))
        for username in _PEOPLE:
            _sign_in(box, username)
        bela = BelaProcess(
            rocketchat_url=box.url,
            token=await asyncio.to_thread(_provision, box.url),
            database_url=postgres.url,
            folder=folder / "bela",
            bytecode=folder / "bytecode",
            more={"BELA_RASA_URL": ""} if with_rasa else {},
        )
        stack.callback(bela.kill)
        if not await bela.start():
            raise RuntimeError(f"Bela does not come up: {bela.said()[-500:]}")
        yield Stage(box=box, bela=bela, postgres=postgres, with_rasa=with_rasa)


async def kill_rasa() -> None:
    """SIGKILL to Bela's own Rasa, a child of hers; Bela starts it again."""
    await asyncio.to_thread(_kill_rasa)


def _kill_rasa() -> None:
    for process in psutil.Process().children(recursive=True):
        if any(part.endswith("inside_rasa.py") for part in _command(process)):
            process.kill()


def _sign_in(box: Sandbox, username: str) -> None:
    user = box.world.users.named(username)
    assert user is not None, "the demonstration's agents are there"
    agents.set_availability(box.world, user, "available")
    agents.set_presence(box.world, user, "online")


def _folder() -> Path:
    """A new folder that PostgreSQL's account may pass through, with one for Bela in it."""
    folder = Path(tempfile.mkdtemp(prefix="bela-chaos-"))
    folder.chmod(0o711)
    (folder / "bela").mkdir()
    return folder


def _provision(url: str) -> str:
    deployment = config.load(DEMO, environment={**_ADMIN, "BELA_ROCKETCHAT_URL": url})
    with admin.Server(url) as server:
        token = provisioning.provision(server, deployment).bot_token
    assert token is not None, "an empty server gives the bot a token"
    return token


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []
