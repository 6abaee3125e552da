from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.engine import conversation, effects
from bot.engine.advance import Advanced
from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind
from bot.runtime import translation
from bot.runtime.events import Event
from crm_sync import encounters, identifiers, steps
from crm_sync.encounters import Owner

AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
ADMISSION = encounters.Admission(
    person_id=identifiers.PersonId(UUID(int=7)),
    person_code=identifiers.PersonCode("BELA-7K3M-94QD"),
    person_name=None,
    encounter_id=identifiers.EncounterId(UUID(int=11)),
    state=None,
    revision=3,
    owner=Owner.BOT,
    department=None,
    opened_at=AT,
    last_seen_at=None,
)
EVENT = Event(id="M1", kind=TurnKind.text, text="oi")


def step_of(*done: effects.Effect, phase: Phase = Phase.talking) -> steps.Step:
    after = conversation.Conversation(seed="R1", phase=phase, slots={}, department="urgencia")
    return translation.step(ADMISSION, "R1", EVENT, Advanced(conversation=after, effects=done), at=AT)


def test_words_leave_in_the_order_they_were_decided():
    """Text, note, hand-off: each keeps its place, the note before the hand-off."""
    done = step_of(
        effects.Say(text="Já chamo.", response="utter_a"),
        effects.HandOff(department="urgencia", note="Resumo", comment="Grave"),
        phase=Phase.handing_off,
    )
    assert [item.kind.value for item in done.outgoing] == ["message", "note", "hand_off"]
    assert done.owner is Owner.HANDING_OFF
    assert done.department == "urgencia"


def test_a_note_that_stands_in_the_room_is_not_posted_again():
    """An empty note leaves only the hand-off."""
    done = step_of(effects.HandOff(department="urgencia", note="", comment="Grave"))
    assert [item.kind.value for item in done.outgoing] == ["hand_off"]


def test_message_ids_follow_from_room_event_and_position():
    """The same place always gives the same id, another place another one."""
    ids = {translation.message_id(room, event, n) for room in "AB" for event in "XY" for n in range(3)}
    assert len(ids) == 12
    assert translation.message_id("A", "X", 0) == translation.message_id("A", "X", 0)
    assert all(len(one) >= 17 for one in ids)


def test_the_person_gets_the_name_that_was_told_last():
    """A corrected name replaces the first; "não sei" is no name."""
    told = [
        effects.Remember(slot="nome", value=name, raw=name, names_person=name != "desconhecido")
        for name in ("Ana", "Anna", "desconhecido")
    ]
    assert step_of(*told).person_name == "Anna"


def test_a_file_is_kept_with_what_it_is_found_by():
    """Behind what it is; an answer in words is kept as it is."""
    sent = effects.Remember(slot="foto", value="image", raw="", file="image/jpeg, 53211 bytes, F1")
    said = effects.Remember(slot="idade", value=34, raw="34")
    kept = [(answer.question, answer.value) for answer in step_of(sent, said).answers]
    assert kept == [("foto", "image (image/jpeg, 53211 bytes, F1)"), ("idade", 34)]


def test_the_last_classification_counts():
    """Rules and red flags of the last run are stored apart."""
    reasons = (
        effects.Reason(id="idoso", risk_class="moderado", because="você tem 60 anos ou mais", is_flag=False),
        effects.Reason(id="falta_de_ar", risk_class="grave", because="falta de ar", is_flag=True),
    )
    triage = step_of(
        effects.Classified(risk_class="leve", protocol="p", protocol_version="1", reasons=(), inputs={}),
        effects.Classified(
            risk_class="grave", protocol="p", protocol_version="2", reasons=reasons, inputs={"idade": 67}
        ),
    ).triage
    assert triage is not None
    assert (triage.risk_class, triage.rules, triage.red_flags) == ("grave", ("idoso",), ("falta_de_ar",))
    assert triage.inputs == {"idade": 67}


@pytest.mark.parametrize(
    ("kind", "bulk"), [(TurnKind.silence, True), (TurnKind.begun, True), (TurnKind.text, False)]
)
def test_words_that_nobody_wrote_for_are_bulk(kind, bulk):
    """A reminder leaves after the replies that people wait for."""
    after = conversation.Conversation(seed="R1", phase=Phase.talking, slots={})
    said = Advanced(conversation=after, effects=(effects.Say(text="Ainda está aí?", response="utter_a"),))
    done = translation.step(ADMISSION, "R1", Event(id="E1", kind=kind), said, at=AT)
    assert [bool(item.body.get("bulk")) for item in done.outgoing] == [bulk]
