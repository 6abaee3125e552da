"""How does a condition read in plain Portuguese? By the slots' labels and the answers' own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.content import answers
from bot.content.answers import UNKNOWN
from bot.content.conditions import Condition
from bot.content.definitions import Slot
from bot.content.expressions import Constant, ContextValue, DaysSince, Operator, Reckoned, SlotValue, Value
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Further, Not, Predicate, Test

_WORDS: Final[Mapping[Comparer | Further, str]] = {
    Comparer.equal: "é",
    Comparer.differs: "não é",
    Comparer.below: "menor que",
    Comparer.at_most: "até",
    Comparer.above: "maior que",
    Comparer.at_least: "a partir de",
    Comparer.contains: "inclui",
    Further.matches: "tem a forma",
    Further.empty: "vazio",
    Further.not_empty: "preenchido",
}
_OPERATORS: Final[Mapping[Operator, str]] = {
    Operator.plus: "mais",
    Operator.minus: "menos",
    Operator.times: "vezes",
}


def in_words(condition: Condition, slots: Mapping[str, Slot]) -> str:
    """The condition as a person says it: "Idade a partir de 60 e Sintomas inclui Febre"."""
    return _in_words(condition.says, slots, inside=False)


def label(slot: str, slots: Mapping[str, Slot]) -> str:
    """What people call a slot."""
    known = slots.get(slot)
    return known.label if known and known.label else slot.replace("_", " ")


def value(constant: object, slot: str, slots: Mapping[str, Slot]) -> str:
    """What people call a slot's value."""
    if constant is None:
        return "vazio"
    if constant == UNKNOWN:
        return "não sabido"
    if isinstance(constant, bool):
        return "sim" if constant else "não"
    known = slots.get(slot)
    for option in _options(known.answer if known else None):
        if option.id == constant:
            return option.label
    return str(constant).replace(".", ",") if isinstance(constant, float) else str(constant)


def _options(answer: answers.Answer | None) -> tuple[answers.Option, ...]:
    match answer:
        case answers.Choice(options=options):
            return options
        case answers.MultiChoice(options=options, none=none):
            return (*options, none)
        case _:
            return ()


def _in_words(predicate: Predicate, slots: Mapping[str, Slot], *, inside: bool) -> str:
    match predicate:
        case Comparison() | Test():
            return _leaf(predicate, slots)
        case Not(term=Comparison(comparer=Comparer.truthy, slot=slot)):
            return f"sem {label(slot, slots)}"
        case Not(term=term):
            return f"não ({_in_words(term, slots, inside=False)})"
        case AllOf(terms=()):
            return "sempre"
        case AnyOf(terms=()):
            return "nunca"
    word = " e " if isinstance(predicate, AllOf) else " ou "
    joined = word.join(_in_words(term, slots, inside=True) for term in predicate.terms)
    return f"({joined})" if inside and len(predicate.terms) > 1 else joined


def _leaf(leaf: Comparison | Test, slots: Mapping[str, Slot]) -> str:
    return _comparison(leaf, slots) if isinstance(leaf, Comparison) else _test(leaf, slots)


def _comparison(comparison: Comparison, slots: Mapping[str, Slot]) -> str:
    name = label(comparison.slot, slots)
    if comparison.comparer is Comparer.truthy:
        return name
    if comparison.constant is None:
        return f"{name} sem resposta" if comparison.comparer is Comparer.equal else f"{name} respondida"
    told = value(comparison.constant, comparison.slot, slots)
    return f"{name} {_WORDS.get(comparison.comparer, comparison.comparer.value)} {told}"


def _test(test: Test, slots: Mapping[str, Slot]) -> str:
    parts = [_reckoned(test.left, slots), _WORDS.get(test.comparer, "")]
    if test.right is not None:
        parts.append(_reckoned(test.right, slots))
    return " ".join(part for part in parts if part)


def _reckoned(read: Value, slots: Mapping[str, Slot]) -> str:
    match read:
        case Constant(value=constant):
            return value(constant, "", slots)
        case SlotValue(name=name):
            return label(name, slots)
        case ContextValue(name=name):
            return name
        case DaysSince(of=inner):
            return f"dias desde {_reckoned(inner, slots)}"
        case Reckoned(operator=operator, left=left, right=right):
            return f"{_reckoned(left, slots)} {_OPERATORS[operator]} {_reckoned(right, slots)}"
