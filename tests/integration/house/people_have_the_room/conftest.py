from __future__ import annotations

import pytest_asyncio

from tests.house import open_house
from tests.integration.house.people_have_the_room.rooms import ANA, BRUNO, WATCHING
from tests.talk import demo_flows


@pytest_asyncio.fixture
async def house(postgres_url):
    """Bela with a watch over grave cases, both departments staffed."""
    async with open_house(postgres_url, demo_flows(), watching=WATCHING) as house:
        house.box.world.channels.open("plantao")
        house.online(ANA)
        house.online(BRUNO)
        yield house
