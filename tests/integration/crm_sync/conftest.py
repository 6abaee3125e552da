"""A registry on a database of its own."""

from __future__ import annotations

import pytest
import pytest_asyncio

from crm_sync import encryption, registry
from tests.registry_samples import START, contact


@pytest.fixture
def master_key():
    return encryption.MasterKey(b"m" * 32)


@pytest_asyncio.fixture
async def open_registry(postgres_url, master_key):
    """Opens registries on this test's database; all are closed at its end."""
    opened = []

    async def open_one(**changed):
        one = await registry.Registry.open(changed.pop("url", postgres_url), **{"keys": master_key} | changed)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        await one.close()


@pytest_asyncio.fixture
async def a_registry(open_registry):
    return await open_registry()


@pytest_asyncio.fixture
async def admitted(a_registry):
    """The room "home" of one person."""
    return await a_registry.admit(contact(room_id="home"), now=START)
