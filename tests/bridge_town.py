"""A sandbox with a bot, two departments and citizens, for tests of the bridge."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import bridge, documents, hand_off, login, realtime
from sandbox import Sandbox, SandboxSettings
from sandbox.world import agents, departments, users
from tests import bridge_samples as samples

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox import citizens

BOT_PASSWORD = "a bot's password"
URGENT, COMMON = "Urgência", "Atendimento"
FORWARD = "transfer-livechat-guest"

#: Quick enough for tests, slow enough for two busy cores.
PATIENCE = realtime.Patience(ping_after=0.3, dead_after=0.9, ready_within=2.0)


def utc_now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


async def always() -> None:
    """The process may speak."""


@dataclass(slots=True)
class Town:
    """A provisioned server: the bot may forward, Ana of Urgência is online, Bruno of Atendimento is not."""

    box: Sandbox
    bot: dict[str, Any]
    ana: dict[str, Any]
    bruno: dict[str, Any]
    urgent: dict[str, Any]
    common: dict[str, Any]
    token: str
    #: The bot's side of every bridge that was started.
    diary: samples.Diary = field(default_factory=samples.Diary)

    @contextlib.asynccontextmanager
    async def running(self, *, connected: bool = True, **options: Any) -> AsyncGenerator[bridge.Bridge, None]:
        """A bridge that runs, connected and caught up."""
        made = self.bridge(**options)
        task = asyncio.create_task(made.run())
        try:
            if connected:
                await samples.eventually(lambda: made.status.connected_since or task.done())
            yield made
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def bridge(self, **options: Any) -> bridge.Bridge:
        """A bridge as the bot."""
        defaults: dict[str, Any] = {
            "url": self.box.url,
            "credentials": login.Token(token=self.token, user_id=self.bot["_id"]),
            "listener": self.diary,
            "now": utc_now,
            "first_answer_after": timedelta(0),
            "patience": PATIENCE,
        }
        return bridge.Bridge(**(defaults | options))

    async def meet(self, text: str = "oi", **who: str) -> tuple[citizens.Citizen, documents.RoomId]:
        """A citizen whose first message was told to the bot."""
        citizen = self.box.citizen(**({"name": "Maria"} | who))
        before = len(self.diary.messages)
        room_id = documents.RoomId(citizen.write(text)["rid"])
        await self.diary.wait_for_texts(before + 1)
        return citizen, room_id

    def answered(self, path: str) -> list[Any]:
        """Journal entries of carried-out calls of a path."""
        return self.box.journal.matching(lambda entry: entry.kind == "answer" and entry.name == path)

    def spoken(self, room_id: documents.RoomId) -> list[str]:
        """What the bot said in a room, as the server keeps it."""
        return [
            message["msg"]
            for message in self.box.world.messages.of_room(room_id)
            if message["u"]["_id"] == self.bot["_id"] and "t" not in message
        ]


@contextlib.asynccontextmanager
async def town(**settings: Any) -> AsyncGenerator[Town, None]:
    """A provisioned sandbox."""
    async with Sandbox(settings=SandboxSettings(**settings)) as box:
        world = box.world
        world.settings["Livechat_assign_new_conversation_to_bot"] = True
        world.permissions.replace(FORWARD, ["admin", "livechat-manager", "livechat-monitor", "bot"])
        bot = users.create(
            world, username="bela", password=BOT_PASSWORD, name="Bela", roles=("bot", "livechat-agent")
        )
        ana = users.create(world, username="ana", password="x", roles=("user", "livechat-agent"))
        bruno = users.create(world, username="bruno", password="x", roles=("user", "livechat-agent"))
        agents.set_presence(world, ana, "online")
        hidden = {"showOnRegistration": False}
        yield Town(
            box=box,
            bot=bot,
            ana=ana,
            bruno=bruno,
            urgent=departments.create(world, name=URGENT, agents=[ana], **hidden),
            common=departments.create(world, name=COMMON, agents=[bruno], **hidden),
            token=users.log_in(world, bot),
        )


def queued(department: dict[str, Any]) -> hand_off.HandedOff:
    """A hand-off to a department where nobody took the room yet."""
    return hand_off.HandedOff(department_id=department["_id"], served_by=None, queued=True)
