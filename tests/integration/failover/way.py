"""A way to PostgreSQL that a test can block: bytes stop, and neither side is told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from urllib.parse import urlsplit


class Way:
    """Passes connections on to a server, as long as it is open."""

    def __init__(self, server_url: str) -> None:
        self._server = urlsplit(server_url)
        self._port = 0
        self._open = asyncio.Event()
        self._open.set()
        self._tasks: list[asyncio.Task[None]] = []
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """The server's address by this way."""
        account = self._server.netloc.rpartition("@")[0]
        return self._server._replace(netloc=f"{account}@127.0.0.1:{self._port}").geturl()

    def block(self) -> None:
        """From now on nothing passes."""
        self._open.clear()

    def mend(self) -> None:
        """What was held back passes now, and everything after it."""
        self._open.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[Way, None]:
        """Listen on a port of its own."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            for writer in self._writers:
                writer.transport.abort()
            await asyncio.sleep(0)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        with contextlib.suppress(OSError):
            there, here = await asyncio.open_connection("127.0.0.1", self._server.port)
            self._writers.add(here)
            self._tasks += [
                asyncio.create_task(self._pump(reader, here)),
                asyncio.create_task(self._pump(there, writer)),
            ]

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                await self._open.wait()
                target.write(data)
                await target.drain()
        target.close()
