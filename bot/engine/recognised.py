"""What can a message mean? One class for each kind of meaning; plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content import answers
from bot.content.definitions import Value
from bot.understanding import readings, red_flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Words that are red flags."""

    hits: tuple[red_flags.Hit, ...]
    #: What the words tell besides.
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Words that may be a red flag: the person is asked whether they are."""

    flag: str
    #: Whether it is this one rather than another.
    sure_which: bool
    #: The person's own words.
    words: str
    #: What the words mean where they are none.
    besides: Recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Words that start a flow: a command ("parar") or a topic ("quanto tempo fico isolado?")."""

    flow: str
    #: What the words tell besides.
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One of the numbered lines shown last."""

    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to the pending question."""

    value: Value
    #: Bela understood something else than what was written letter by letter.
    corrected: bool = False
    #: Weighed by its words, which no rule reads: it is said back, and hides no doubt whether it is danger.
    weighed: bool = False
    #: The parts of it that were not understood, in the person's words.
    unread: str = ""
    #: What the words tell besides.
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """No answer to the pending question, but facts that others ask for; or answers put right ("errei, são 3 dias")."""

    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom the person writes about, said unasked: "é para minha mãe"."""

    slot: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """Meant as an answer, perhaps, but not understood."""

    why: readings.Why
    candidates: tuple[answers.Option, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Nothing that could be read: "emoji", "empty", "too_long", or a medium."""

    medium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Words without a meaning that Bela knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Words that may start several flows; the person is asked which."""

    #: At least two, the likeliest first.
    flows: tuple[str, ...]


Recognised = (
    Alarm | Doubt | Started | Unclear | Chosen | Answered | Told | About | Misread | Unreadable | Nothing
)
