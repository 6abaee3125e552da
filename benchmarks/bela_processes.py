"""Bela as she is deployed: sandbox, PostgreSQL, Rasa and bot in processes of their own, ended by their own ids."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
import psutil

import config
from bot.demo import demo_secrets
from bot.demo.children import Child
from bot.told import alike
from crm_sync.postgres_server import EmbeddedPostgres
from rocketchat_bridge import admin, provisioning

_DEPLOYMENT: Final = Path("config/demo")
_FOLDER: Final = Path("var/benchmarks/bela")
_SANDBOX: Final = "http://127.0.0.1:3190"
_HEALTH_PORT: Final = 3191
_PATIENCE: Final = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A Bela to be measured."""

    #: Rocket.Chat's stand-in.
    url: str
    #: Where health page and metrics are.
    health_url: str
    bot: psutil.Process
    sandbox: psutil.Process
    #: The registry's, on the PostgreSQL that the bot supervises.
    database_url: str
    #: What its processes find in their environment; an admin's command finds the same.
    environment: Mapping[str, str]

    def rss_mb(self) -> float:
        """Memory of the bot's process alone, in MB."""
        return float(self.bot.memory_info().rss) / 1e6


@asynccontextmanager
async def running(*, with_rasa: bool = True, deployment: Path = _DEPLOYMENT) -> AsyncGenerator[Running]:
    """Start everything on an empty registry, fsync on; end it afterwards."""
    for kept in ("postgres", "proofs"):  # what was proved in an earlier run would make a publication quick
        shutil.rmtree(_FOLDER / kept, ignore_errors=True)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        settings = _settings(deployment, with_rasa=with_rasa)
        environment = {**os.environ, **settings, **demo_secrets.keep(_FOLDER)}
        command = [sys.executable, "-m", "sandbox", "--port", "3190", "--demo", "--no-rate-limits"]
        sandbox = await Child.start(
            alike("sandbox"), command, environment=environment, log=_FOLDER / "sandbox.log"
        )
        stack.push_async_callback(sandbox.stop)
        await _until_ok(f"{_SANDBOX}/api/info")
        environment["BELA_ROCKETCHAT_TOKEN"] = await asyncio.to_thread(_provision, deployment, environment)
        command = [sys.executable, "-m", "bot", "run"]
        bot = await Child.start(alike("bot"), command, environment=environment, log=_FOLDER / "bot.log")
        stack.push_async_callback(bot.stop)
        await _until_ok(f"http://127.0.0.1:{_HEALTH_PORT}/ready", state="well" if with_rasa else "degraded")
        postgres = await stack.enter_async_context(EmbeddedPostgres(_FOLDER / "postgres"))
        yield Running(
            url=_SANDBOX,
            health_url=f"http://127.0.0.1:{_HEALTH_PORT}",
            bot=psutil.Process(bot.pid),
            sandbox=psutil.Process(sandbox.pid),
            database_url=postgres.url,
            environment=environment,
        )


def _settings(deployment: Path, *, with_rasa: bool) -> dict[str, str]:
    settings = {
        "BELA_DEPLOYMENT": str(deployment),
        "BELA_ROCKETCHAT_URL": _SANDBOX,
        "BELA_HEALTH_PORT": str(_HEALTH_PORT),
        "BELA_DATA_FOLDER": str(_FOLDER),
        "BELA_RASA_TOKEN": secrets.token_hex(8),
    }
    return settings if with_rasa else {**settings, "BELA_RASA_URL": "http://127.0.0.1:9"}


def _provision(folder: Path, environment: dict[str, str]) -> str:
    deployment = config.load(folder, environment=environment)
    with admin.Server(deployment.rocketchat.url) as server:
        token = provisioning.provision(server, deployment).bot_token
    assert token, "an empty server gives the bot a token"
    return token


async def _until_ok(url: str, *, state: str | None = None) -> None:
    async with asyncio.timeout(_PATIENCE), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.ok and (state is None or (await answer.json())["state"] == state):
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.2)
