"""What one process hears of a room reaches the others, and costs nothing when it does not."""

from __future__ import annotations

import asyncio
import contextlib

import psycopg
import pytest_asyncio

from bot.webhook_hints import WebhookHints
from crm_sync.hints import Hints
from rocketchat_bridge import documents
from tests.polling import until

ROOM, MESSAGE = documents.RoomId("roomroomroomroomr"), documents.MessageId("message0000000001")
_LISTENERS = (
    "select count(*) from pg_stat_activity where application_name = 'bela hints' and query like 'listen%'"
)
_CUT = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bela hints'"


class Process:
    """One of Bela's processes, as far as webhooks go."""

    def __init__(self, hints: Hints) -> None:
        self.looked: list[tuple[str, str | None]] = []
        self.hints = WebhookHints(hints, nudge=lambda room, message: self.looked.append((room, message)))


@contextlib.asynccontextmanager
async def listening(database_url, *processes):
    """Both hear each other."""
    tasks = [asyncio.create_task(process.hints.listen()) for process in processes]
    try:
        await until(lambda: listen(database_url, len(processes)), within=10)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def listen(database_url, count) -> bool:
    """Whether so many connections listen."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        row = await (await connection.execute(_LISTENERS)).fetchone()
    return row == (count,)


@pytest_asyncio.fixture
async def pair(open_registry):
    """Two processes on one database."""
    return Process((await open_registry()).hints), Process((await open_registry()).hints)


async def test_a_webhook_that_a_standby_receives_makes_the_leader_look(pair, postgres_url):
    """Each looks once: the one that received it, and the one that was told."""
    leader, standby = pair
    async with listening(postgres_url, leader, standby):
        standby.hints.receive(ROOM, MESSAGE)
        standby.hints.receive(ROOM, None)
        await until(lambda: has_looked(leader, 2), within=10)
    assert set(leader.looked) == set(standby.looked) == {(ROOM, MESSAGE), (ROOM, None)}


async def test_hints_go_on_after_the_connection_was_lost(pair, postgres_url):
    """PostgreSQL was away for a moment."""
    leader, standby = pair
    async with listening(postgres_url, leader, standby):
        async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as connection:
            await connection.execute(_CUT)
        await until(lambda: listen(postgres_url, 2), within=10)
        standby.hints.receive(ROOM, MESSAGE)
        await until(lambda: has_looked(leader, 1), within=10)


async def has_looked(process: Process, times: int) -> bool:
    """Whether it looked so often."""
    return len(process.looked) == times
