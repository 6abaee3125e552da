"""Any answers at all, as variables that a solver can fill: one symbol an input, and conditions over them.

A slot is null (not asked), unknown, or said. What is said is a truth value, the number of an option, one truth value an
option (lists), or a whole number (decimals are counted in tenths). A condition means exactly what
`bot.content.predicates` computes; tests hold the two against each other.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import z3

from bot.content import expressions, predicates
from bot.content.answers import UNKNOWN
from bot.content.definitions import Value
from bot.content.predicates import AllOf, AnyOf, Comparer, Comparison, Further, Not, Predicate, Test
from bot.content.protocols import Input, InputType

#: What is counted in whole numbers: tenths where there are decimals.
_SCALE: Final[Mapping[InputType, int]] = {InputType.number: 10, InputType.whole: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One input, left open."""

    declared: Input
    null: z3.BoolRef
    unknown: z3.BoolRef
    #: What is said: one variable, or one an option.
    said: tuple[z3.ExprRef, ...]

    @property
    def scale(self) -> int:
        """So many steps a unit; 1 for what is no number."""
        return _SCALE.get(self.declared.type, 1)

    @property
    def is_said(self) -> z3.BoolRef:
        """Neither null nor unknown."""
        return z3.And(z3.Not(self.null), z3.Not(self.unknown))

    @property
    def variables(self) -> tuple[z3.ExprRef, ...]:
        """All of it, in a fixed order."""
        return (self.null, self.unknown, *self.said)


type_symbols = Mapping[str, Symbol]


def symbol(declared: Input, *, mark: str = "") -> Symbol:
    """A fresh symbol; another `mark` makes another one of the same input."""
    name = f"{declared.slot}{mark}"
    match declared.type:
        case InputType.yes_no:
            said: tuple[z3.ExprRef, ...] = (z3.Bool(f"{name}.yes"),)
        case InputType.several:
            said = tuple(z3.Bool(f"{name}.{option}") for option in declared.options)
        case _:
            said = (z3.Int(f"{name}.value"),)
    return Symbol(
        declared=declared, null=z3.Bool(f"{name}.null"), unknown=z3.Bool(f"{name}.unknown"), said=said
    )


def symbols(inputs: Iterable[Input], *, mark: str = "") -> dict[str, Symbol]:
    """One symbol an input, by slot."""
    return {declared.slot: symbol(declared, mark=mark) for declared in inputs}


def plausible(known: type_symbols) -> z3.BoolRef:
    """Every input is one thing, and inside its range."""
    return z3.And([_plausible(one) for one in known.values()])


def _plausible(one: Symbol) -> z3.BoolRef:
    once = z3.Not(z3.And(one.null, one.unknown))
    declared = one.declared
    match declared.type:
        case InputType.choice:
            return z3.And(once, one.said[0] >= 0, one.said[0] < len(declared.options))
        case InputType.number | InputType.whole:
            low, high = declared.minimum, declared.maximum
            bounds = [one.said[0] >= tenths(low, one.scale)] if low is not None else []
            bounds += [one.said[0] <= tenths(high, one.scale)] if high is not None else []
            return z3.And(once, *bounds)
        case _:
            return once


def tenths(number: float, scale: int) -> int:
    """A number in steps of the scale; the nearest one."""
    return round(Fraction(str(number)) * scale)


def formula(predicate: Predicate, known: type_symbols) -> z3.BoolRef:
    """The condition over the symbols; KeyError when it looks at a slot that is none of them.

    What only `Test` can say (one slot against another, reckoning, patterns) has no formula: `readable` tells.
    """
    match predicate:
        case Test():
            return _empty(predicate, known)
        case Comparison():
            return _comparison(predicate, known[predicate.slot])
        case Not(term=term):
            return z3.Not(formula(term, known))
        case AllOf(terms=terms):
            return z3.And([formula(term, known) for term in terms])
        case AnyOf(terms=terms):
            return z3.Or([formula(term, known) for term in terms])


def readable(predicate: Predicate) -> bool:
    """Whether the condition has a formula."""
    return all(isinstance(leaf, Comparison) or _empty_slot(leaf) for leaf in predicates.leaves(predicate))


def _empty_slot(test: Test) -> str | None:
    """The slot of `slots.x is empty`."""
    looks = test.comparer in {Further.empty, Further.not_empty}
    return test.left.name if looks and isinstance(test.left, expressions.SlotValue) else None


def _empty(test: Test, known: type_symbols) -> z3.BoolRef:
    name = _empty_slot(test)
    if name is None:
        raise ValueError(f"no formula for {predicates.written(test)}")
    one = known[name]
    nothing = z3.Not(z3.Or(list(one.said))) if one.declared.type is InputType.several else _FALSE
    empty = z3.Or(one.null, z3.And(one.is_said, nothing))
    return empty if test.comparer is Further.empty else z3.Not(empty)


