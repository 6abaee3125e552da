"""A small DDP client for the sandbox's tests."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import aiohttp
import orjson


class Realtime:
    """One DDP connection: sends frames, keeps what arrives, lets tests wait."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[dict[str, Any]] = []
        self.ended = asyncio.Event()
        self._changed = asyncio.Event()
        self._numbers = itertools.count(1)
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, client: aiohttp.ClientSession, url: str) -> Realtime:
        link = cls(await client.ws_connect(f"{url}/websocket"))
        await link.send(msg="connect", version="1", support=["1"])
        await link.until(lambda frame: frame.get("msg") == "connected")
        return link

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self.frames.append(orjson.loads(message.data))
                self._changed.set()
        self.ended.set()

    async def close(self) -> None:
        await self.socket.close()
        await self._reader

    async def send(self, **frame: Any) -> None:
        await self.socket.send_str(orjson.dumps(frame).decode())

    async def until(self, predicate: Any, *, within: float = 5.0, since: int = 0) -> dict[str, Any]:
        async with asyncio.timeout(within):
            while True:
                for frame in self.frames[since:]:
                    if predicate(frame):
                        return frame
                self._changed.clear()
                await self._changed.wait()

    async def call(self, method: str, *params: Any) -> dict[str, Any]:
        number = f"m{next(self._numbers)}"
        await self.send(msg="method", method=method, id=number, params=list(params))
        return await self.until(lambda frame: frame.get("msg") == "result" and frame.get("id") == number)

    async def subscribe(self, stream: str, event: str, options: Any = None) -> dict[str, Any]:
        number = f"s{next(self._numbers)}"
        await self.send(msg="sub", id=number, name=stream, params=[event, options])
        return await self.until(
            lambda frame: (
                (frame.get("msg") == "ready" and number in frame["subs"])
                or (frame.get("msg") == "nosub" and frame.get("id") == number)
            )
        )

    def published(self, event: str) -> list[list[Any]]:
        """Arguments of every frame of an event so far."""
        return [
            frame["fields"]["args"]
            for frame in self.frames
            if frame.get("msg") == "changed" and frame["fields"]["eventName"] == event
        ]

    async def hears(
        self, event: str, predicate: Any = lambda _args: True, *, within: float = 5.0
    ) -> list[Any]:
        """The first arguments of an event for which the predicate holds."""
        frame = await self.until(
            lambda frame: (
                frame.get("msg") == "changed"
                and frame["fields"]["eventName"] == event
                and predicate(frame["fields"]["args"])
            ),
            within=within,
        )
        args: list[Any] = frame["fields"]["args"]
        return args
