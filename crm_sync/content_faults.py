"""Which mistakes of the content did conversations run into, how often, and when last? Without anybody's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from crm_sync.tables import content_fault, step


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCount:
    """One mistake at one place of one version."""

    rule: str
    #: "flow:step", or "-".
    place: str
    #: The content's version; None from before versions were kept.
    content_version: int | None
    times: int
    last_at: datetime


def query(since: datetime) -> Select[Any]:
    """The mistakes from this moment on, the latest first."""
    same_step = (step.c.encounter_id == content_fault.c.encounter_id) & (
        step.c.revision == content_fault.c.revision
    )
    last = func.max(step.c.at)
    what = (content_fault.c.rule, content_fault.c.place, step.c.content_version)
    return (
        select(*what, func.count(), last)
        .join(step, same_step)
        .where(step.c.at >= since)
        .group_by(*what)
        .order_by(last.desc())
    )


def counted(row: Sequence[Any]) -> FaultCount:
    """The typed form of a row of `query`."""
    rule, place, version, times, last_at = row
    return FaultCount(rule=rule, place=place, content_version=version, times=times, last_at=last_at)
