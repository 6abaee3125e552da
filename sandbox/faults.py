"""Which faults can the sandbox show, and which are on?"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPlan:
    """Faults that stay on until they are switched off, or used up where a number of calls is given."""

    #: Seconds by which every REST answer is late.
    latency: float = 0.0
    #: The next calls answered with 429, or with a proxy's 502 page.
    too_many_requests: int = 0
    bad_gateway: int = 0
    #: The next calls that are carried out and never answered.
    lost_answers: int = 0
    #: The three above touch only this path below `/api/v1/`; empty means every path.
    path: str = ""
    #: … and only this user's calls; empty means everyone's.
    user: str = ""
    #: Seconds by which `ready` follows its `sub`.
    ready_delay: float = 0.0
    #: What is published between `sub` and `ready` is lost (else it arrives before `ready`).
    lose_before_ready: bool = False
    #: Every published frame is sent twice.
    duplicate_frames: bool = False
    #: Published frames change places in pairs; a lone one follows after 50 ms.
    reorder_frames: bool = False
    #: Sockets stay open and nothing passes in either direction, new ones included.
    half_open: bool = False
    #: Each new message is published a second time about 200 ms later, as URL previews cause.
    republish_noise: bool = False
    #: The visitor closes the room while the next message of an agent or bot is on its way.
    visitor_closes_on_reply: bool = False
    #: The room is taken by this human while the next message of a bot is on its way; empty means nobody.
    human_takes_on_reply: str = ""
    #: Every forward to a department is refused with `error-no-agents-online-in-department`.
    nobody_online: bool = False


class UnknownFaultError(ValueError):
    """A fault's name or value is not known; the message names it and lists the known ones."""


_FIELDS = {field.name: type(getattr(FaultPlan(), field.name)) for field in dataclasses.fields(FaultPlan)}


def _checked(name: str, value: Any) -> Any:
    expected = _FIELDS.get(name)
    if expected is None:
        raise UnknownFaultError(f"unknown fault {name!r}; known are {', '.join(sorted(_FIELDS))}")
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not expected:
        raise UnknownFaultError(f"fault {name!r} needs a value of type {expected.__name__}")
    return value


class Faults:
    """The plan in force. Read `plan`, change it with `set` and `clear`."""

    def __init__(self, plan: FaultPlan) -> None:
        self.plan = plan

    def set(self, **changes: Any) -> None:
        """Switch faults by their names in `FaultPlan`; UnknownFaultError names a wrong one."""
        checked = {name: _checked(name, value) for name, value in changes.items()}
        self.plan = dataclasses.replace(self.plan, **checked)

    def clear(self) -> None:
        """Switch everything off."""
        self.plan = FaultPlan()

    def describe(self) -> Mapping[str, Any]:
        """All switches by name."""
        return dataclasses.asdict(self.plan)

    def spend(self, name: str, *, path: str, user: str | None) -> bool:
        """Use up one call of a counted fault, if it is on for this path and user."""
        plan = self.plan
        left: int = getattr(plan, name)
        if not left or (plan.path and plan.path != path) or (plan.user and plan.user != user):
            return False
        self.set(**{name: left - 1})
        return True
