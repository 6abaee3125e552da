from __future__ import annotations

import dataclasses
import shutil
from datetime import UTC, datetime

import pytest_asyncio

import config
from bot.publishing.publishing import Publisher
from crm_sync import registry
from tests.house import KEY, open_house
from tests.talk import DEMO, demo_flows


@pytest_asyncio.fixture
async def house(postgres_url):
    """Bela on a provisioned demo server, with both departments staffed."""
    async with open_house(postgres_url, demo_flows()) as house:
        house.online("ana.urgencia")
        house.online("bruno.atendimento")
        yield house


@pytest_asyncio.fixture
async def publisher(tmp_path, postgres_url):
    """The demo deployment with a draft of its own that a test may change, and its versions."""
    chosen = config.load(DEMO, environment={})
    shutil.copytree(chosen.content, tmp_path / "covid19")
    deployment = dataclasses.replace(chosen, content=tmp_path / "covid19", data_folder=tmp_path / "var")
    people = await registry.Registry.open(postgres_url, keys=KEY)
    yield Publisher(deployment, people.content, now=lambda: datetime.now(UTC))
    await people.close()
