"""What does a condition say, as a tree? For who evaluates it, proves with it, changes it or writes it down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.content import expressions
from bot.content.answers import UNKNOWN


class Comparer(StrEnum):
    """How a slot is compared; each is false of a slot for which it makes no sense, and never an error."""

    equal = "="
    differs = "!="
    below = "<"
    at_most = "<="
    above = ">"
    at_least = ">="
    contains = "contains"
    #: Filled, not false, not unknown, no empty list.
    truthy = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`slots.idade >= 60`."""

    slot: str
    comparer: Comparer
    #: Null for `truthy`.
    constant: str | bool | int | float | None = None


class Further(StrEnum):
    """Ways to look at a value that no `Comparer` knows."""

    #: A regular expression is found in a text; the right side is that expression.
    matches = "matches"
    #: Null, or a text or list with nothing in it.
    empty = "is empty"
    not_empty = "is not empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """Any other comparison: two slots, something reckoned, a pattern."""

    left: expressions.Value
    comparer: Comparer | Further
    #: Null where the comparer looks at the left side alone.
    right: expressions.Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """`not …`."""

    term: Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Terms joined by `and`; without terms it is true."""

    terms: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Terms joined by `or`; without terms it is false."""

    terms: tuple[Predicate, ...]


Predicate = Comparison | Test | Not | AllOf | AnyOf

ALWAYS = AllOf(terms=())
NEVER = AnyOf(terms=())


def comparisons(predicate: Predicate) -> Iterator[Comparison]:
    """Every comparison of a slot with a constant in it, in the order of reading."""
    for term in leaves(predicate):
        if isinstance(term, Comparison):
            yield term


def leaves(predicate: Predicate) -> Iterator[Comparison | Test]:
    """Everything in it that is true or false by itself, in the order of reading."""
    match predicate:
        case Comparison() | Test():
            yield predicate
        case Not(term=term):
            yield from leaves(term)
        case AllOf(terms=terms) | AnyOf(terms=terms):
            for term in terms:
                yield from leaves(term)


def written(predicate: Predicate, *, inside: bool = False) -> str:
    """The predicate in the language that `conditions.parse` reads."""
    match predicate:
        case Comparison():
            return _comparison_written(predicate)
        case Test():
            return _test_written(predicate)
        case Not(term=term):
            return f"not {written(term, inside=True)}"
        case AllOf(terms=()):
            return "true"
        case AnyOf(terms=()):
            return "false"
    word = " and " if isinstance(predicate, AllOf) else " or "
    joined = word.join(written(term, inside=True) for term in predicate.terms)
    return f"({joined})" if inside and len(predicate.terms) > 1 else joined


def _comparison_written(comparison: Comparison) -> str:
    slot, comparer, constant = f"slots.{comparison.slot}", comparison.comparer, comparison.constant
    if comparer is Comparer.truthy:
        return slot
    if constant is None or constant == UNKNOWN:
        word = {"=": "is", "!=": "is not"}.get(comparer, comparer.value)
        return f"{slot} {word} {'null' if constant is None else 'unknown'}"
    shown = f"'{constant}'" if isinstance(constant, str) else str(constant).lower()
    return f"{slot} {comparer} {shown}"


def _test_written(test: Test) -> str:
    left = expressions.written(test.left)
    if test.right is None:
        return f"{left} {test.comparer}".rstrip()
    return f"{left} {test.comparer} {expressions.written(test.right)}"
