"""A running program takes over what is safe; what connections and other processes hang on waits for a restart, by name."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import config
from config.taking_over import taken_over
from tests.talk import DEMO

RUNNING = config.load(DEMO, environment={})
CLOSED = config.OpeningHours(time_zone=RUNNING.time_zone, week=((),) * 7)


def closed(deployment: config.Deployment) -> config.Deployment:
    return replace(
        deployment, departments=tuple(replace(each, hours=CLOSED) for each in deployment.departments)
    )


def watched_by(department: str) -> config.Deployment:
    step = config.WatchStep(
        after=timedelta(minutes=1),
        kind=config.StepKind.next_department,
        department=config.DepartmentId(department),
    )
    severe = config.SevereWatch(classes=("vermelho",), steps=(step,))
    return replace(RUNNING, watching=replace(RUNNING.watching, severe=severe))


@pytest.mark.parametrize(
    "read",
    [
        RUNNING,
        replace(RUNNING, organisation="Prefeitura de Outra Serra"),
        replace(RUNNING, data_protection_contact="Ana"),
        replace(RUNNING, emergency=config.EmergencyNumbers(samu="193")),
        replace(RUNNING, regions=RUNNING.regions[:1]),
        replace(RUNNING, time_zone=ZoneInfo("America/Manaus")),
        replace(RUNNING, answer_while_queued=not RUNNING.answer_while_queued),
        replace(RUNNING, publishing=config.PublishingRules(four_eyes=True)),
        replace(RUNNING, watching=replace(RUNNING.watching, supervisors_room="#chefia")),
        closed(RUNNING),
        watched_by("atendimento"),
    ],
)
def test_what_is_asked_anew_each_time_is_taken_over(read: config.Deployment) -> None:
    """Words, hours, places, rules of watching and of publishing hold at once."""
    taken = taken_over(RUNNING, read)
    assert (taken.deployment, taken.waiting) == (read, ())


@pytest.mark.parametrize(
    ("read", "named"),
    [
        (replace(RUNNING, rocketchat=replace(RUNNING.rocketchat, url="http://other")), "rocketchat.url"),
        (
            replace(RUNNING, rocketchat=replace(RUNNING.rocketchat, webhook_url="http://other")),
            "rocketchat.webhook_url",
        ),
        (replace(RUNNING, rasa=config.Rasa(url="http://other")), "rasa.url"),
        (replace(RUNNING, content=Path("other")), "content"),
        (replace(RUNNING, data_folder=Path("other")), "data_folder"),
        (replace(RUNNING, health_port=1), "health_port"),
        (replace(RUNNING, secrets=config.Secrets(master_key=config.Secret("other"))), "secrets"),
        (replace(RUNNING, watching=replace(RUNNING.watching, operators_room="#other")), "rooms.operators"),
        (
            replace(RUNNING, watching=replace(RUNNING.watching, guard_after=timedelta(hours=9))),
            "guard.after_seconds",
        ),
        (replace(RUNNING, departments=RUNNING.departments[:1]), "departments"),
    ],
)
def test_what_is_held_since_the_start_stays_and_is_named(read: config.Deployment, named: str) -> None:
    """Nothing is half taken over: the old value runs on, and people are told which setting waits."""
    taken = taken_over(RUNNING, read)
    assert (taken.deployment, taken.waiting) == (RUNNING, (named,))


def test_hours_change_even_while_a_renamed_department_waits() -> None:
    """A name is the server's matter, hours are Bela's own."""
    renamed = replace(
        closed(RUNNING),
        departments=tuple(replace(each, name="Outro") for each in closed(RUNNING).departments),
    )
    taken = taken_over(RUNNING, renamed)
    assert (taken.deployment, taken.waiting) == (closed(RUNNING), ("departments",))


def test_a_ladder_to_a_department_that_is_not_there_yet_waits_with_it() -> None:
    """A grave case must not climb to a department that the running program does not know."""
    new = config.Department(id=config.DepartmentId("novo"), name="Novo", hours=CLOSED)
    read = replace(watched_by("novo"), departments=(*RUNNING.departments, new))
    taken = taken_over(RUNNING, read)
    assert (taken.deployment, taken.waiting) == (RUNNING, ("departments", "severe_watch"))


def test_every_setting_is_either_taken_over_or_named() -> None:
    """No setting may be forgotten: whatever the read deployment holds is in force, or is said to wait."""
    other = config.load(DEMO.parent / "demo-dengue", environment={})
    taken = taken_over(RUNNING, other)
    held = {name.split(".")[0] for name in taken.waiting} | {"watching", "origins"}
    forgotten = [
        field.name
        for field in fields(config.Deployment)
        if field.name not in held and getattr(taken.deployment, field.name) != getattr(other, field.name)
    ]
    assert forgotten == []
