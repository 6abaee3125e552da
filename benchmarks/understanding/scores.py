"""How much of what people meant was understood?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import starmap

from benchmarks.understanding.messages import Message
from bot.content.definitions import Value
from bot.understanding import text

#: Ages in months and days are shares of a year: half a month is no mistake.
_CLOSE_YEARS = 1 / 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one system made of one message."""

    flags: frozenset[str] = frozenset()
    #: The person is asked whether it is danger.
    asked: bool = False
    starts: str | None = None
    #: Between which flows the person is asked to choose; such a question is no right answer.
    offered: frozenset[str] = frozenset()
    slots: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The figures of one system on one part of the messages; shares are 0 to 1."""

    messages: int
    #: How many messages, and of `slots` how many values, stand behind each figure.
    counted: Mapping[str, int]
    #: Messages with a danger sign in which one was seen.
    red_flag_recall: float
    #: The same, or those in which the person was asked whether there is one.
    seen_or_asked: float
    #: Danger signs that were seen and rightly named.
    sign_recall: float
    #: Messages without one in which one was seen.
    false_alarms: float
    #: Messages without one, and without a false alarm, at which the person was asked.
    asked_needlessly: float
    #: Accuracy: messages without a danger sign whose command or topic is named rightly, "none" being one of the answers.
    commands: float
    #: The strict figure: only those that name a command or topic, or were taken to.
    commands_named: float
    #: The same, where a question counts as right that offers the right one to choose.
    commands_offered: float
    #: Right among the values told, and those that were only made up.
    slots: float
    #: Of the values told, those that were read rightly; what is not read is asked for.
    slots_read: float
    #: Of the values that were read, those that were told so; the others are wrong facts, which nobody asks about again.
    slots_true: float
    #: "expected → taken for", the most frequent first.
    confusions: tuple[tuple[str, int], ...]


def score(pairs: Sequence[tuple[Message, Outcome]]) -> Scores:
    """Compare what was meant with what was understood."""
    told = [(message, outcome) for message, outcome in pairs if message.flags]
    quiet = [(message, outcome) for message, outcome in pairs if not message.flags]
    right: dict[str, list[bool]] = {
        "red_flag_recall": [bool(outcome.flags) for _, outcome in told],
        "seen_or_asked": [bool(outcome.flags) or outcome.asked for _, outcome in told],
        "sign_recall": [flag in outcome.flags for message, outcome in told for flag in message.flags],
        "false_alarms": [bool(outcome.flags) for _, outcome in quiet],
        "asked_needlessly": [outcome.asked and not outcome.flags for _, outcome in quiet],
        "commands": list(starmap(_started_rightly, quiet)),
        "commands_named": [_started_rightly(*pair) for pair in quiet if _names_one(*pair)],
        "commands_offered": [_offered_rightly(*pair) for pair in quiet if _names_one(*pair)],
        "slots": [each for pair in pairs for each in _values(*pair)],
        "slots_read": [each for pair in pairs for each in _told(*pair)],
        "slots_true": [each for pair in pairs for each in _observed(*pair)],
    }
    return Scores(
        messages=len(pairs),
        counted={figure: len(each) for figure, each in right.items()},
        **{figure: _share(each) for figure, each in right.items()},
        confusions=tuple(Counter(_confusions(pairs)).most_common()),
    )


def wrong(message: Message, outcome: Outcome) -> bool:
    """Whether anything about the message was misunderstood."""
    alarm = bool(message.flags) != bool(outcome.flags)
    command = not message.flags and not _started_rightly(message, outcome)
    return alarm or command or not all(_values(message, outcome))


def _started_rightly(message: Message, outcome: Outcome) -> bool:
    return outcome.starts in message.starts and not outcome.offered


def _offered_rightly(message: Message, outcome: Outcome) -> bool:
    return _started_rightly(message, outcome) or not message.starts.isdisjoint(outcome.offered)


def _names_one(message: Message, outcome: Outcome) -> bool:
    """Tell whether a command or topic is named, or taken for named."""
    return message.starts != {None} or outcome.starts is not None or bool(outcome.offered)


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
    yield from _told(message, outcome)
    yield from (False for _ in _made_up(message, outcome))


def _told(message: Message, outcome: Outcome) -> Iterable[bool]:
    """For each value told, whether it was read."""
    for name, value in (message.slots or {}).items():
        yield same(value, outcome.slots.get(name))


def _observed(message: Message, outcome: Outcome) -> Iterable[bool]:
    """For each value read, whether it was told so."""
    for name, value in (message.slots or {}).items():
        if name in outcome.slots:
            yield same(value, outcome.slots[name])
    yield from (False for _ in _made_up(message, outcome))


def _made_up(message: Message, outcome: Outcome) -> Iterable[str]:
    """The slots that got a value though nothing was told of them; labels of danger name only what matters beside it."""
    if message.slots is None or message.flags:
        return ()
    return outcome.slots.keys() - message.slots.keys()


def _confusions(pairs: Iterable[tuple[Message, Outcome]]) -> Iterable[str]:
    for message, outcome in pairs:
        if message.flags and not message.flags & outcome.flags:
            yield f"{'+'.join(sorted(message.flags))} → {'+'.join(sorted(outcome.flags)) or '-'}"
        if not message.flags and outcome.flags:
            yield f"- → {'+'.join(sorted(outcome.flags))}"
        if not message.flags and not _started_rightly(message, outcome):
            expected = "/".join(sorted(flow or "-" for flow in message.starts))
            yield f"{expected} → {outcome.starts or '?'.join(sorted(outcome.offered)) or '-'}"


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 1.0
