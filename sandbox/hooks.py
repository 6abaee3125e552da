"""How does a test act at the exact moment at which a request or frame arrives?"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sandbox import journal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    #: Gets the entry; may be a coroutine function. Returning `Outcome.NO_ANSWER` keeps the answer back and cuts the connection.
    Action = Callable[[journal.Entry], "Outcome | Awaitable[Outcome | None] | None"]


class Moment(StrEnum):
    """When an action runs."""

    #: The request arrived and nothing was done yet.
    BEFORE = "before"
    #: The request was carried out; its answer is not sent yet. (REST only.)
    CARRIED_OUT = "carried_out"


class Outcome(StrEnum):
    """What an action asks for."""

    #: Cut the caller's connection instead of answering.
    NO_ANSWER = "no_answer"


@dataclass(slots=True, kw_only=True)
class Hook:
    """One action, waiting for its n-th match."""

    matches: Callable[[journal.Entry], bool]
    nth: int
    moment: Moment
    action: Action
    seen: int = 0


def request_of(user: str, *, path: str | None = None) -> Callable[[journal.Entry], bool]:
    """Match REST requests of a user, to one path below `/api/v1/` if given."""

    def matches(entry: journal.Entry) -> bool:
        return entry.kind is journal.Kind.REST and entry.user == user and (path is None or entry.name == path)

    return matches


class Hooks:
    """Actions that wait for arrivals; each runs once."""

    def __init__(self) -> None:
        self._hooks: list[Hook] = []

    def __bool__(self) -> bool:
        return bool(self._hooks)

    def when(
        self,
        matches: Callable[[journal.Entry], bool],
        action: Action,
        *,
        nth: int = 1,
        moment: Moment = Moment.BEFORE,
    ) -> Hook:
        """Run the action when the n-th matching entry arrives from now on."""
        hook = Hook(matches=matches, nth=nth, moment=moment, action=action)
        self._hooks.append(hook)
        return hook

    def clear(self) -> None:
        """Forget all actions."""
        self._hooks.clear()

    def due(self, entry: journal.Entry) -> list[Hook]:
        """Count this arrival and take out the hooks whose turn it is."""
        due = []
        for hook in list(self._hooks):
            if hook.matches(entry):
                hook.seen += 1
                if hook.seen == hook.nth:
                    self._hooks.remove(hook)
                    due.append(hook)
        return due


async def run(hooks: list[Hook], moment: Moment, entry: journal.Entry) -> Outcome | None:
    """Run those hooks that belong to this moment."""
    outcome: Any = None
    for hook in hooks:
        if hook.moment is moment:
            result: Any = hook.action(entry)
            outcome = (await result if inspect.isawaitable(result) else result) or outcome
    return Outcome(outcome) if outcome else None
