"""Steps that rooms take in the same moment share a statement, and nothing else."""

from __future__ import annotations

import asyncio

import psycopg

from crm_sync import errors, steps
from tests.polling import until
from tests.registry_samples import START, contact, step

ROOMS = 40


def said(number: int) -> tuple[steps.Outgoing, ...]:
    return (
        steps.Outgoing(id=f"{number}-a", body={"text": f"{number}, um"}),
        steps.Outgoing(id=f"{number}-b", body={"text": f"{number}, dois"}),
    )


async def admitted(registry, number=ROOMS):
    return [await registry.admit(contact(room_id=f"r{n}"), now=START) for n in range(number)]


async def test_every_room_gets_its_own(a_registry):
    """Forty rooms at once: each has its state, revision, name and words, in their order, and nobody else's."""
    rooms = await admitted(a_registry)
    taken = [
        step(room, state={"number": n}, person_name=f"Maria {n}", outgoing=said(n))
        for n, room in enumerate(rooms)
    ]
    recorded = await asyncio.gather(*map(a_registry.record, taken))
    assert {each.revision for each in recorded} == {1}
    for n in range(ROOMS):
        now = await a_registry.conversation(f"r{n}")
        assert (now.state, now.revision, now.person_name) == ({"number": n}, 1, f"Maria {n}")
        assert [(item.id, item.body) for item in await a_registry.unsent(f"r{n}")] == [
            (item.id, item.body) for item in said(n)
        ]


async def test_they_share_their_commits(a_registry, postgres_url):
    """Forty steps at once are written by a handful of transactions."""
    rooms = await admitted(a_registry)
    await asyncio.gather(*(a_registry.record(step(room)) for room in rooms))
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        asked = await connection.execute("select distinct xmin::text from step")
        assert len(await asked.fetchall()) <= 5


async def test_a_refused_step_refuses_no_other(a_registry):
    """Among forty, every second one comes too late: only those are refused, each with its reason."""
    rooms = await admitted(a_registry)
    for room in rooms[::2]:
        await a_registry.record(step(room))
    results = await asyncio.gather(
        *(a_registry.record(step(room, event_id="next")) for room in rooms), return_exceptions=True
    )
    assert {type(result) for result in results[::2]} == {errors.StaleConversation}
    assert {type(result) for result in results[1::2]} == {steps.Recorded}


async def test_a_step_that_cannot_be_written_spoils_no_other(a_registry):
    """One step says something under an id that is taken, which no table allows: it fails alone."""
    rooms = await admitted(a_registry)
    await a_registry.record(step(rooms[0], outgoing=said(0)))
    taken = [step(rooms[7], outgoing=said(0)), *(step(room, event_id="next") for room in rooms[8:])]
    spoilt, *others = await asyncio.gather(*map(a_registry.record, taken), return_exceptions=True)
    assert isinstance(spoilt, psycopg.errors.UniqueViolation)
    assert {type(result) for result in others} == {steps.Recorded}


async def test_two_rooms_of_one_person_both_count(a_registry):
    """Somebody writes in two rooms at once: both are written, and the name is one of the two that were given."""
    first, second = [
        await a_registry.admit(contact(account="same", room_id=room), now=START) for room in ("a", "b")
    ]
    both = (step(first, person_name="Maria"), step(second, person_name="Maria José"))
    recorded = await asyncio.gather(*map(a_registry.record, both))
    assert [each.revision for each in recorded] == [1, 1]
    assert (await a_registry.conversation("a")).person_name in {"Maria", "Maria José"}


async def test_a_room_that_has_to_wait_holds_up_no_other(a_registry, postgres_url):
    """One room's row is locked by somebody: all others are written meanwhile, and that one when it is free."""
    rooms = await admitted(a_registry)
    async with await psycopg.AsyncConnection.connect(postgres_url) as locking:
        await locking.execute(
            "select from conversation where encounter_id = %s for update", (rooms[0].encounter_id,)
        )
        waiting = asyncio.create_task(a_registry.record(step(rooms[0])))

        async def waits() -> bool:
            asked = await locking.execute("select from pg_stat_activity where wait_event_type = 'Lock'")
            return bool(await asked.fetchall())

        await until(waits, within=10)
        async with asyncio.timeout(5):
            await asyncio.gather(*(a_registry.record(step(room)) for room in rooms[1:]))
        assert not waiting.done()
    assert (await waiting).revision == 1


async def test_whoever_waits_when_the_registry_closes_is_told(open_registry, postgres_url):
    """Closing leaves nobody waiting for ever: what was not written is told as an unavailable database."""
    registry = await open_registry()
    rooms = await admitted(registry, 3)
    async with await psycopg.AsyncConnection.connect(postgres_url) as locking:
        await locking.execute("select from conversation for update")
        writing = [asyncio.create_task(registry.record(step(room))) for room in rooms]
        await asyncio.sleep(0)
        await registry.close()
        results = await asyncio.gather(*writing, return_exceptions=True)
    assert {type(result) for result in results} == {errors.DatabaseUnavailable}
