"""Which terms made a condition true?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.compiling import compiled
from bot.content.predicates import AllOf, AnyOf, Comparison, Not, Predicate, Test

Term = Comparison | Test


def why(
    predicate: Predicate, slots: Mapping[str, Any], context: Mapping[str, Any], *, wanted: bool = True
) -> tuple[Term, ...] | None:
    """The terms that make it true (or false, where that is wanted); None when it is not so.

    Of an `and` all terms are told, of an `or` those that hold: each of them would have been enough.
    """
    match predicate:
        case Comparison() | Test():
            return (predicate,) if bool(compiled(predicate)(slots, context)) is wanted else None
        case Not(term=term):
            return why(term, slots, context, wanted=not wanted)
        case AllOf(terms=terms) | AnyOf(terms=terms):
            told = [why(term, slots, context, wanted=wanted) for term in terms]
            enough = isinstance(predicate, AnyOf) is wanted
            return _any(told) if enough else _all(told)


def _any(told: Sequence[tuple[Term, ...] | None]) -> tuple[Term, ...] | None:
    holding = [terms for terms in told if terms is not None]
    return tuple(term for terms in holding for term in terms) if holding else None


def _all(told: Sequence[tuple[Term, ...] | None]) -> tuple[Term, ...] | None:
    if any(terms is None for terms in told):
        return None
    return tuple(term for terms in told for term in terms or ())
