"""What is a value in a condition made of? Constants, slots, what the engine tells, and what is reckoned from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.content.answers import UNKNOWN


class Operator(StrEnum):
    """Reckoning with two numbers."""

    plus = "+"
    minus = "-"
    times = "*"


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is written out."""

    value: str | bool | int | float | None


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What a slot holds."""

    name: str


@dataclass(frozen=True, slots=True)
class ContextValue:
    """What the engine tells about a pattern's occasion."""

    name: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Two numbers made one; null where either is none."""

    operator: Operator
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class DaysSince:
    """Whole days from a date ("2026-11-12") until today; null when it is no date."""

    of: Value


Value = Constant | SlotValue | ContextValue | Reckoned | DaysSince
KINDS = (Constant, SlotValue, ContextValue, Reckoned, DaysSince)


def parts(value: Value) -> Iterator[Value]:
    """The value and everything inside it."""
    yield value
    match value:
        case Reckoned(left=left, right=right):
            yield from parts(left)
            yield from parts(right)
        case DaysSince(of=inner):
            yield from parts(inner)


def written(value: Value) -> str:
    """The value in the language that `conditions.parse` reads."""
    match value:
        case Constant(value=constant):
            return _constant(constant)
        case SlotValue(name=name):
            return f"slots.{name}"
        case ContextValue(name=name):
            return f"context.{name}"
        case DaysSince(of=inner):
            return f"days_since({written(inner)})"
        case Reckoned(operator=operator, left=left, right=right):
            return f"({written(left)} {operator} {written(right)})"


def _constant(value: str | float | None) -> str:
    if value is None or value == UNKNOWN:
        return "null" if value is None else "unknown"
    return f"'{value}'" if isinstance(value, str) else str(value).lower()
