"""The database goes away and comes back."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest
import pytest_asyncio

from crm_sync import encryption, errors, migrate, registry, steps
from crm_sync.postgres_server import EmbeddedPostgres
from tests.polling import until
from tests.registry_samples import START, contact, step

PATIENCE_S = 60


@pytest_asyncio.fixture
async def own_server(made_folder):
    """A server that this test may kill."""
    async with EmbeddedPostgres(made_folder) as server:
        await migrate.migrate(server.url)
        yield server


@pytest_asyncio.fixture
async def own_registry(own_server, open_registry):
    return await open_registry(url=own_server.url)


async def test_after_a_kill_everything_recorded_is_there_and_work_goes_on(own_server, own_registry):
    """kill -9 in the middle of work: steps fail only as DatabaseUnavailable, none acknowledged is lost, none is doubled."""
    admission = await own_registry.admit(contact(room_id="home"), now=START)
    acknowledged: list[int] = []
    faults: list[errors.DatabaseUnavailable] = []

    async def record(number):
        while len(acknowledged) == number:
            message = steps.InboundMessage(id=f"m{number}", text=f"mensagem {number}", sent_at=START)
            one = step(admission, expected_revision=number, event_id=f"e{number}", inbound=message)
            try:
                await own_registry.record(one)
                acknowledged.append(number)
            except errors.AlreadyHandled:  # written, but the kill took the answer away
                acknowledged.append(number)
            except errors.DatabaseUnavailable as fault:
                faults.append(fault)

    async def work():
        for number in range(300):
            await record(number)
            if number == 100:
                os.kill(own_server.pid, signal.SIGKILL)

    async with asyncio.timeout(PATIENCE_S):
        await work()
    assert faults
    told = await own_registry.history(admission.person_code)
    assert [entry.what.text for entry in told.entries[1:]] == [f"mensagem {number}" for number in range(300)]


async def test_during_an_outage_every_operation_says_so_within_seconds(made_folder, open_registry):
    """Without a server, each operation raises DatabaseUnavailable in a bounded time."""
    async with EmbeddedPostgres(made_folder) as server:
        await migrate.migrate(server.url)
        one = await open_registry(url=server.url)
        admission = await one.admit(contact(room_id="home"), now=START)
    operations = (
        one.admit(contact(), now=START),
        one.conversation("home"),
        one.record(step(admission)),
        one.unsent(),
        one.mark_sent(["a"], at=START),
        one.mark_failed("a", "b", at=START),
        one.due(START),
        one.history(admission.person_code),
        one.counts(),
        one.rotate_data_key(),
    )
    started = time.monotonic()
    results = await asyncio.gather(*operations, return_exceptions=True)
    assert {type(result) for result in results} == {errors.DatabaseUnavailable}
    assert time.monotonic() - started < 15


async def test_a_registry_comes_back_with_the_server_by_itself(own_server, own_registry):
    """After a kill nobody opens the registry again: it answers as before once the server is back."""
    admission = await own_registry.admit(contact(room_id="home"), now=START)
    lost = own_server.pid
    os.kill(lost, signal.SIGKILL)

    async def answers():
        try:
            return own_server.pid != lost and await own_registry.conversation("home") == admission
        except errors.DatabaseUnavailable:
            return False

    await until(answers, within=PATIENCE_S)


async def test_opening_without_a_server_is_one_sentence(unused_tcp_port):
    """A registry cannot be opened where nothing listens, and says so within seconds."""
    url = f"postgresql://bela:x@127.0.0.1:{unused_tcp_port}/bela"
    with pytest.raises(errors.DatabaseUnavailable, match="primeira conexão"):
        await registry.Registry.open(url, keys=encryption.MasterKey.new())
