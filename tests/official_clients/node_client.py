"""How does a test follow an official JavaScript client? It starts the script in Node and reads what it tells, line by line."""

import asyncio
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).parent

#: Seconds a client may take from one event to the next.
PATIENCE = 20.0


class ClientsMissingError(RuntimeError):
    """The official clients are not installed: run `npm ci --prefix tests/official_clients` in the project's folder."""


class NodeClient:
    """A running script of this folder; `await client.tells("heard")` gives the next event of that name."""

    def __init__(self, script: str, **environment: str) -> None:
        self._script = HERE / script
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        if not (HERE / "node_modules").is_dir():
            raise ClientsMissingError(ClientsMissingError.__doc__)
        self._process = await asyncio.create_subprocess_exec(
            "node",
            # Node 20 has the WebSocket of browsers behind this flag, later versions always.
            "--experimental-websocket",
            "--no-warnings",
            str(self._script),
            env=self._environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()

    async def tells(self, event: str) -> dict[str, Any]:
        """Wait for the next event of that name; AssertionError shows what the script wrote to its error output."""
        async with asyncio.timeout(PATIENCE):
            while (told := await self._next())["event"] != event:
                pass
        return told

    async def _next(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        line = await self._process.stdout.readline()
        if not line:
            fault = await self._process.stderr.read()
            raise AssertionError(f"{self._script.name} ended: {fault.decode()}")
        told: dict[str, Any] = json.loads(line)
        return told
