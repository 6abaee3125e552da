"""What is kept for its time is erased, and nothing besides."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from bot import keeping
from bot.content.definitions import Value
from bot.engine import conversation, stored_form
from config import Period, RetentionClass
from crm_sync import history, steps
from crm_sync.encounters import Owner
from crm_sync.erasing import Due
from tests.registry_samples import START, contact, step
from tests.talk import demo_flows

LATER = START + timedelta(days=400)
SLOTS: dict[str, Value] = {"nome": "Raimunda", "temperatura": 39.0}


def stand(**changed):
    return stored_form.to_data(conversation.new("home", slots=SLOTS | changed))


async def told(people, admission, *, at=START):
    """Two messages, each with an answer, a triage that looked at one of them, and what Bela said."""
    for revision, (question, value) in enumerate(SLOTS.items()):
        await people.record(
            step(
                admission,
                expected_revision=revision,
                at=at,
                state=stand(),
                inbound=steps.InboundMessage(id=f"{question}-said", text=str(value), sent_at=at),
                answers=(steps.Answer(question=question, value=value),),
            )
        )
    await people.record(
        step(
            admission,
            expected_revision=2,
            at=at,
            state=stand(),
            owner=Owner.CLOSED,
            inbound=steps.InboundMessage(id="thanks", text="obrigada", sent_at=at),
            triage=steps.Triage(
                risk_class="grave",
                protocol="p",
                protocol_version="1",
                rules=("r",),
                red_flags=(),
                inputs={"temperatura": 39.0},
            ),
            outgoing=(
                steps.Outgoing(id=f"{admission.encounter_id}-said", body={"text": "Raimunda, 39 graus."}),
            ),
        )
    )


def kinds(entries, kind):
    return [one for one in entries if isinstance(one, kind)]


async def remembered(people, room_id):
    return (await people.conversation(room_id)).state


def due(*slots, days=365):
    return Due(name="saude", slots=frozenset(slots), ended_before=LATER - timedelta(days=days))


def without(state, slots):
    return {**state, "slots": {name: value for name, value in state["slots"].items() if name not in slots}}


async def test_answers_that_are_due_go_with_what_they_were_read_from(a_registry, admitted):
    """The answer, its message, the triage that looked at it, and what Bela said go; other answers and messages stay."""
    await told(a_registry, admitted)
    assert await a_registry.erasing.answers(due("temperatura"), without=without) == 1
    entries = [entry.what for entry in (await a_registry.history(admitted.person_code)).entries]
    assert [one.question for one in kinds(entries, steps.Answer)] == ["nome"]
    assert [one.id for one in kinds(entries, steps.InboundMessage)] == ["nome-said", "thanks"]
    assert kinds(entries, steps.Triage) == kinds(entries, history.Said) == []
    assert (await remembered(a_registry, "home"))["slots"] == {"nome": "Raimunda"}


async def test_a_triage_that_looked_at_something_else_stays(a_registry, admitted):
    """A name that is due takes no triage along."""
    await told(a_registry, admitted)
    await a_registry.erasing.answers(due("nome"), without=without)
    entries = [entry.what for entry in (await a_registry.history(admitted.person_code)).entries]
    assert [one.risk_class for one in kinds(entries, steps.Triage)] == ["grave"]


async def test_what_is_not_due_stays(a_registry, admitted):
    """A conversation that ended later keeps everything."""
    await told(a_registry, admitted, at=LATER)
    assert await a_registry.erasing.answers(due("temperatura"), without=without) == 0
    assert await a_registry.erasing.conversations(ended_before=LATER) == 0
    assert (await remembered(a_registry, "home"))["slots"] == SLOTS


async def test_nothing_is_looked_at_twice_unless_it_went_on(a_registry, admitted):
    """What was erased is not erased again; a conversation that went on since is."""
    await told(a_registry, admitted)
    assert await a_registry.erasing.answers(due("temperatura"), without=without) == 1
    assert await a_registry.erasing.answers(due("temperatura"), without=without) == 0
    await a_registry.record(step(admitted, expected_revision=3, at=START, state=stand()))
    assert await a_registry.erasing.answers(due("temperatura"), without=without) == 1
    assert (await remembered(a_registry, "home"))["slots"] == {"nome": "Raimunda"}


async def test_the_time_counts_from_the_end_that_rocketchat_tells(a_registry, admitted):
    """A room that people closed long ago, and that Bela saw closed only now, is due."""
    ended = steps.Ended(at=START, by=steps.Closer.AGENT)
    await a_registry.record(step(admitted, at=LATER, state=stand(), owner=Owner.CLOSED, ended=ended))
    assert await a_registry.erasing.conversations(ended_before=START + timedelta(days=1)) == 1


async def test_every_word_goes_at_last(a_registry, admitted, postgres_url):
    """When the longest time has passed nothing that was said is left; that there was a conversation, and when, is."""
    await told(a_registry, admitted)
    assert await a_registry.erasing.conversations(ended_before=LATER) == 1
    assert await a_registry.erasing.conversations(ended_before=LATER) == 0
    entries = [entry.what for entry in (await a_registry.history(admitted.person_code)).entries]
    assert entries == [history.Opened(), history.Closed()]
    assert await remembered(a_registry, "home") is None
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        assert await (await connection.execute("select count(*) from step")).fetchone() == (3,)


async def test_many_conversations_are_erased_in_turns(a_registry):
    """More than are looked for at once all go."""
    for n in range(120):
        room = await a_registry.admit(contact(room_id=f"many-{n}"), now=START)
        await a_registry.record(step(room, at=START, state=stand()))
    assert await a_registry.erasing.conversations(ended_before=LATER) == 120


@pytest.mark.parametrize(("last", "kept"), [(START, None), (LATER, "Raimunda")])
async def test_a_name_goes_when_the_last_conversation_ended_long_ago(a_registry, last, kept):
    """Who came back lately keeps the name."""
    first = await a_registry.admit(contact(account="same", room_id="one", name="Raimunda"), now=START)
    await a_registry.admit(contact(account="same", room_id="two", name="Raimunda"), now=last)
    await a_registry.erasing.names(ended_before=LATER)
    assert (await a_registry.history(first.person_code)).name == kept


async def test_the_delivered_packs_erase_by_their_classes(a_registry, admitted):
    """After the shorter time the name is gone and the fever is not; after the longer one all is."""
    await told(a_registry, admitted)
    content = demo_flows().content
    periods = {RetentionClass("saude"): Period(months=240), RetentionClass("pessoal"): Period(days=90)}
    await keeping.erase(a_registry, content, periods, now=START + timedelta(days=91))
    assert (await remembered(a_registry, "home"))["slots"] == {"temperatura": 39.0}
    assert (await a_registry.history(admitted.person_code)).name is None
    await keeping.erase(a_registry, content, periods, now=START + timedelta(days=366 * 20))
    assert await remembered(a_registry, "home") is None
