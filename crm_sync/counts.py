"""How much does the registry hold, and does anything wait? For the health page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from crm_sync import database
from crm_sync.encounters import Owner
from crm_sync.tables import answer, encounter, outgoing, person, step


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The registry in some numbers."""

    people: int
    encounters_open: int
    #: Open ones that wait in a department's queue, and those that a person has.
    queued: int
    with_people: int
    unsent: int
    #: Since the step that decided it; None when nothing waits.
    oldest_unsent_age: timedelta | None


def query() -> Select[Any]:
    """One row: the numbers, the last as a moment."""
    people = select(func.count()).select_from(person)
    still_open = select(func.count()).where(encounter.c.owner != Owner.CLOSED.value)
    queued, with_people = (
        select(func.count()).where(encounter.c.owner == owner.value) for owner in (Owner.QUEUED, Owner.HUMAN)
    )
    waiting = outgoing.c.sent_at.is_(None) & outgoing.c.failed_at.is_(None)
    same_step = (step.c.encounter_id == outgoing.c.encounter_id) & (step.c.revision == outgoing.c.revision)
    oldest = select(func.min(step.c.at)).select_from(outgoing.join(step, same_step)).where(waiting)
    unsent = select(func.count()).select_from(outgoing).where(waiting)
    return select(
        *(part.scalar_subquery() for part in (people, still_open, queued, with_people, unsent, oldest))
    )


def counts(row: database.type_row, *, now: datetime) -> Counts:
    """The typed form of the row of `query`."""
    people, encounters_open, queued, with_people, unsent, oldest = row
    age = None if oldest is None else now - oldest
    return Counts(
        people=people,
        encounters_open=encounters_open,
        queued=queued,
        with_people=with_people,
        unsent=unsent,
        oldest_unsent_age=age,
    )


def answers_by_question(since: datetime) -> Select[Any]:
    """A row for each question that was answered from this moment on, with how often."""
    same_step = (step.c.encounter_id == answer.c.encounter_id) & (step.c.revision == answer.c.revision)
    return (
        select(answer.c.question, func.count())
        .join(step, same_step)
        .where(step.c.at >= since)
        .group_by(answer.c.question)
    )
