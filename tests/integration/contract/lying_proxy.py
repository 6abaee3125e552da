"""A proxy before a sandbox that tells lies: it changes answers and frames, or keeps requests from being carried out."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from sandbox import Sandbox

_HOP = {"transfer-encoding", "content-length", "connection", "content-encoding"}


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A REST request and what is answered; `status` 0 means that it was not carried out yet."""

    route: str
    #: The caller's user name; empty for visitors.
    who: str
    asked: dict[str, Any]
    status: int = 0
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def refuse(self, code: str, status: int = 400) -> None:
        """Answer with a refusal."""
        self.status, self.body = status, {"success": False, "error": code}

    def accept(self, **body: Any) -> None:
        """Answer that it is done."""
        self.status, self.body = 200, {**body, "success": True}


Frame = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """What is made untrue; each part may be missing."""

    #: The assumption that this breaks.
    id: str
    #: Changes an exchange before it is carried out (setting a status keeps it from that).
    before: Callable[[Exchange], None] | None = None
    #: Changes an answer.
    after: Callable[[Exchange], None] | None = None
    #: Changes a frame of the server; None swallows it.
    frame: Callable[[Frame], Frame | None] | None = None


class Proxy:
    """Passes everything on to a sandbox, but for the lies."""

    def __init__(self, box: Sandbox, lies: Sequence[Lie]) -> None:
        self._box = box
        self._lies = lies
        self._client: aiohttp.ClientSession
        self.url = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[Proxy]:
        """Listen on a free port."""
        application = web.Application()
        application.router.add_get("/websocket", self._socket)
        application.router.add_route("*", "/api/{path:.*}", self._rest)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        async with aiohttp.ClientSession() as self._client:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            assert runner.addresses
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            try:
                yield self
            finally:
                await runner.cleanup()

    async def _rest(self, request: web.Request) -> web.Response:
        raw = await request.read()
        asked = {**request.query, **(json.loads(raw) if raw else {})}
        user = self._box.world.users.get(request.headers.get("X-User-Id", ""))
        exchange = Exchange(
            route=f"{request.method} {request.match_info['path'].removeprefix('v1/')}",
            who=user["username"] if user else "",
            asked=asked,
        )
        for lie in self._lies:
            if lie.before is not None and not exchange.status:
                lie.before(exchange)
        if not exchange.status:
            await self._carry_out(request, raw, exchange)
        for lie in self._lies:
            if lie.after is not None:
                lie.after(exchange)
        return web.Response(
            text=json.dumps(exchange.body),
            status=exchange.status,
            headers=exchange.headers,
            content_type="application/json",
        )

    async def _carry_out(self, request: web.Request, raw: bytes, exchange: Exchange) -> None:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP}
        address = f"{self._box.url}{request.path_qs}"
        async with self._client.request(
            request.method, address, data=raw or None, headers=headers
        ) as response:
            exchange.status, exchange.body = response.status, await response.json()
            exchange.headers = {k: v for k, v in response.headers.items() if k.startswith("X-RateLimit")}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        ours = web.WebSocketResponse()
        await ours.prepare(request)
        async with self._client.ws_connect(f"{self._box.url}/websocket") as theirs:
            asking = asyncio.create_task(_pass_on(ours, theirs))
            async for message in theirs:
                frame = self._told(json.loads(message.data))
                if frame is not None and not ours.closed:
                    await ours.send_str(json.dumps(frame))
            asking.cancel()
        return ours

    def _told(self, frame: Frame) -> Frame | None:
        told: Frame | None = frame
        for lie in self._lies:
            if lie.frame is not None and told is not None:
                told = lie.frame(told)
        return told


async def _pass_on(ours: web.WebSocketResponse, theirs: aiohttp.ClientWebSocketResponse) -> None:
    async for message in ours:
        await theirs.send_str(message.data)
    await theirs.close()
