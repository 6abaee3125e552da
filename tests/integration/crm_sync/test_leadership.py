"""One leader at a time, and nothing written under a term that is over."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
import pytest_asyncio

from crm_sync import errors, leadership, steps
from crm_sync.encounters import Owner
from tests.registry_samples import START, contact, step


class Clock:
    """A clock that a test sets forward."""

    def __init__(self):
        self.ahead = 0.0

    def __call__(self):
        return asyncio.get_running_loop().time() + self.ahead


@pytest_asyncio.fixture
async def candidates(postgres_url):
    """Processes of one bot; all give up at the end of the test."""
    made = [
        leadership.Leadership(postgres_url, bot="bela", holder=f"machine:{n}", clock=Clock())
        for n in range(3)
    ]
    yield made
    for candidate in made:
        await candidate.close()


async def wins(candidate, *, within=5.0):
    return await asyncio.wait_for(candidate.win(), within)


async def loses(candidate, *, connected=True):
    """Return once the candidate knows that its term is over."""
    await asyncio.wait_for(candidate.hold(connected=lambda: connected), 10)


async def silent_for_long(url):
    """Let the leader's last heartbeat be an hour old."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute("update leadership set seen_at = seen_at - interval '1 hour'")


async def end_sessions(url):
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bela leader'"
        )


async def test_of_several_at_once_one_leads(candidates):
    """Three ask at the same moment: one wins, and the others know that they stand by."""
    tasks = [asyncio.create_task(candidate.win()) for candidate in candidates]
    done, waiting = await asyncio.wait(tasks, timeout=2)
    for task in waiting:
        task.cancel()
    assert len(done) == 1
    assert sorted(candidate.outvoted for candidate in candidates) == [False, True, True]


async def test_bots_have_leaders_of_their_own(postgres_url, candidates):
    """Another bot's leader is in nobody's way."""
    await wins(candidates[0])
    other = leadership.Leadership(postgres_url, bot="bela.2", holder="machine:9")
    assert (await wins(other)).bot == "bela.2"
    await other.close()


async def test_terms_grow(candidates):
    """Whoever follows has a larger term, whatever became of those before."""
    first = await wins(candidates[0])
    await candidates[0].close()
    second = await wins(candidates[1])
    assert second.term > first.term


async def test_a_silent_leader_is_put_down(postgres_url, candidates):
    """Its session is there and its heartbeat is not: the next one leads, and the old one learns it."""
    await wins(candidates[0])
    await silent_for_long(postgres_url)
    await wins(candidates[1])
    await loses(candidates[0])


async def test_a_leader_that_speaks_is_not_put_down(candidates):
    """While heartbeats come nobody else wins."""
    await wins(candidates[0])
    holding = asyncio.create_task(candidates[0].hold(connected=lambda: True))
    with pytest.raises(TimeoutError):
        await wins(candidates[1], within=leadership.SILENT_FOR + 1)
    assert not holding.done()
    holding.cancel()


async def test_a_lost_session_alone_ends_no_term(postgres_url, candidates):
    """The server ended the session and nobody else took the lock: the same term goes on."""
    fence = await wins(candidates[0])
    holding = asyncio.create_task(candidates[0].hold(connected=lambda: True))
    await end_sessions(postgres_url)
    await asyncio.wait_for(_regained(postgres_url, fence), 10)
    assert not holding.done()
    holding.cancel()


