"""How does a test act as a Rocket.Chat user without a page? By plain REST calls: a scripted bot, an administrator."""

from types import TracebackType
from typing import Any, Self

import aiohttp


class RestUser:
    """A signed-in user; `async with RestUser(url, "bela", "senha") as bot: ...`."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._session = aiohttp.ClientSession(f"{url}/api/v1/", raise_for_status=True)
        self._username = username
        self._password = password
        self.id = ""
        self.token = ""

    async def __aenter__(self) -> Self:
        answer = await self.post("login", user=self._username, password=self._password)
        self.id = answer["data"]["userId"]
        self.token = answer["data"]["authToken"]
        self._session.headers.update({"X-User-Id": self.id, "X-Auth-Token": self.token})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        async with self._session.get(path, params=parameters) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        async with self._session.post(path, json=body) as answer:
            told: dict[str, Any] = await answer.json()
            return told

    async def only_room(self) -> dict[str, Any]:
        """The one open room the user serves."""
        found = await self.get("livechat/rooms", **{"agents[]": self.id, "open": "true"})
        [room] = found["rooms"]
        assert isinstance(room, dict)
        return room

    async def says(self, room_id: str, text: str, **more: Any) -> dict[str, Any]:
        """Send a message; gives it as published."""
        answer = await self.post("chat.sendMessage", message={"rid": room_id, "msg": text, **more})
        message: dict[str, Any] = answer["message"]
        return message