def _comparison(comparison: Comparison, one: Symbol) -> z3.BoolRef:
    constant = comparison.constant
    match comparison.comparer:
        case Comparer.equal:
            return equals(one, constant)
        case Comparer.differs:
            return z3.Not(equals(one, constant))
        case Comparer.contains:
            return _contains(one, str(constant))
        case Comparer.truthy:
            return _truthy(one)
        case _:
            return _by_size(one, comparison.comparer, constant)


def equals(one: Symbol, constant: Value | tuple[str, ...]) -> z3.BoolRef:
    """The symbol has just this value; false for a value that its input cannot have."""
    if constant is None or constant == UNKNOWN:
        return one.null if constant is None else one.unknown
    return z3.And(one.is_said, _says(one, constant))


def _says(one: Symbol, constant: Value | tuple[str, ...]) -> z3.BoolRef:
    match one.declared.type:
        case InputType.yes_no if isinstance(constant, bool):
            return one.said[0] == constant
        case InputType.choice if constant in one.declared.options:
            return one.said[0] == one.declared.options.index(str(constant))
        case InputType.several if isinstance(constant, (list, tuple)):
            chosen = [
                each == (option in constant)
                for each, option in zip(one.said, one.declared.options, strict=True)
            ]
            return z3.And(chosen)
        case InputType.number | InputType.whole if _is_number(constant):
            exact = Fraction(str(constant)) * one.scale
            return one.said[0] == int(exact) if exact.denominator == 1 else _FALSE
        case _:
            return _FALSE


_FALSE: Final = z3.BoolVal(val=False)


def _is_number(constant: object) -> bool:
    return isinstance(constant, (int, float)) and not isinstance(constant, bool)


#: The whole-number comparison that means the same, and which side of a broken constant it takes.
_SIZES: Final[
    Mapping[Comparer, tuple[Callable[[z3.ArithRef, int], z3.BoolRef], Callable[[Fraction], int]]]
] = {
    Comparer.below: (operator.lt, math.ceil),
    Comparer.at_most: (operator.le, math.floor),
    Comparer.above: (operator.gt, math.floor),
    Comparer.at_least: (operator.ge, math.ceil),
}


def _by_size(one: Symbol, comparer: Comparer, constant: object) -> z3.BoolRef:
    if one.declared.type not in _SCALE or not _is_number(constant):
        return _FALSE
    compare, side = _SIZES[comparer]
    return z3.And(one.is_said, compare(one.said[0], side(Fraction(str(constant)) * one.scale)))


def _contains(one: Symbol, constant: str) -> z3.BoolRef:
    """In a list it is an option; in a text, also in the word for unknown, a part."""
    unknown = one.unknown if constant in UNKNOWN else _FALSE
    match one.declared.type:
        case InputType.several if constant in one.declared.options:
            said = one.said[one.declared.options.index(constant)]
        case InputType.choice:
            options = enumerate(one.declared.options)
            said = z3.Or([one.said[0] == number for number, option in options if constant in option])
        case _:
            said = _FALSE
    return z3.Or(unknown, z3.And(one.is_said, said))


def _truthy(one: Symbol) -> z3.BoolRef:
    match one.declared.type:
        case InputType.yes_no:
            said = one.said[0]
        case InputType.several:
            said = z3.Or(list(one.said))
        case InputType.number | InputType.whole:
            said = one.said[0] != 0
        case _:
            said = z3.BoolVal(val=True)
    return z3.And(one.is_said, said)


def value_in(model: z3.ModelRef, one: Symbol) -> Value:
    """What the solver chose for this input."""
    if _true(model, one.null):
        return None
    return UNKNOWN if _true(model, one.unknown) else _said_in(model, one)


def _said_in(model: z3.ModelRef, one: Symbol) -> Value:
    declared = one.declared
    match declared.type:
        case InputType.yes_no:
            return _true(model, one.said[0])
        case InputType.several:
            pairs = zip(declared.options, one.said, strict=True)
            return [option for option, each in pairs if _true(model, each)]
        case InputType.choice:
            return declared.options[_whole(model, one.said[0])]
        case InputType.text:
            return "algo"
    number = _whole(model, one.said[0])
    return number if one.scale == 1 else number / one.scale


def values_in(model: z3.ModelRef, known: type_symbols) -> dict[str, Value]:
    """What the solver chose, by slot."""
    return {slot: value_in(model, one) for slot, one in known.items()}


def _true(model: z3.ModelRef, variable: z3.ExprRef) -> bool:
    return bool(z3.is_true(model.eval(variable, model_completion=True)))


def _whole(model: z3.ModelRef, variable: z3.ExprRef) -> int:
    value = model.eval(variable, model_completion=True)
    return int(value.as_long())
