from __future__ import annotations

import pytest_asyncio

from tests.house import open_house
from tests.talk import demo_flows


@pytest_asyncio.fixture
async def house(postgres_url):
    """Bela on a provisioned demo server, with both departments staffed."""
    async with open_house(postgres_url, demo_flows()) as house:
        house.online("ana.urgencia")
        house.online("bruno.atendimento")
        yield house
