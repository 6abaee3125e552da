"""A step is plain data that keeps its secrets out of logs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from crm_sync import encounters, people, steps
from crm_sync.identifiers import EncounterId, PersonCode, PersonId

AT = datetime(2031, 2, 3, 4, 5, tzinfo=UTC)
NAIVE = datetime(2031, 2, 3, 4, 5)  # ruff: ignore[call-datetime-without-tzinfo] -- the fault to be refused
SECRETS = ("Raimunda", "dor no peito", "5585987654321", "token-abc", "tontura")


def step(**changed):
    values: dict[str, Any] = {
        "encounter_id": UUID(int=3),
        "person_id": UUID(int=4),
        "expected_revision": 5,
        "state": {"said": "dor no peito"},
        "event_id": "event-6",
        "at": AT,
    }
    return steps.Step(**values | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"at": NAIVE},
        {"wake_at": NAIVE},
        {"inbound": steps.InboundMessage(id="m", text="oi", sent_at=NAIVE)},
    ],
)
def test_a_moment_without_a_zone_is_refused(changed):
    """A step with a naive moment cannot be made."""
    with pytest.raises(ValueError, match="time zone"):
        step(**changed)


def test_what_people_say_does_not_show_in_representations():
    """The representation of a step, a contact or an admission holds no name, phone, token or text."""
    full = step(
        person_name="Raimunda",
        inbound=steps.InboundMessage(id="m", text="dor no peito", sent_at=AT),
        answers=(steps.Answer(question="sintoma", value="tontura"),),
        flags=(steps.Flag(id="chest-pain", words="dor no peito"),),
        triage=steps.Triage(risk_class="severe", protocol="p", protocol_version="1", inputs={"a": "tontura"}),
        outgoing=(steps.Outgoing(id="o", body={"text": "Raimunda"}),),
        faults=(steps.ContentFault(rule="r", place="p", sentence="tontura"),),
    )
    contact = people.Contact(
        channel="livechat", account="token-abc", room_id="r", name="Raimunda", phone=SECRETS[2]
    )
    admission = encounters.Admission(
        person_id=PersonId(UUID(int=1)),
        person_code=PersonCode("BELA-0000-0000"),
        person_name="Raimunda",
        encounter_id=EncounterId(UUID(int=2)),
        state={"said": "tontura"},
        revision=0,
        owner=encounters.Owner.BOT,
        department=None,
        opened_at=AT,
        last_seen_at=None,
    )
    shown = repr((full, contact, admission))
    assert not [secret for secret in SECRETS if secret in shown]