async def _regained(url, fence):
    """Wait until the leader's session holds the lock again."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while True:
            cursor = await connection.execute(
                "select count(*) from pg_locks join leadership on bot = %s and term = %s "
                "where locktype = 'advisory' and seen_at > clock_timestamp() - interval '1 second'",
                (fence.bot, fence.term),
            )
            row = await cursor.fetchone()
            if row and row[0]:
                return
            await asyncio.sleep(0.05)


async def test_who_could_not_renew_its_heartbeat_waits_before_it_speaks(candidates):
    """With a fresh heartbeat it may speak at once; with a lapsed one only after the next."""
    await wins(candidates[0])
    await asyncio.wait_for(candidates[0].granted(), 0.1)
    candidates[0].clock.ahead = leadership.SPEAKS_FOR
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(candidates[0].granted(), 0.1)
    holding = asyncio.create_task(candidates[0].hold(connected=lambda: True))
    await asyncio.wait_for(candidates[0].granted(), 5)
    holding.cancel()


async def test_a_step_of_a_term_that_is_over_is_refused(candidates, a_registry):
    """The old leader computed it in good faith; nothing of it is written, and it is told why."""
    old = a_registry.under(await wins(candidates[0]))
    room = await old.admit(contact(), now=START)
    await candidates[0].close()
    new = a_registry.under(await wins(candidates[1]))
    with pytest.raises(errors.TermOver):
        await old.record(step(room))
    assert (await new.record(step(room))).revision == 1


async def test_an_old_leader_gives_up_no_message(candidates, a_registry):
    """It may see the room as it was: what it would give up stays to be sent."""
    old = a_registry.under(await wins(candidates[0]))
    room = await old.admit(contact(room_id="praca"), now=START)
    await old.record(step(room, outgoing=(steps.Outgoing(id="m1", body={"text": "oi"}),)))
    await candidates[0].close()
    new = a_registry.under(await wins(candidates[1]))
    await old.mark_failed("m1", "RoomNotServed", at=START)
    assert [item.id for item in await new.unsent("praca")] == ["m1"]
    await new.mark_failed("m1", "RoomNotServed", at=START)
    assert not await new.unsent("praca")


async def test_each_bot_comes_back_to_its_own_rooms(candidates, postgres_url, a_registry):
    """What is due or unsent is told to the bot that wrote in the room last."""
    ours = a_registry.under(await wins(candidates[0]))
    other = leadership.Leadership(postgres_url, bot="bela.2", holder="machine:9")
    theirs = a_registry.under(await wins(other))
    for one, room_id in ((ours, "casa"), (theirs, "rua")):
        room = await one.admit(contact(room_id=room_id), now=START)
        outgoing = (steps.Outgoing(id=f"to-{room_id}", body={"text": "oi"}),)
        await one.record(step(room, wake_at=START, outgoing=outgoing))
    assert await ours.due(START) == ["casa"]
    assert await theirs.due(START) == ["rua"]
    assert [item.room_id for item in await ours.unsent()] == ["casa"]
    assert sorted(item.room_id for item in await a_registry.unsent()) == ["casa", "rua"]
    await other.close()


async def test_a_room_that_nobody_wrote_in_yet_is_let_go_by_nobody(candidates, postgres_url, a_registry):
    """It may be another bot's, who is about to answer: only where a bot has written is the room its own to lose."""
    ours = a_registry.under(await wins(candidates[0]))
    other = leadership.Leadership(postgres_url, bot="bela.2", holder="machine:9")
    theirs = a_registry.under(await wins(other))
    new = await theirs.admit(contact(room_id="rua"), now=START)
    assert await ours.rooms_of(Owner.BOT) == []
    await theirs.record(step(new))
    assert (await ours.rooms_of(Owner.BOT), await theirs.rooms_of(Owner.BOT)) == ([], ["rua"])
    await other.close()


async def test_who_leads_instead_of_the_dead_keeps_whoever_comes_up_waiting(candidates):
    """Nobody wins meanwhile, and somebody does right afterwards, with a larger term."""
    guard, comer, _ = candidates
    async with guard.instead() as alone:
        term = guard.fence.term
        winning = asyncio.create_task(comer.win())
        await asyncio.sleep(2 * leadership.LOOK_EVERY)
        assert alone()
        assert not winning.done()
    assert (await asyncio.wait_for(winning, 5)).term > term
    assert not alone()


async def test_nobody_leads_instead_of_the_living(candidates):
    """A leader whose heartbeat is fresh goes on in its term, connected or not."""
    leader, guard, _ = candidates
    await wins(leader)
    holding = asyncio.create_task(leader.hold(connected=lambda: False))
    async with guard.instead() as alone:
        assert not alone()
    await asyncio.sleep(2 * leadership.BEAT_EVERY)
    assert not holding.done()
    holding.cancel()


async def test_leading_instead_is_no_sign_of_life(postgres_url, candidates):
    """Else the guard would put the bot back into routing by its own doing."""
    leader, guard, _ = candidates
    await wins(leader)
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        await connection.execute("update leadership set connected_at = now() - interval '1 hour'")
    await leader.close()
    async with guard.instead() as alone:
        await asyncio.sleep(2 * leadership.BEAT_EVERY)
        assert alone()
        assert (await guard.silence()).total_seconds() >= 3600
