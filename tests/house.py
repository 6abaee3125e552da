"""The whole of Bela in one process: sandbox, provisioning, registry, bridge, engine; only Rasa is left to the test."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import config
from bot.engine.flows import Flows
from bot.engine.turn import Parse
from bot.figures import Figures
from bot.runtime.assembly import Assembly
from bot.runtime.content_in_use import ContentInUse, InUse
from crm_sync import person_codes, registry
from crm_sync.content_versions import VersionId
from crm_sync.encryption import MasterKey
from crm_sync.history import PersonHistory
from rocketchat_bridge import admin, login, provisioning
from sandbox import Sandbox, SandboxSettings
from sandbox.citizens import Citizen
from sandbox.world import agents
from tests.bridge_town import always
from tests.polling import until
from tests.talk import DEMO

KEY = MasterKey(bytes(range(32)))
ADMIN = {"BELA_ROCKETCHAT_ADMIN_USERNAME": "admin", "BELA_ROCKETCHAT_ADMIN_PASSWORD": "admin-demo"}


class NoRasa:
    """Understanding that is away, or gives the parses a test prepares."""

    def __init__(self) -> None:
        self.parses: dict[str, Parse] = {}

    async def parse(self, text: str) -> Parse | None:
        return self.parses.get(text)


class House:
    """Everything running; citizens write and hear without the network, all else crosses it."""

    def __init__(
        self, box: Sandbox, deployment: config.Deployment, token: str, database: str, flows: Flows
    ) -> None:
        self.box = box
        self.deployment = deployment
        self.token = token
        self.database = database
        self.flows = flows
        #: What turns go by instead of `flows`, where a test has versions.
        self.content: ContentInUse | None = None
        self.rasa = NoRasa()
        self.figures = Figures()
        self.bela: Assembly | None = None
        self.registry: registry.Registry
        self._task: asyncio.Task[None] | None = None
        self._ahead = timedelta(0)

    def published(self) -> InUse:
        """What conversations go by; a test may change it in between."""
        return InUse(version=None, flows=self.flows)

    async def begun_in(self, version: VersionId) -> InUse | None:
        """There are no versions here."""
        return None

    def pass_time(self, time: timedelta) -> None:
        """Bela's clock goes forward."""
        self._ahead += time

    async def start(self, *, first_answer_after: timedelta = timedelta(0)) -> None:
        """Bela starts, and hears Rocket.Chat when this returns."""
        self.registry = await registry.Registry.open(self.database, keys=KEY)
        self.bela = Assembly(
            lambda: self.deployment,
            credentials=login.Token(token=self.token),
            content=self.content or self,
            people=self.registry,
            understanding=self.rasa,
            now=lambda: datetime.now(UTC) + self._ahead,
            granted=always,
            figures=self.figures,
            first_answer_after=first_answer_after,
        )
        self._task = asyncio.create_task(self.bela.run())
        await until(self._connected, within=10)

    async def stop(self) -> None:
        """Bela ends in good order."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            await self.registry.close()
        self._task = None

    def online(self, username: str) -> None:
        """A human of the demo city is there."""
        self._set_presence(username, "online")

    def offline(self, username: str) -> None:
        """A human of the demo city is gone."""
        self._set_presence(username, "offline")

    def _set_presence(self, username: str, status: str) -> None:
        user = self.box.world.users.named(username)
        assert user is not None
        agents.set_availability(self.box.world, user, "available")
        agents.set_presence(self.box.world, user, status)

    async def history(self, citizen: Citizen) -> PersonHistory:
        """What the registry knows of a citizen."""
        admission = await self.registry.conversation(citizen.room["_id"])
        assert admission is not None
        told = await self.registry.history(person_codes.parse(admission.person_code))
        assert told is not None
        return told

    async def _connected(self) -> bool:
        assert self.bela is not None
        assert self._task is not None
        if self._task.done():
            await self._task
        return self.bela.bridge.status.connected_since is not None


class Chat:
    """One citizen's side: `says` waits for Bela's answer to each message."""

    def __init__(self, house: House, **who: str) -> None:
        self.house = house
        self.citizen = house.box.citizen(**who)
        #: The message written last.
        self.written: dict = {}

    async def says(self, text: str) -> str:
        """Write, and give all words that came back once the turn is over and everything has left."""
        room_id, turn, heard = self.room_id, await self.turn(), len(self.citizen.heard)
        self.written = self.citizen.write(text)
        if self.room_id != room_id:
            turn = 0

        async def over() -> bool:
            return await self.turn() > turn and not await self.house.registry.unsent(self.room["_id"])

        await until(over, within=15)
        return self.since(heard)

    async def turn(self) -> int:
        """How many turns the room's conversation has taken."""
        if self.room_id is None:
            return 0
        admission = await self.house.registry.conversation(self.room_id)
        return admission.state.get("turn", 0) if admission and admission.state else 0

    async def hears(self, part: str, *, within: float = 10) -> str:
        """Wait until something heard holds these words; gives everything heard."""
        async with asyncio.timeout(within):
            count = len(self.citizen.heard)
            while not any(part in message["msg"] for message in self.citizen.heard):
                count += 1
                await self.citizen.hears(count, within=within)
        return self.since(0)

    def since(self, number: int) -> str:
        """Everything heard after the first so many messages."""
        return "\n".join(message["msg"] for message in self.citizen.heard[number:])

    @property
    def room(self) -> dict:
        """The room as the server has it; LookupError before the first message."""
        return self.citizen.room

    @property
    def room_id(self) -> str | None:
        """The room's id; None before the first message."""
        try:
            return str(self.room["_id"])
        except LookupError:
            return None


@asynccontextmanager
async def open_house(
    database: str,
    flows: Flows,
    *,
    watching: config.Watching | None = None,
    answer_while_queued: bool = False,
    **settings,
) -> AsyncGenerator[House]:
    """A provisioned sandbox with Bela running on it; `watching` stands in for the deployment's own."""
    box = Sandbox(SandboxSettings(demo=True, **settings))
    async with box:
        deployment = config.load(DEMO, environment={"BELA_ROCKETCHAT_URL": box.url, **ADMIN})
        deployment = dataclasses.replace(
            deployment,
            watching=watching or deployment.watching,
            answer_while_queued=answer_while_queued,
        )
        token = await asyncio.to_thread(_provision, deployment)
        house = House(box, deployment, token, database, flows)
        await house.start()
        try:
            yield house
        finally:
            await house.stop()


def _provision(deployment: config.Deployment) -> str:
    with admin.Server(deployment.rocketchat.url) as server:
        done = provisioning.provision(server, deployment)
    assert done.bot_token is not None
    return done.bot_token
