"""Everything about a person, in the order of time."""

from __future__ import annotations

from datetime import UTC, timedelta

from crm_sync import history, history_text, person_codes, steps
from crm_sync.encounters import Owner
from tests.registry_samples import START, contact, step


async def test_nobody_has_an_unknown_code(a_registry):
    """A well-formed code that no one has is None."""
    assert await a_registry.history(person_codes.new()) is None


async def test_a_step_is_told_in_the_order_it_happened(a_registry, admitted):
    """First what the person wrote, then what was understood, decided and said; every value as it was recorded."""
    inbound = steps.InboundMessage(id="in", text="tô sem ar", sent_at=START, kind="text")
    flag = steps.Flag(id="dyspnea", words="sem ar")
    answers = (steps.Answer(question="febre", value=True), steps.Answer(question="sintomas", value=["tosse"]))
    triage = steps.Triage(
        risk_class="severe",
        protocol="covid19",
        protocol_version="3",
        rules=("r1", "r2"),
        red_flags=("dyspnea",),
        inputs={"idade": 70},
    )
    fault = steps.ContentFault(rule="no-text", place="a.yml:1:2", sentence="falta o texto")
    outgoing = (
        steps.Outgoing(id="z", body={"text": "Vou chamar ajuda."}),
        steps.Outgoing(id="a", kind=steps.OutgoingKind.HAND_OFF, body={"department": "urgencia"}),
    )
    recorded = step(
        admitted,
        inbound=inbound,
        flags=(flag,),
        answers=answers,
        triage=triage,
        faults=(fault,),
        outgoing=outgoing,
    )
    await a_registry.record(recorded)
    told = await a_registry.history(admitted.person_code)
    said = [
        history.Said(id=one.id, kind=one.kind, body=one.body, sent_at=None, failed_at=None, failure=None)
        for one in outgoing
    ]
    assert [entry.what for entry in told.entries] == [
        history.Opened(),
        inbound,
        flag,
        *answers,
        triage,
        fault,
        *said,
    ]
    assert {entry.revision for entry in told.entries[1:]} == {1}
    assert told.name == admitted.person_name


async def test_encounters_are_interleaved_by_time(a_registry):
    """What happened in two rooms of one person is told in the order of the clock, and closing is told last."""
    first = await a_registry.admit(contact(account="same", room_id="one"), now=START)
    second = await a_registry.admit(contact(account="same", room_id="two"), now=START + timedelta(minutes=1))
    message = {"inbound": steps.InboundMessage(id="m", text="oi", sent_at=START)}
    await a_registry.record(step(second, at=START + timedelta(minutes=3), **message))
    await a_registry.record(step(first, at=START + timedelta(minutes=2), **message))
    await a_registry.record(
        step(first, at=START + timedelta(minutes=4), expected_revision=1, owner=Owner.CLOSED)
    )
    told = await a_registry.history(first.person_code)
    rooms = {summary.id: summary.room_id for summary in told.encounters}
    assert [(rooms[entry.encounter_id], type(entry.what).__name__) for entry in told.entries] == [
        ("one", "Opened"),
        ("two", "Opened"),
        ("one", "InboundMessage"),
        ("two", "InboundMessage"),
        ("one", "Closed"),
    ]
    assert told.encounters[0].closed_at == START + timedelta(minutes=4)


async def test_a_room_that_opens_again_is_not_closed(a_registry, admitted):
    """Closing leaves a moment, and giving the room back to the bot takes it away."""
    await a_registry.record(step(admitted, owner=Owner.CLOSED))
    await a_registry.record(step(admitted, owner=Owner.CLOSED, expected_revision=1))
    told = await a_registry.history(admitted.person_code)
    assert told.encounters[0].closed_at == START
    await a_registry.record(step(admitted, owner=Owner.BOT, expected_revision=2))
    told = await a_registry.history(admitted.person_code)
    assert told.encounters[0].closed_at is None


async def test_edits_stand_beside_what_they_change(a_registry, admitted):
    """An edited message does not overwrite what was first written."""
    for revision, (text, change) in enumerate([("30", "written"), ("38", "edited"), ("", "deleted")]):
        message = steps.InboundMessage(id="m", text=text, sent_at=START, change=steps.MessageChange(change))
        await a_registry.record(step(admitted, expected_revision=revision, inbound=message))
    told = await a_registry.history(admitted.person_code)
    assert [(entry.what.text, entry.what.change) for entry in told.entries[1:]] == [
        ("30", "written"),
        ("38", "edited"),
        ("", "deleted"),
    ]


async def test_the_history_of_one_person_holds_nobody_else(a_registry, admitted):
    """Another person's messages are not told."""
    other = await a_registry.admit(contact(), now=START)
    await a_registry.record(step(other, answers=(steps.Answer(question="febre", value=True),)))
    told = await a_registry.history(admitted.person_code)
    assert [entry.what for entry in told.entries] == [history.Opened()]


async def test_a_stored_history_reads_at_the_terminal(a_registry, admitted):
    """What the database holds can be printed."""
    message = steps.InboundMessage(id="m", text="tô sem ar", sent_at=START)
    await a_registry.record(step(admitted, inbound=message))
    told = await a_registry.history(admitted.person_code)
    assert list(history_text.lines(told, zone=UTC))[-1] == "12:00 Pessoa: tô sem ar"


async def test_an_end_that_was_seen_late_is_told_as_the_server_tells_it(a_registry, admitted):
    """By whom and when it was, not when it was noticed; a second telling changes neither."""
    early, late = START + timedelta(minutes=4), START + timedelta(days=3)
    ended = steps.Ended(at=early, by=steps.Closer.AGENT)
    await a_registry.record(step(admitted, owner=Owner.CLOSED, at=late, ended=ended))
    again = steps.Ended(at=late, by=steps.Closer.SERVER)
    await a_registry.record(
        step(admitted, owner=Owner.CLOSED, at=late, ended=again, event_id="again", expected_revision=1)
    )
    told = await a_registry.history(admitted.person_code)
    (closed,) = [entry for entry in told.entries if isinstance(entry.what, history.Closed)]
    assert (closed.at, closed.what.by) == (early, steps.Closer.AGENT)
