"""Sandboxes on which the contract is tried."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rocketchat_bridge.admin import Server
from rocketchat_bridge.contract import running
from rocketchat_bridge.contract.report import Report
from sandbox import Sandbox, SandboxSettings
from sandbox.settings import Style
from tests.prepared_server import ADMIN, City

#: Seconds within which the sandbox shows everything.
PATIENCE = 2.0


async def tried(url: str, *, with_open_conversations: bool = False, patience: float = PATIENCE) -> Report:
    """The contract, as the command runs it."""

    def signed_in() -> Server:
        server = Server(url)
        server.sign_in(ADMIN["BELA_ROCKETCHAT_ADMIN_USERNAME"], ADMIN["BELA_ROCKETCHAT_ADMIN_PASSWORD"])
        return server

    server = await asyncio.to_thread(signed_in)
    with server:
        return await running.run(server, with_open_conversations=with_open_conversations, patience=patience)


@pytest.fixture(params=[Style.SEVEN, Style.EIGHT], ids=["7", "8"])
async def city(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[City]:
    """A provisioned city on a sandbox that answers as 7.x or as 8.x."""
    async with Sandbox(SandboxSettings(style=request.param, rate_limits=False)) as box:
        city = City(box, tmp_path / "cidade")
        await city.provision()
        yield city


@pytest.fixture
async def one_city(tmp_path: Path) -> AsyncIterator[City]:
    """A provisioned city on a sandbox that answers as 8.x."""
    async with Sandbox(SandboxSettings(rate_limits=False)) as box:
        city = City(box, tmp_path / "cidade")
        await city.provision()
        yield city


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] - no test of the folder may be left out
def every_request_fits(wrong_requests_are_refused: None) -> None:
    """The contract also asks for what has to be refused."""
