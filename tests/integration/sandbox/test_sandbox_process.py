"""The sandbox as a program, and the city hall it seeds."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


@contextlib.asynccontextmanager
async def _program(*arguments: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_says_where_it_is_and_ends_cleanly(ending: signal.Signals) -> None:
    """One line when ready; status 0 after SIGTERM or SIGINT, with a client still connected."""
    async with _program("--port", "0", "--demo", "--style", "7") as process:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        assert line.startswith("sandbox ready at http://127.0.0.1:")
        url = line.split()[-1]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"{url}/api/info") as response:
                assert (await response.json())["version"].startswith("7.")
            socket_ = await client.ws_connect(f"{url}/websocket")
            process.send_signal(ending)
            assert await asyncio.wait_for(process.wait(), 15) == 0
            await socket_.close()


async def test_a_busy_port_is_told_in_one_sentence() -> None:
    """Status 1 and what to do, without a trace."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with _program("--port", port) as process:
            _, told = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert told.decode().count("\n") == 1
    assert f"port {port} cannot be used" in told.decode()


async def test_the_demonstration_has_an_admin_and_two_attendants() -> None:
    """Nobody is online, no department and no bot exist: provisioning brings them."""
    async with towns.start(demo=True) as town:
        status, body = await town.post("login", username="admin", password="admin-demo")
        assert (status, body["data"]["me"]["roles"]) == (200, ["admin", "user"])
        for name in ("ana.urgencia", "bruno.atendimento"):
            status, body = await town.post("login", username=name, password="demo")
            assert (status, body["data"]["me"]["roles"]) == (200, ["user", "livechat-agent"])
        _, body = await town.get("livechat/config")
    assert body["config"]["settings"]["language"] == "pt-BR"
    assert body["config"]["settings"]["nameFieldRegistrationForm"] is False


async def test_the_pages_are_mounted() -> None:
    """The city hall, the desk and the widget's address answer."""
    async with towns.start() as town:
        for path in ("/", "/desk"):
            async with town.client.get(f"{town.box.url}{path}") as response:
                assert response.status == 200
                assert response.content_type == "text/html"
