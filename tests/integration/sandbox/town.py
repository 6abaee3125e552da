"""A small city hall on a sandbox: departments, people, a bot, and clients who speak REST and DDP for them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox import Sandbox, SandboxSettings
from sandbox.world import agents, departments, users
from tests.integration.sandbox.realtime import Realtime

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


class Person:
    """Somebody with an account, speaking REST with it."""

    def __init__(self, town: Town, user: dict[str, Any]) -> None:
        self.town = town
        self.user = user
        self.id = user["_id"]
        self.token = users.log_in(town.box.world, user)

    async def get(self, path: str, **params: Any) -> tuple[int, dict[str, Any]]:
        return await self.town.call("GET", path, params=params, headers=self.headers)

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return await self.town.call("POST", path, json=body, headers=self.headers)

    async def put(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return await self.town.call("PUT", path, json=body, headers=self.headers)

    async def delete(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return await self.town.call("DELETE", path, json=body, headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Auth-Token": self.token, "X-User-Id": self.id}

    async def connect(self) -> Realtime:
        """A DDP connection logged in as this person."""
        link = await self.town.connect()
        result = await link.call("login", {"resume": self.token})
        assert "error" not in result
        return link


class Town:
    """A started sandbox with people in it."""

    def __init__(self, box: Sandbox, client: aiohttp.ClientSession) -> None:
        self.box = box
        self.client = client
        self._links: list[Realtime] = []
        self.admin = self.person("chefe", "admin", "user")
        self.bot = self.person("bela", "bot", "livechat-agent")
        self.ana = self.person("ana", "user", "livechat-agent")
        self.bruno = self.person("bruno", "user", "livechat-agent")
        self.urgency = departments.create(
            box.world, name="Urgência", agents=[self.ana.user], showOnRegistration=False
        )
        self.desk = departments.create(
            box.world, name="Atendimento", agents=[self.bruno.user], showOnRegistration=False
        )
        box.world.settings["Livechat_assign_new_conversation_to_bot"] = True

    def person(self, username: str, *roles: str) -> Person:
        user = users.create(
            self.box.world,
            username=username,
            password=f"segredo-{username}",
            email=f"{username}@town.example",
            roles=roles,
        )
        return Person(self, user)

    def come_online(self, *people: Person) -> None:
        for person in people:
            agents.set_presence(self.box.world, person.user, "online")

    def let_bots_forward(self) -> None:
        roles = ["admin", "livechat-manager", "livechat-monitor", "bot"]
        self.box.world.permissions.replace("transfer-livechat-guest", roles)

    async def call(self, method: str, path: str, **options: Any) -> tuple[int, dict[str, Any]]:
        """A REST call; status and JSON body."""
        async with self.client.request(method, f"{self.box.url}/api/v1/{path}", **options) as response:
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()

    async def get(self, path: str, **params: Any) -> tuple[int, dict[str, Any]]:
        return await self.call("GET", path, params=params)

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        return await self.call("POST", path, json=body)

    async def connect(self) -> Realtime:
        link = await Realtime.open(self.client, self.box.url)
        self._links.append(link)
        return link

    async def visitor_with_room(self, token: str = "tok-maria", **who: str) -> tuple[str, str]:
        """Register a visitor and open a room as the widget does; token and room id."""
        status, body = await self.post("livechat/visitor", visitor={"token": token, **who})
        assert status == 200, body
        status, body = await self.get("livechat/room", token=token)
        assert status == 200, body
        return token, body["room"]["_id"]

    def visitor(self, token: str = "tok-maria") -> dict[str, Any]:
        """The visitor of a token, which must be known."""
        visitor = self.box.world.visitors.of_token(token)
        assert visitor is not None
        return visitor

    def inquiry(self, room_id: str) -> dict[str, Any]:
        """The queue's entry of a room, which must have one."""
        inquiry = self.box.world.inquiries.of_room(room_id)
        assert inquiry is not None
        return inquiry

    async def close(self) -> None:
        for link in self._links:
            await link.close()


@contextlib.asynccontextmanager
async def start(**settings: Any) -> AsyncGenerator[Town]:
    """A town on a fresh sandbox, without rate limits unless asked for."""
    chosen = SandboxSettings(**{"rate_limits": False, **settings})
    async with Sandbox(chosen) as box, aiohttp.ClientSession() as client:
        town = Town(box, client)
        try:
            yield town
        finally:
            await town.close()
