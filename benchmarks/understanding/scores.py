"""How much of what people meant was understood?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.understanding.messages import Message
from bot.content.definitions import Value
from bot.understanding import text

#: Ages in months and days are shares of a year: half a month is no mistake.
_CLOSE_YEARS = 1 / 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one system made of one message."""

    flags: frozenset[str] = frozenset()
    starts: str | None = None
    slots: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The figures of one system on one part of the messages; shares are 0 to 1."""

    messages: int
    #: Messages with a danger sign in which one was seen.
    red_flag_recall: float
    #: Danger signs that were seen and rightly named.
    sign_recall: float
    #: Messages without one in which one was seen.
    false_alarms: float
    #: Right among those that name a command or topic, or were taken to.
    commands: float
    #: Right among the values told, and those that were only made up.
    slots: float
    #: "expected → taken for", the most frequent first.
    confusions: tuple[tuple[str, int], ...]


def score(pairs: Sequence[tuple[Message, Outcome]]) -> Scores:
    """Compare what was meant with what was understood."""
    told = [(message, outcome) for message, outcome in pairs if message.flags]
    quiet = [(message, outcome) for message, outcome in pairs if not message.flags]
    commands = [pair for pair in quiet if pair[0].starts != {None} or pair[1].starts]
    values = [right for pair in pairs for right in _values(*pair)]
    return Scores(
        messages=len(pairs),
        red_flag_recall=_share(bool(outcome.flags) for _, outcome in told),
        sign_recall=_share(flag in outcome.flags for message, outcome in told for flag in message.flags),
        false_alarms=_share(bool(outcome.flags) for _, outcome in quiet),
        commands=_share(outcome.starts in message.starts for message, outcome in commands),
        slots=_share(values),
        confusions=tuple(Counter(_confusions(pairs)).most_common()),
    )


def wrong(message: Message, outcome: Outcome) -> bool:
    """Whether anything about the message was misunderstood."""
    alarm = bool(message.flags) != bool(outcome.flags)
    command = not message.flags and outcome.starts not in message.starts
    return alarm or command or not all(_values(message, outcome))


def same(expected: Value, observed: Value) -> bool:
    """Whether two values mean the same: lists in any order, names in any case, ages to half a month."""
    if isinstance(expected, bool) or isinstance(observed, bool):
        return expected is observed
    if isinstance(expected, (int, float)) and isinstance(observed, (int, float)):
        return math.isclose(expected, observed, abs_tol=_CLOSE_YEARS)
    if isinstance(expected, list) and isinstance(observed, list):
        return set(expected) == set(observed)
    return (
        isinstance(expected, str) and isinstance(observed, str) and text.fold(expected) == text.fold(observed)
    )


def _values(message: Message, outcome: Outcome) -> Iterable[bool]:
    """For each value told, whether it was read; for each that was made up, False."""
    if message.slots is None:
        return
    for name, value in message.slots.items():
        yield same(value, outcome.slots.get(name))
    made_up = outcome.slots.keys() - message.slots.keys() if not message.flags else ()
    yield from (False for _ in made_up)


def _confusions(pairs: Iterable[tuple[Message, Outcome]]) -> Iterable[str]:
    for message, outcome in pairs:
        if message.flags and not message.flags & outcome.flags:
            yield f"{'+'.join(sorted(message.flags))} → {'+'.join(sorted(outcome.flags)) or '-'}"
        if not message.flags and outcome.flags:
            yield f"- → {'+'.join(sorted(outcome.flags))}"
        if not message.flags and outcome.starts not in message.starts:
            expected = "/".join(sorted(flow or "-" for flow in message.starts))
            yield f"{expected} → {outcome.starts or '-'}"


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return round(sum(counted) / len(counted), 4) if counted else 1.0
