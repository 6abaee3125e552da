"""Contacts and steps for tests of the registry."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from crm_sync import encounters, people, steps

START = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)

_numbers = itertools.count(1)


def contact(**changed: Any) -> people.Contact:
    """A contact that differs from all others in everything that is not told."""
    n = next(_numbers)
    values = {
        "channel": "livechat",
        "account": f"token-{n}",
        "room_id": f"room-{n}",
        "name": f"Raimunda {n}",
        "phone": f"55859{n:08}",
    }
    return people.Contact(**values | changed)


def step(admission: encounters.Admission, **changed: Any) -> steps.Step:
    """A step of an admitted room; a minute passes with each revision."""
    revision = changed.get("expected_revision", admission.revision)
    values = {
        "encounter_id": admission.encounter_id,
        "person_id": admission.person_id,
        "expected_revision": revision,
        "state": {"step": revision + 1},
        "event_id": f"event-{revision}",
        "at": START + timedelta(minutes=revision),
    }
    return steps.Step(**values | changed)
