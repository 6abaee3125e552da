"""What came out of reading a message as an answer?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.content import answers

#: What is stored for an answer; a list holds the ids of a multiple choice.
Value = bool | int | float | str | list[str]


class Why(StrEnum):
    """Why a message was not accepted as an answer."""

    UNCLEAR = "unclear"
    OUT_OF_RANGE = "out_of_range"
    AMBIGUOUS = "ambiguous"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Read:
    """The message holds one answer."""

    value: Value
    #: The spelling was guessed: say what was understood.
    corrected: bool = False
    #: Items of a list that were not understood, as the person wrote them.
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """The person does not know, or prefers not to say; stored as `answers.UNKNOWN`."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The message is no answer to the question; nothing is guessed."""

    why: Why
    #: What it may have meant, for "did you mean"; only with `Why.AMBIGUOUS`.
    candidates: tuple[answers.Option, ...] = ()
    #: The value that lies out of range, as a person reads it ("45", "38,5").
    value: str | None = None


Reading = Read | Unknown | NotUnderstood

UNCLEAR = NotUnderstood(Why.UNCLEAR)
EMPTY = NotUnderstood(Why.EMPTY)
