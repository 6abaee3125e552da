"""Who looks after a deployment when nobody answers, and after how long?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from config.identifiers import DepartmentId


class StepKind(StrEnum):
    """What is done about a severe case that no person has answered."""

    #: the conversation goes to another department
    next_department = "next_department"
    #: the supervisors' room is told
    tell_supervisors = "tell_supervisors"
    #: Bela takes the conversation back, says 192 and offers a call-back
    call_back = "call_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchStep:
    """One step of the ladder."""

    #: since the hand-off
    after: timedelta
    kind: StepKind
    #: for next_department
    department: DepartmentId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SevereWatch:
    """The ladder for severe cases; no steps = nobody watches."""

    #: risk classes of the protocol
    classes: tuple[str, ...]
    #: in the order of time
    steps: tuple[WatchStep, ...]

    def strangers(self, known: Collection[str]) -> list[str]:
        """Watched classes that a protocol with these classes never gives: nobody would watch, and nobody would notice."""
        return [each for each in self.classes if each not in known] if self.steps else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Everything of this kind."""

    #: where operators are told: "#plantao" or "@chefe"; None = nobody is told
    operators_room: str | None
    #: where supervisors are told of severe cases; None = the operators' room
    supervisors_room: str | None
    #: silence after which a bot is taken out of routing
    guard_after: timedelta
    #: silence after which the citizens whom it left waiting are taken to people
    guard_rooms_after: timedelta
    #: who gets them first; None = the departments in the order of the file
    guard_department: DepartmentId | None
    severe: SevereWatch
