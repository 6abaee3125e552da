"""Is Bela well? One report, put together from every part, for the health page and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How a part is."""

    #: Works.
    well = "well"
    #: Works, with a loss that people should know of.
    degraded = "degraded"
    #: Works, and leaves the work to another process for now.
    standby = "standby"
    #: Does not work.
    down = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of Bela."""

    #: For machines: "rocketchat".
    id: str
    name: str
    state: State
    #: One sentence in Portuguese, without personal data.
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Something that is counted, without personal data."""

    #: For machines: "people", as a metric is named after `bela_`.
    id: str
    name: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything at one moment."""

    at: datetime
    organisation: str
    parts: tuple[Part, ...]
    numbers: tuple[Number, ...]

    @property
    def state(self) -> State:
        """The worst of all parts."""
        order = (State.well, State.degraded, State.standby, State.down)
        return max((part.state for part in self.parts), key=order.index, default=State.down)
