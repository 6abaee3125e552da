"""One turn is written whole, once, and only on the revision it was computed from."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from crm_sync import errors, steps
from crm_sync.encounters import Owner
from tests.registry_samples import START, contact, step


def full_step(admission, **changed):
    values = {
        "inbound": steps.InboundMessage(id="inbound-1", text="tô com febre", sent_at=START),
        "answers": (steps.Answer(question="febre", value=True), steps.Answer(question="idade", value=70)),
        "flags": (steps.Flag(id="dyspnea", words="sem ar"),),
        "triage": steps.Triage(risk_class="severe", protocol="covid19", protocol_version="3"),
        "outgoing": (
            steps.Outgoing(id="out-1", body={"text": "um"}),
            steps.Outgoing(id="out-2", body={"text": "dois"}),
        ),
        "faults": (steps.ContentFault(rule="no-text", place="a.yml:1:2", sentence="falta"),),
        "wake_at": START + timedelta(hours=1),
        "owner": Owner.HANDING_OFF,
        "department": "urgencia",
        "person_name": "Dona Raimunda",
    }
    return step(admission, **values | changed)


async def rows_of_steps(url):
    tables = ("step", "message", "answer", "flag", "triage", "content_fault", "outgoing")
    async with await psycopg.AsyncConnection.connect(url) as connection:
        counted = await connection.execute(
            "select " + ", ".join(f"(select count(*) from {one})" for one in tables)
        )
        return await counted.fetchone()


async def test_a_step_is_read_back_with_the_conversation(a_registry, admitted):
    """State, revision, owner, department, name and last seen moment are as the step left them."""
    assert (await a_registry.record(full_step(admitted))).revision == 1
    now = await a_registry.conversation("home")
    assert (now.state, now.revision) == ({"step": 1}, 1)
    assert (now.owner, now.department, now.person_name) == (Owner.HANDING_OFF, "urgencia", "Dona Raimunda")
    assert now.last_seen_at == START


async def test_a_step_of_the_clock_alone_leaves_what_was_seen(a_registry, admitted):
    """Without an inbound message the last seen moment, the name and the department stay, and the wake-up is cleared."""
    await a_registry.record(full_step(admitted))
    await a_registry.record(step(admitted, expected_revision=1, owner=Owner.QUEUED))
    now = await a_registry.conversation("home")
    assert (now.last_seen_at, now.person_name, now.department) == (START, "Dona Raimunda", "urgencia")
    assert now.owner is Owner.QUEUED
    assert await a_registry.due(START + timedelta(days=1)) == []


async def test_an_older_message_does_not_move_the_catch_up_back(a_registry, admitted):
    """Messages may arrive out of order; the last seen moment is the newest."""
    newer = steps.InboundMessage(id="b", text="2", sent_at=START + timedelta(seconds=9))
    older = steps.InboundMessage(id="a", text="1", sent_at=START)
    await a_registry.record(step(admitted, inbound=newer))
    await a_registry.record(step(admitted, expected_revision=1, inbound=older))
    assert (await a_registry.conversation("home")).last_seen_at == START + timedelta(seconds=9)


async def test_an_event_is_handled_once(a_registry, admitted, postgres_url):
    """The same event again, at whatever revision, is refused and nothing is written."""
    await a_registry.record(full_step(admitted, event_id="same"))
    before = await rows_of_steps(postgres_url)
    for revision in (0, 1):
        with pytest.raises(errors.AlreadyHandled):
            await a_registry.record(
                full_step(admitted, event_id="same", expected_revision=revision, state={})
            )
    assert await rows_of_steps(postgres_url) == before == (1, 1, 2, 1, 1, 1, 2)
    assert (await a_registry.conversation("home")).state == {"step": 1}


async def test_one_event_of_two_encounters_is_two_events(a_registry, admitted):
    """Event ids are compared within an encounter only."""
    other = await a_registry.admit(contact(), now=START)
    await a_registry.record(step(admitted, event_id="same"))
    assert (await a_registry.record(step(other, event_id="same"))).revision == 1


async def test_a_stale_conversation_is_refused(a_registry, admitted, postgres_url):
    """A step computed from another revision writes nothing and names both revisions."""
    await a_registry.record(step(admitted))
    before = await rows_of_steps(postgres_url)
    with pytest.raises(errors.StaleConversation, match="revision 1, not 0") as refused:
        await a_registry.record(full_step(admitted, event_id="another"))
    assert (refused.value.expected_revision, refused.value.actual_revision) == (0, 1)
    assert await rows_of_steps(postgres_url) == before


async def test_an_unknown_encounter_is_refused(a_registry, admitted):
    """A step of an encounter that was never admitted writes nothing and says that there is no such conversation."""
    with pytest.raises(errors.StaleConversation) as refused:
        await a_registry.record(step(admitted, encounter_id=uuid4()))
    assert refused.value.actual_revision is None


async def test_of_many_writers_of_one_revision_one_wins(open_registry, postgres_url):
    """Twenty steps at once from one revision, through two registries: one is written, the others are stale."""
    registries = [await open_registry(), await open_registry()]
    admission = await registries[0].admit(contact(), now=START)
    results = await asyncio.gather(
        *(registries[n % 2].record(step(admission, event_id=f"event-{n}")) for n in range(20)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, steps.Recorded) for result in results) == 1
    assert sum(isinstance(result, errors.StaleConversation) for result in results) == 19
    assert (await rows_of_steps(postgres_url))[0] == 1


async def test_of_many_deliveries_of_one_event_one_wins(open_registry):
    """The same event twenty times at once is written once; the others hear that it was handled."""
    registries = [await open_registry(), await open_registry()]
    admission = await registries[0].admit(contact(), now=START)
    results = await asyncio.gather(
        *(registries[n % 2].record(step(admission, event_id="same")) for n in range(20)),
        return_exceptions=True,
    )
    assert sum(isinstance(result, steps.Recorded) for result in results) == 1
    assert sum(isinstance(result, errors.AlreadyHandled) for result in results) == 19


@pytest.mark.parametrize("owner", list(Owner))
async def test_a_conversation_can_be_recorded_whoever_owns_it(a_registry, admitted, owner):
    """A step is written in every owner state, closed too, and may give the room back to the bot."""
    await a_registry.record(step(admitted, owner=owner))
    await a_registry.record(step(admitted, expected_revision=1, owner=Owner.BOT))
    assert (await a_registry.conversation("home")).owner is Owner.BOT


async def test_a_refused_outgoing_id_undoes_the_whole_step(a_registry, admitted, postgres_url):
    """Two outgoing messages of one id are a mistake of the caller: the error tells it and nothing is written."""
    twice = (steps.Outgoing(id="same", body={}), steps.Outgoing(id="same", body={}))
    with pytest.raises(psycopg.errors.UniqueViolation):
        await a_registry.record(full_step(admitted, outgoing=twice))
    assert await rows_of_steps(postgres_url) == (0, 0, 0, 0, 0, 0, 0)
    assert (await a_registry.conversation("home")).revision == 0


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "\0",
        "a\0b",
        "\ud800",
        "\udfff\ud800",
        "x" * 20_000,
        "é\U0001f9a0" * 10_000,
        "'; drop table person; --",
        "\\u0000",
    ],
)
async def test_odd_strings_break_nothing(a_registry, admitted, odd):
    """NUL characters, lone surrogates, 20,000 characters and SQL are recorded wherever a string may stand."""
    await a_registry.record(
        step(
            admitted,
            state={"said": odd, odd: [odd]},
            event_id=odd[:100],
            inbound=steps.InboundMessage(id=odd[:100], text=odd, sent_at=START, kind=odd[:100]),
            answers=(steps.Answer(question=odd[:100], value=odd),),
            flags=(steps.Flag(id=odd[:100], words=odd),),
            triage=steps.Triage(
                risk_class=odd, protocol=odd, protocol_version=odd, rules=(odd,), inputs={odd: odd}
            ),
            outgoing=(steps.Outgoing(id=odd[:100], body={"text": odd}),),
            faults=(steps.ContentFault(rule=odd, place=odd, sentence=odd),),
            person_name=odd,
            department=odd,
        )
    )
    now = await a_registry.conversation("home")
    assert (now.state, now.person_name) == ({"said": odd, odd: [odd]}, odd)
    (pending,) = await a_registry.unsent("home")
    assert pending.body == {"text": odd}
    await a_registry.mark_sent([odd[:100]], at=START)
    assert await a_registry.unsent("home") == []
    with pytest.raises(errors.AlreadyHandled):
        await a_registry.record(step(admitted, expected_revision=1, event_id=odd[:100]))
    told = await a_registry.history(admitted.person_code)
    assert odd in [entry.what.text for entry in told.entries if isinstance(entry.what, steps.InboundMessage)]


async def test_a_large_state_is_kept_whole(a_registry, admitted):
    """A state of a megabyte comes back as it was."""
    large = {"log": ["ção " * 50] * 5000}
    await a_registry.record(step(admitted, state=large))
    assert (await a_registry.conversation("home")).state == large


async def test_rooms_are_due_when_their_moment_has_come(a_registry):
    """The rooms to wake come longest waiting first, and stay due until a step says otherwise."""
    for minutes in (30, 10, 20):
        admission = await a_registry.admit(contact(room_id=f"in {minutes}"), now=START)
        await a_registry.record(step(admission, wake_at=START + timedelta(minutes=minutes)))
    assert await a_registry.due(START) == []
    assert await a_registry.due(START + timedelta(minutes=20)) == ["in 10", "in 20"]
    assert await a_registry.due(START + timedelta(minutes=60)) == ["in 10", "in 20", "in 30"]
