"""What can be set when a sandbox is started?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox import faults, witness

if TYPE_CHECKING:
    from collections.abc import Callable


class Style(StrEnum):
    """The major version whose answer bodies are imitated where majors differ."""

    SEVEN = "7"
    EIGHT = "8"


#: What `GET /api/info` tells, by style.
VERSIONS = {Style.SEVEN: "7.13.8", Style.EIGHT: "8.8.1"}


def utc_now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """Settings of one sandbox; those of the imitated server itself are in `World.settings`."""

    #: Loopback port; 0 takes a free one.
    port: int = 0
    style: Style = Style.EIGHT
    #: Rocket.Chat's call limits of REST and DDP.
    rate_limits: bool = True
    #: Seeds the made-up city hall of `sandbox.demo`.
    demo: bool = False
    #: Adds the paid edition's fallback department and "departments allowed to forward".
    enterprise: bool = False
    #: How many departments may exist; the Community edition allows 1, None is without limit.
    department_limit: int | None = None
    #: Start of the generator of ids and tokens.
    seed: int = 11
    now: Callable[[], datetime] = utc_now
    #: Faults that are on from the start.
    faults: faults.FaultPlan = field(default_factory=faults.FaultPlan)
    #: How many requests and frames the journal remembers.
    journal_size: int = 10_000
    #: Where every REST request and its answer is written down; None writes nothing.
    witness: Path | None = field(default_factory=witness.from_environment)
