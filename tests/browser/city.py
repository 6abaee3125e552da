"""Which made-up city hall do browser tests visit? A sandbox with a bot at the door and two departments behind it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox import Sandbox, SandboxSettings
from sandbox.citizens import Citizen
from sandbox.world import departments, users
from tests.browser.rest_user import RestUser

PASSWORD = "senha-de-teste"
BOT = "bela"
ANA = "ana.urgencia"
BRUNO = "bruno.atendimento"

_SETTINGS = {
    "Language": "pt-BR",
    "Livechat_registration_form": False,
    "Livechat_assign_new_conversation_to_bot": True,
    "Livechat_title": "Prefeitura de Serra Verde",
    "Livechat_title_color": "#0B5D3D",
}
_FORWARDERS = ["admin", "livechat-manager", "livechat-monitor", "livechat-agent", "bot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The sandbox and its people, who all have the same password."""

    box: Sandbox

    @property
    def url(self) -> str:
        return self.box.url

    async def hand_to(self, department: str, *, name: str, says: str, comment: str = "") -> Citizen:
        """A citizen (without a browser) writes to the bot, who forwards the conversation at once."""
        citizen = self.box.citizen(name=name)
        citizen.write(says)
        assert citizen.room is not None
        await self.bot_forwards(citizen.room["_id"], department, comment)
        return citizen

    async def bot_forwards(self, room_id: str, department: str, comment: str = "") -> None:
        """The bot gives one of its conversations to a department."""
        async with self.bot() as bot:
            found = await bot.get("livechat/department", text=department)
            target = found["departments"][0]["_id"]
            await bot.post("livechat/room.forward", roomId=room_id, departmentId=target, comment=comment)

    def bot(self) -> RestUser:
        """The bot, scripted by the test."""
        return RestUser(self.url, BOT, PASSWORD)

    async def mishap(self, **deed: Any) -> None:
        """Switch a fault or carry out a deed of the sandbox's control endpoint."""
        async with aiohttp.ClientSession(raise_for_status=True) as session:
            await session.post(f"{self.url}/sandbox/faults", json=deed)


@asynccontextmanager
async def running(**settings: Any) -> AsyncGenerator[City]:
    """Run it; `settings` go to `SandboxSettings`."""
    box = Sandbox(SandboxSettings(**settings))
    _seed(box)
    async with box:
        yield City(box=box)


def _seed(box: Sandbox) -> None:
    world = box.world
    world.settings.update(_SETTINGS)
    world.permissions.replace("transfer-livechat-guest", _FORWARDERS)
    users.create(world, username=BOT, password=PASSWORD, name="Bela", roles=("bot", "livechat-agent"))
    ana = users.create(
        world, username=ANA, password=PASSWORD, name="Ana Lima", roles=("user", "livechat-agent")
    )
    bruno = users.create(
        world, username=BRUNO, password=PASSWORD, name="Bruno Sousa", roles=("user", "livechat-agent")
    )
    # Not offered to citizens: they always meet the bot first.
    departments.create(
        world, name="Urgência", agents=[ana], showOnRegistration=False, showOnOfflineForm=False
    )
    departments.create(
        world, name="Atendimento", agents=[bruno], showOnRegistration=False, showOnOfflineForm=False
    )
