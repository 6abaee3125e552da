"""An empty server of either style, and a city that wants to use it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import Sandbox, SandboxSettings, Style
from tests import prepared_server


@pytest.fixture(params=list(Style))
async def city(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[prepared_server.City]:
    async with Sandbox(SandboxSettings(style=request.param)) as box:
        yield prepared_server.City(box, tmp_path / "pedra-azul")


@pytest.fixture
async def community(tmp_path: Path) -> AsyncIterator[prepared_server.City]:
    """A server of the Community edition, which allows a single department."""
    async with Sandbox(SandboxSettings(department_limit=1)) as box:
        yield prepared_server.City(box, tmp_path / "pedra-azul")
