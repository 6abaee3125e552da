"""How does a condition read in plain words? By the slots' labels and the answers' own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.content import answers
from bot.content.answers import UNKNOWN
from bot.content.conditions import Condition
from bot.content.definitions import Slot
from bot.content.expressions import Constant, ContextValue, DaysSince, Operator, Reckoned, SlotValue, Value
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Further, Not, Predicate, Test
from bot.told import NOTHING, Told, alike, joined

_WORDS: Final[Mapping[Comparer | Further, Told]] = {
    Comparer.equal: Told("é", "is"),
    Comparer.differs: Told("não é", "is not"),
    Comparer.below: Told("menor que", "less than"),
    Comparer.at_most: Told("até", "up to"),
    Comparer.above: Told("maior que", "more than"),
    Comparer.at_least: Told("a partir de", "from"),
    Comparer.contains: Told("inclui", "includes"),
    Further.matches: Told("tem a forma", "has the form"),
    Further.empty: Told("vazio", "empty"),
    Further.not_empty: Told("preenchido", "filled"),
}
_OPERATORS: Final[Mapping[Operator, Told]] = {
    Operator.plus: Told("mais", "plus"),
    Operator.minus: Told("menos", "minus"),
    Operator.times: Told("vezes", "times"),
}


def in_words(condition: Condition, slots: Mapping[str, Slot]) -> Told:
    """The condition as a person says it: "Idade a partir de 60 e Sintomas inclui Febre"."""
    return _in_words(condition.says, slots, inside=False)


def label(slot: str, slots: Mapping[str, Slot]) -> str:
    """What people call a slot."""
    known = slots.get(slot)
    return known.label if known and known.label else slot.replace("_", " ")


def value(constant: object, slot: str, slots: Mapping[str, Slot]) -> Told:
    """What people call a slot's value."""
    if constant is None:
        return Told("vazio", "empty")
    if constant == UNKNOWN:
        return Told("não sabido", "unknown")
    if isinstance(constant, bool):
        return Told("sim", "yes") if constant else Told("não", "no")
    known = slots.get(slot)
    for option in _options(known.answer if known else None):
        if option.id == constant:
            return alike(option.label)
    number = str(constant)
    return Told(number.replace(".", ","), number) if isinstance(constant, float) else alike(number)


def _options(answer: answers.Answer | None) -> tuple[answers.Option, ...]:
    match answer:
        case answers.Choice(options=options):
            return options
        case answers.MultiChoice(options=options, none=none):
            return (*options, none)
        case _:
            return ()


def _in_words(predicate: Predicate, slots: Mapping[str, Slot], *, inside: bool) -> Told:
    match predicate:
        case Comparison() | Test():
            return _leaf(predicate, slots)
        case Not(term=Comparison(comparer=Comparer.truthy, slot=slot)):
            return Told("sem $slot", "no $slot").filled(slot=label(slot, slots))
        case Not(term=term):
            return Told("não ($term)", "not ($term)").filled(term=_in_words(term, slots, inside=False))
        case AllOf(terms=()):
            return Told("sempre", "always")
        case AnyOf(terms=()):
            return Told("nunca", "never")
    word = Told(" e ", " and ") if isinstance(predicate, AllOf) else Told(" ou ", " or ")
    whole = joined((_in_words(term, slots, inside=True) for term in predicate.terms), between=word)
    return alike("($whole)").filled(whole=whole) if inside and len(predicate.terms) > 1 else whole


def _leaf(leaf: Comparison | Test, slots: Mapping[str, Slot]) -> Told:
    return _comparison(leaf, slots) if isinstance(leaf, Comparison) else _test(leaf, slots)


def _comparison(comparison: Comparison, slots: Mapping[str, Slot]) -> Told:
    name = label(comparison.slot, slots)
    if comparison.comparer is Comparer.truthy:
        return alike(name)
    if comparison.constant is None:
        empty = comparison.comparer is Comparer.equal
        return (
            Told("$name sem resposta", "$name not answered")
            if empty
            else Told("$name respondida", "$name answered")
        ).filled(name=name)
    told = value(comparison.constant, comparison.slot, slots)
    word = _WORDS.get(comparison.comparer, alike(comparison.comparer.value))
    return joined((alike(name), word, told), between=" ")


def _test(test: Test, slots: Mapping[str, Slot]) -> Told:
    parts = [_reckoned(test.left, slots), _WORDS.get(test.comparer, NOTHING)]
    if test.right is not None:
        parts.append(_reckoned(test.right, slots))
    return joined((part for part in parts if part != NOTHING), between=" ")


def _reckoned(read: Value, slots: Mapping[str, Slot]) -> Told:
    match read:
        case Constant(value=constant):
            return value(constant, "", slots)
        case SlotValue(name=name):
            return alike(label(name, slots))
        case ContextValue(name=name):
            return alike(name)
        case DaysSince(of=inner):
            return Told("dias desde $day", "days since $day").filled(day=_reckoned(inner, slots))
        case Reckoned(operator=operator, left=left, right=right):
            return joined(
                (_reckoned(left, slots), _OPERATORS[operator], _reckoned(right, slots)), between=" "
            )
