"""What was decided leaves in order, once, or is given up with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_sync import steps
from crm_sync.encounters import Owner
from crm_sync.steps import OutgoingKind
from tests.registry_samples import START, contact, step


@pytest.fixture
def decide(a_registry):
    """Records one step that sends these ids."""

    async def record(admission, *ids, revision=0):
        outgoing = tuple(steps.Outgoing(id=one, body={"text": f"text of {one}"}) for one in ids)
        await a_registry.record(step(admission, expected_revision=revision, outgoing=outgoing))

    return record


async def ids_unsent(a_registry, room_id=None):
    return [pending.id for pending in await a_registry.unsent(room_id)]


async def test_a_room_is_unsent_in_the_order_of_decision(a_registry, admitted, decide):
    """Order within a step and across steps holds, whatever the ids."""
    await decide(admitted, "z", "m", "a")
    await decide(admitted, "y", "b", revision=1)
    assert await ids_unsent(a_registry, "home") == ["z", "m", "a", "y", "b"]


async def test_rooms_do_not_mix(a_registry, admitted, decide):
    """One room's unsent messages are its own; without a room all are told, room by room."""
    other = await a_registry.admit(contact(room_id="other"), now=START)
    await decide(admitted, "a1")
    await decide(other, "b1")
    await decide(admitted, "a2", revision=1)
    assert await ids_unsent(a_registry, "other") == ["b1"]
    everything = await ids_unsent(a_registry)
    assert sorted(everything) == ["a1", "a2", "b1"]
    assert everything.index("a1") == everything.index("a2") - 1


async def test_what_is_pending_is_told_whole(a_registry, admitted):
    """Kind, body and room of each pending message are as decided."""
    hand_off = steps.Outgoing(
        id="h", kind=OutgoingKind.HAND_OFF, body={"department": "urgencia", "comment": "grave"}
    )
    await a_registry.record(step(admitted, outgoing=(hand_off,)))
    (pending,) = await a_registry.unsent()
    assert (pending.kind, pending.body) == (
        OutgoingKind.HAND_OFF,
        {"department": "urgencia", "comment": "grave"},
    )
    assert (pending.room_id, pending.encounter_id) == ("home", admitted.encounter_id)


async def test_sent_messages_leave_the_outbox(a_registry, admitted, decide):
    """Many ids are marked at once; unknown ids, repeated ids and no ids at all do no harm."""
    await decide(admitted, "a", "b", "c")
    await a_registry.mark_sent(["a", "c", "c", "unknown"], at=START)
    await a_registry.mark_sent([], at=START)
    assert await ids_unsent(a_registry) == ["b"]


async def test_the_first_moment_of_sending_stands(a_registry, admitted, decide):
    """Marking again, as after a crash between sending and marking, does not move the moment."""
    await decide(admitted, "a")
    await a_registry.mark_sent(["a"], at=START)
    await a_registry.mark_sent(["a"], at=START + timedelta(hours=1))
    told = await a_registry.history(admitted.person_code)
    assert told.entries[-1].what.sent_at == START


async def test_a_message_given_up_leaves_the_outbox_and_keeps_its_reason(a_registry, admitted, decide):
    """What cannot be sent is not tried again and says why in the history."""
    await decide(admitted, "a", "b")
    await a_registry.mark_failed("a", "a sala foi encerrada", at=START)
    assert await ids_unsent(a_registry) == ["b"]
    told = await a_registry.history(admitted.person_code)
    given_up = next(entry.what for entry in told.entries if getattr(entry.what, "id", None) == "a")
    assert (given_up.failure, given_up.failed_at, given_up.sent_at) == ("a sala foi encerrada", START, None)


async def test_the_counts_tell_what_waits(open_registry):
    """The health page's numbers: people, open encounters, unsent messages and the age of the oldest."""
    one = await open_registry(now=lambda: START + timedelta(minutes=10))
    empty = await one.counts()
    assert (empty.people, empty.encounters_open, empty.unsent, empty.oldest_unsent_age) == (0, 0, 0, None)
    first, second = [await one.admit(contact(), now=START) for _ in range(2)]
    await one.record(step(first, outgoing=(steps.Outgoing(id="a", body={}), steps.Outgoing(id="b", body={}))))
    await one.record(step(second, owner=Owner.CLOSED))
    full = await one.counts()
    assert (full.people, full.encounters_open, full.unsent) == (2, 1, 2)
    assert full.oldest_unsent_age == timedelta(minutes=10)
