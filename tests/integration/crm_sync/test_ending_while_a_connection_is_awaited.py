"""Who is asked to end ends, also in the moment in which the pool has a connection for them."""

from __future__ import annotations

import asyncio

import pytest
import pytest_asyncio
import sqlalchemy

from crm_sync import database

PATIENCE_S = 10
ONE = sqlalchemy.select(sqlalchemy.literal(1))


@pytest_asyncio.fixture
async def one_connection(postgres_url):
    """A database with a single connection, so that the second who asks has to wait."""
    db = await database.Database.open(postgres_url, pool_size=1)
    yield db
    await db.close()


@pytest.mark.parametrize("turns", range(12))
async def test_who_waits_for_a_connection_ends_when_asked_to(one_connection, turns):
    """However far the loop is with handing a connection over, a request to end is not forgotten."""

    async def borrow():
        async with one_connection.connection("um teste"):
            await asyncio.Event().wait()

    async with one_connection.connection("um teste"):
        waiting = asyncio.create_task(borrow())
        await _turn(5)
    await _turn(turns)
    waiting.cancel()
    await asyncio.wait({waiting}, timeout=PATIENCE_S)
    assert waiting.cancelled()


async def test_the_connection_of_one_who_ended_serves_the_next(one_connection):
    """None is lost with whoever waited for it."""
    for turns in range(12):
        async with one_connection.connection("um teste"):
            waiting = asyncio.create_task(one_connection.rows(ONE, during="um teste"))
            await _turn(5)
        await _turn(turns)
        waiting.cancel()
        await asyncio.wait({waiting}, timeout=PATIENCE_S)
    assert await one_connection.rows(ONE, during="um teste") == [(1,)]


async def _turn(times: int) -> None:
    for _ in range(times):
        await asyncio.sleep(0)
