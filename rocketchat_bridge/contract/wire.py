"""How do the made-up people of a trial speak with the server? Plain requests, and a realtime connection that keeps every frame."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import aiohttp
import orjson

from rocketchat_bridge import answers, frames, json_text

_TOO_MANY = 429
_LONGEST_ANSWER = 15.0

Found = TypeVar("Found")

#: What a connection that fails raises.
Broken = aiohttp.ClientError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it came."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def good(self) -> bool:
        """Whether the server did what was asked."""
        return self.status < 300 and isinstance(self.body, dict)  # ruff: ignore[magic-value-comparison] - success

    @property
    def told(self) -> str:
        """Status and the server's word, for a report."""
        body = self.body if isinstance(self.body, dict) else None
        return str(self.status) if self.good else f"{self.status} {answers.code(body)}"


class Caller:
    """Requests without the bridge's own layer, so that a report shows what really came."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self._base = f"{url}/api/v1/"

    async def call(
        self,
        method: str,
        route: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request; a call limit of the server is waited out."""
        sent = {**(headers or {}), **({"Content-Type": "application/json"} if body is not None else {})}
        data = orjson.dumps(body) if body is not None else None
        while True:
            async with self.session.request(
                method,
                self._base + route,
                params=query,
                data=data,
                headers=sent,
                timeout=aiohttp.ClientTimeout(total=_LONGEST_ANSWER),
            ) as response:
                reply = Reply(
                    status=response.status, body=_json(await response.read()), headers=dict(response.headers)
                )
            if reply.status != _TOO_MANY:
                return reply
            document = reply.body if isinstance(reply.body, dict) else None
            await asyncio.sleep(answers.wait(reply.headers, document, now=datetime.now(UTC)))


class Ear:
    """One realtime connection; `heard` holds all that arrived."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, patience: float) -> None:
        self._socket = socket
        self._patience = patience
        self._arrived = asyncio.Event()
        self.heard: list[dict[str, Any]] = []

    async def say(self, frame: str) -> None:
        """Send a frame."""
        await self._socket.send_str(frame)

    async def listen(self) -> None:
        """Keep what arrives, until the connection ends."""
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            frame = _json(message.data)
            if isinstance(frame, dict):
                self.heard.append(frame)
                self._arrived.set()
            if isinstance(frame, dict) and frame.get("msg") == "ping":
                await self.say(frames.pong(frame.get("id")))

    async def first(self, look: Callable[[dict[str, Any]], Found | None]) -> Found | None:
        """What `look` finds in the first frame in which it finds anything; None after the patience is over."""
        seen = 0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                while True:
                    while seen < len(self.heard):
                        found = look(self.heard[seen])
                        seen += 1
                        if found is not None:
                            return found
                    self._arrived.clear()
                    await self._arrived.wait()
        return None

    async def answered(self, id_: str) -> dict[str, Any] | None:
        """The answer to a method, subscription or login of this id."""
        return await self.first(
            lambda frame: frame if frame.get("id") == id_ or id_ in _listed(frame.get("subs")) else None
        )

    async def event(self, look: Callable[[frames.Event], Found | None]) -> Found | None:
        """The first event, as the bridge reads it, in which `look` finds something."""

        def read(frame: dict[str, Any]) -> Found | None:
            event = frames.read(orjson.dumps(frame)) if frame.get("msg") == "changed" else None
            return look(event) if isinstance(event, frames.Event) else None

        return await self.first(read)


@contextlib.asynccontextmanager
async def listening(
    session: aiohttp.ClientSession, url: str, *, token: str | None, patience: float
) -> AsyncGenerator[Ear]:
    """A realtime connection, logged in when a token is given."""
    async with session.ws_connect(f"{url}/websocket".replace("http", "ws", 1)) as socket:
        ear = Ear(socket, patience=patience)
        reading = asyncio.create_task(ear.listen())
        try:
            await ear.say(frames.CONNECT)
            await ear.first(lambda frame: frame if frame.get("msg") == "connected" else None)
            if token is not None:
                await ear.say(frames.login(token))
                await ear.answered(frames.LOGIN)
            yield ear
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


@contextlib.asynccontextmanager
async def calling(url: str) -> AsyncGenerator[Caller]:
    """Requests to a server."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Caller(session, url)


def _json(raw: str | bytes) -> Any:
    try:
        return json_text.read(raw)
    except ValueError:
        return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
