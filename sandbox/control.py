"""How is a running sandbox told to fail, and asked how much passed through it?

`GET`, `POST` and `DELETE /sandbox/faults`; `GET /sandbox/traffic`.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from sandbox import encoding, faults, mishaps

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.ddp.gateway import Gateway

_SERVICE_RESTART = 1012


class Control:
    """Switches faults, and carries out the deeds below, by HTTP.

    Besides the names of `FaultPlan`, a POST body takes deeds that happen at once:
    `drop_sockets` (true or a user name), `close_sockets` (true or a user name; code 1012), `force_logout` (user name),
    `agent_leaves` (user name), `visitor_closes` (room id), `human_takes` ({"room": id, "user": name}).
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._deeds: dict[str, Callable[[Any], Awaitable[None]]] = {
            "drop_sockets": self._drop_sockets,
            "close_sockets": self._close_sockets,
            "force_logout": self._force_logout,
            "agent_leaves": self._agent_leaves,
            "visitor_closes": self._visitor_closes,
            "human_takes": self._human_takes,
        }

    def routes(self) -> list[web.RouteDef]:
        """Where the control endpoint is."""
        return [
            web.get("/sandbox/faults", self._show),
            web.post("/sandbox/faults", self._change),
            web.delete("/sandbox/faults", self._clear),
            web.get("/sandbox/traffic", self._traffic),
        ]

    async def _traffic(self, _request: web.Request) -> web.Response:
        return web.json_response(self._gateway.traffic.told())

    def _answer(self, status: int = HTTPStatus.OK, **more: Any) -> web.Response:
        body = {**self._gateway.faults.describe(), **more}
        return web.Response(body=encoding.rest(body), status=status, content_type="application/json")

    async def _show(self, _request: web.Request) -> web.Response:
        return self._answer()

    async def _clear(self, _request: web.Request) -> web.Response:
        self._gateway.faults.clear()
        return self._answer()

    async def _change(self, request: web.Request) -> web.Response:
        try:
            wanted: Any = orjson.loads(await request.read())
        except orjson.JSONDecodeError:
            return self._answer(HTTPStatus.BAD_REQUEST, error="the body must be JSON")
        if not isinstance(wanted, dict):
            return self._answer(HTTPStatus.BAD_REQUEST, error="the body must be a JSON object")
        try:
            await self._apply(wanted)
        except faults.UnknownFaultError as fault:
            return self._answer(HTTPStatus.BAD_REQUEST, error=str(fault))
        return self._answer()

    async def _apply(self, wanted: dict[str, Any]) -> None:
        self._gateway.faults.set(**{name: value for name, value in wanted.items() if name not in self._deeds})
        for name, value in wanted.items():
            if name in self._deeds:
                await self._deeds[name](value)

    async def _drop_sockets(self, whose: Any) -> None:
        self._gateway.drop_all(whose if isinstance(whose, str) else None)

    async def _close_sockets(self, whose: Any) -> None:
        await self._gateway.close_all(_SERVICE_RESTART, whose if isinstance(whose, str) else None)

    def _user(self, username: Any) -> dict[str, Any]:
        user = self._gateway.world.users.named(str(username))
        if user is None:
            raise faults.UnknownFaultError(f"there is no user {username!r}")
        return user

    def _room(self, room_id: Any) -> dict[str, Any]:
        room = self._gateway.world.rooms.get(str(room_id))
        if room is None:
            raise faults.UnknownFaultError(f"there is no room {room_id!r}")
        return room

    async def _force_logout(self, username: Any) -> None:
        self._gateway.force_logout(self._user(username))

    async def _agent_leaves(self, username: Any) -> None:
        mishaps.agent_leaves(self._gateway, self._user(username))

    async def _visitor_closes(self, room_id: Any) -> None:
        mishaps.visitor_closes(self._gateway.world, self._room(room_id))

    async def _human_takes(self, wanted: Any) -> None:
        who = wanted if isinstance(wanted, dict) else {}
        user = self._user(who.get("user"))
        mishaps.human_takes(self._gateway.world, self._room(who.get("room")), user["username"])
