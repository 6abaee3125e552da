"""Two stand-ins for Rasa: a server with answers to give and requests seen, and a program in the place of its Python."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from aiohttp import web

MEANING = {"text": "…", "intent": {"name": "pedir_pessoa", "confidence": 0.91}, "entities": []}


@dataclass
class ScriptedRasa:
    """Answers each request with the next of `answers`, or with MEANING when there is none left."""

    answers: asyncio.Queue[web.Response | None] = field(default_factory=asyncio.Queue)
    seen: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    url: str = ""

    async def __aenter__(self) -> Self:
        self._over = asyncio.Event()
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.seen.append((f"{request.method} {request.path}", dict(request.query), await request.json()))
        if self.answers.empty():
            return web.json_response(MEANING)
        answer = self.answers.get_nowait()
        if answer is None:  # keeps silent for as long as the server lives
            await self._over.wait()
        return answer or web.Response()


def program(folder: Path, script: str) -> Path:
    """Write a program that stands where Rasa's Python would stand; `$5` on are Rasa's arguments."""
    path = folder / "python"
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


async def until(condition: Callable[[], bool], *, seconds: float = 10) -> None:
    """Poll what another process or task does, up to a deadline."""
    async with asyncio.timeout(seconds):
        while not condition():  # ruff: ignore[async-busy-wait] - nothing there to await
            await asyncio.sleep(0.01)
