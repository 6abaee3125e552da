"""Who is told, and when, as `deployment.yml` says it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config import StepKind
from tests.deployment_folder import SETTINGS, Folder

LADDER = """
rooms: {operators: "#plantao", supervisors: "@chefe"}
guard: {after_seconds: 45, rooms_after_seconds: 90, department: atendimento}
severe_watch:
  classes: [grave, moderado]
  steps:
    - {after_minutes: 2.5, do: next_department, department: atendimento}
    - {after_minutes: 5, do: tell_supervisors}
    - {after_minutes: 8, do: call_back}
"""


def test_without_a_word_nobody_watches(folder: Folder) -> None:
    """The guard has its patience, severe cases have no ladder, nobody is told."""
    watching = folder.load().watching
    assert (watching.operators_room, watching.supervisors_room) == (None, None)
    assert watching.guard_after == timedelta(seconds=30)
    assert (watching.guard_rooms_after, watching.guard_department) == (timedelta(minutes=3), None)
    assert (watching.severe.classes, watching.severe.steps) == (("grave",), ())


def test_a_ladder_is_read_in_its_order(folder: Folder) -> None:
    """Rooms, patience and the steps with their times arrive typed."""
    folder.write("deployment.yml", SETTINGS + LADDER)
    watching = folder.load().watching
    assert (watching.operators_room, watching.supervisors_room) == ("#plantao", "@chefe")
    assert watching.guard_after == timedelta(seconds=45)
    assert (watching.guard_rooms_after, watching.guard_department) == (timedelta(seconds=90), "atendimento")
    assert watching.severe.classes == ("grave", "moderado")
    assert [(step.after, step.kind, step.department) for step in watching.severe.steps] == [
        (timedelta(minutes=2.5), StepKind.next_department, "atendimento"),
        (timedelta(minutes=5), StepKind.tell_supervisors, None),
        (timedelta(minutes=8), StepKind.call_back, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('"#plantao"', "plantao", "bad-room"),
        ("{after_seconds: 45", "{after_seconds: 1", "bad-time"),
        ("rooms_after_seconds: 90", "rooms_after_seconds: 44", "bad-time"),
        ("90, department: atendimento", "90, department: ninguem", "unknown-department"),
        ("after_minutes: 2.5", "after_minutes: 0", "bad-time"),
        ("after_minutes: 8", "after_minutes: 3", "steps-out-of-order"),
        ("do: call_back", "do: callback", "unknown-step"),
        ("next_department, department: atendimento", "next_department", "step-department"),
        ("do: call_back", "do: call_back, department: urgencia", "step-department"),
        (
            "do: next_department, department: atendimento",
            "do: next_department, department: atendiment",
            "unknown-department",
        ),
        ('rooms: {operators: "#plantao", supervisors: "@chefe"}', "", "nobody-to-tell"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(folder: Folder, old: str, new: str, rule: str) -> None:
    """Each mistake of the ladder is one fault with a line number."""
    folder.write("deployment.yml", SETTINGS + LADDER)
    folder.replace(old, new)
    assert any(fault.startswith("deployment.yml:") and rule in fault for fault in folder.faults())
