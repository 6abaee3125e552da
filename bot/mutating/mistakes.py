"""Which small mistakes can stand in a condition?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from bot.content import predicates
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Not, Predicate, Test
from bot.mutating.definitions import Operator
from bot.told import Told

#: The boundary moves in or out, and the comparison looks the other way.
_FLIPS: Final = {
    Comparer.below: (Comparer.at_most, Comparer.above),
    Comparer.at_most: (Comparer.below, Comparer.at_least),
    Comparer.above: (Comparer.at_least, Comparer.below),
    Comparer.at_least: (Comparer.above, Comparer.at_most),
    Comparer.equal: (Comparer.differs,),
    Comparer.differs: (Comparer.equal,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A condition as it could have been written wrongly."""

    operator: Operator
    #: Tells it from the other mistakes in the same condition.
    name: str
    wrong: Predicate
    sentence: Told


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of a condition, and the whole with something else, or nothing, in its place."""

    part: Predicate
    put: Callable[[Predicate | None], Predicate]
    #: Whether it is one of several terms.
    joined: bool
    #: Whether a `not` stands before it.
    denied: bool


def of(condition: Predicate, *, decimal: Collection[str]) -> Iterator[Mistake]:
    """Every mistake; `decimal` are the slots that count in tenths."""
    for number, place in enumerate(_places(condition)):
        for mistake in _at(place, decimal):
            yield dataclasses.replace(mistake, name=f"{number}.{mistake.name}")


def _at(place: _Place, decimal: Collection[str]) -> Iterator[Mistake]:
    shown = predicates.written(place.part)
    match place.part:
        case Comparison():
            yield from _flips(place, place.part)
            yield from _moves(place, place.part, decimal)
        case AllOf() | AnyOf():
            yield _swapped(place, place.part)
    if _can_be_denied(place):
        yield Mistake(
            operator=Operator.negate_term,
            name="negated",
            wrong=place.put(_denied(place.part)),
            sentence=Told(f"«{shown}» diz o contrário", f"`{shown}` says the contrary"),
        )
    if place.joined:
        yield Mistake(
            operator=Operator.drop_term,
            name="dropped",
            wrong=place.put(None),
            sentence=Told(f"falta o termo «{shown}»", f"the term `{shown}` is missing"),
        )


def _can_be_denied(place: _Place) -> bool:
    """Where neither a flip nor the `not` before it says the same."""
    match place.part:
        case Not() | Test():
            return not place.denied
        case Comparison(comparer=comparer):
            return not place.denied and comparer not in _FLIPS
    return False


def _denied(part: Predicate) -> Predicate:
    return part.term if isinstance(part, Not) else Not(term=part)


def _flips(place: _Place, comparison: Comparison) -> Iterator[Mistake]:
    for comparer in _FLIPS.get(comparison.comparer, ()):
        flipped = dataclasses.replace(comparison, comparer=comparer)
        yield _instead(place, Operator.flip_comparison, comparer.name, flipped)


def _moves(place: _Place, comparison: Comparison, decimal: Collection[str]) -> Iterator[Mistake]:
    constant = comparison.constant
    if isinstance(constant, bool) or not isinstance(constant, (int, float)):
        return
    step = 0.1 if comparison.slot in decimal else 1
    for name, by in (("down", -step), ("up", step)):
        moved = dataclasses.replace(comparison, constant=round(constant + by, 1))
        yield _instead(place, Operator.move_threshold, name, moved)


def _instead(place: _Place, operator: Operator, name: str, wrong: Comparison) -> Mistake:
    before, after = predicates.written(place.part), predicates.written(wrong)
    return Mistake(
        operator=operator,
        name=name,
        wrong=place.put(wrong),
        sentence=Told(f"«{after}» em vez de «{before}»", f"`{after}` instead of `{before}`"),
    )


def _swapped(place: _Place, part: AllOf | AnyOf) -> Mistake:
    other = AnyOf(terms=part.terms) if isinstance(part, AllOf) else AllOf(terms=part.terms)
    word, instead = ("or", "and") if isinstance(part, AllOf) else ("and", "or")
    shown = predicates.written(other)
    return Mistake(
        operator=Operator.swap_and_or,
        name=word,
        wrong=place.put(other),
        sentence=Told(
            f"«{word}» em vez de «{instead}»: {shown}", f"`{word}` instead of `{instead}`: {shown}"
        ),
    )


def _places(condition: Predicate) -> Iterator[_Place]:
    def whole(new: Predicate | None) -> Predicate:
        return condition if new is None else new

    yield from _inside(_Place(condition, whole, joined=False, denied=False))


def _inside(place: _Place) -> Iterator[_Place]:
    yield place
    match place.part:
        case Not(term=term):
            yield from _inside(_Place(term, _under_not(place), joined=False, denied=True))
        case AllOf(terms=terms) | AnyOf(terms=terms):
            for number, term in enumerate(terms):
                yield from _inside(_Place(term, _in_terms(place, number), joined=True, denied=False))


def _under_not(place: _Place) -> Callable[[Predicate | None], Predicate]:
    def put(new: Predicate | None) -> Predicate:
        return place.put(None if new is None else Not(term=new))

    return put


def _in_terms(place: _Place, number: int) -> Callable[[Predicate | None], Predicate]:
    part = place.part
    assert isinstance(part, (AllOf, AnyOf))

    def put(new: Predicate | None) -> Predicate:
        terms = (*part.terms[:number], *([] if new is None else [new]), *part.terms[number + 1 :])
        return place.put(terms[0] if len(terms) == 1 else dataclasses.replace(part, terms=terms))

    return put
