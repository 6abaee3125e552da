"""What does a condition say, as a tree? For who evaluates it, proves with it, changes it or writes it down."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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


Predicate = Comparison | Not | AllOf | AnyOf

ALWAYS = AllOf(terms=())
NEVER = AnyOf(terms=())


def comparisons(predicate: Predicate) -> Iterator[Comparison]:
    """Every comparison in it, in the order of reading."""
    match predicate:
        case Comparison():
            yield predicate
        case Not(term=term):
            yield from comparisons(term)
        case AllOf(terms=terms) | AnyOf(terms=terms):
            for term in terms:
                yield from comparisons(term)


def written(predicate: Predicate, *, inside: bool = False) -> str:
    """The predicate in the language that `conditions.parse` reads."""
    match predicate:
        case Comparison():
            return _comparison_written(predicate)
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


def compiled(predicate: Predicate) -> Callable[[Mapping[str, Any]], bool]:
    """A function of the slots; it never raises."""
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg("slots")],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[],
        vararg=None,
    )
    function = ast.Expression(ast.Lambda(args=arguments, body=_expression(predicate)))
    code = compile(ast.fix_missing_locations(function), "<condition>", "eval")
    holds: Callable[[Mapping[str, Any]], bool] = eval(code, {"__builtins__": {}, **_COMPARERS})  # ruff: ignore[suspicious-eval-usage] - an AST made here from a closed grammar
    return holds


def _expression(predicate: Predicate) -> ast.expr:
    match predicate:
        case Comparison():
            return _call(predicate)
        case Not(term=term):
            return ast.UnaryOp(op=ast.Not(), operand=_expression(term))
    if len(predicate.terms) < 2:  # ruff: ignore[magic-value-comparison] - Python joins two terms or more
        return _expression(predicate.terms[0]) if predicate.terms else ast.Constant(predicate == ALWAYS)
    joined_by = ast.And() if isinstance(predicate, AllOf) else ast.Or()
    return ast.BoolOp(op=joined_by, values=[_expression(term) for term in predicate.terms])


def _call(comparison: Comparison) -> ast.expr:
    value = ast.Call(
        func=ast.Attribute(value=ast.Name("slots", ast.Load()), attr="get", ctx=ast.Load()),
        args=[ast.Constant(comparison.slot)],
        keywords=[],
    )
    constant = [] if comparison.comparer is Comparer.truthy else [ast.Constant(comparison.constant)]
    return ast.Call(func=ast.Name(comparison.comparer.name, ast.Load()), args=[value, *constant], keywords=[])


def _numbers(left: object, right: object) -> bool:
    """Whether both can be compared by size; booleans, texts, null and unknown cannot."""
    return (
        isinstance(left, (int, float))
        and isinstance(right, (int, float))
        and not isinstance(left, bool)
        and not isinstance(right, bool)
    )


def _equal(left: object, right: object) -> bool:
    # Python says True == 1; people who write rules do not.
    return left == right and isinstance(left, bool) == isinstance(right, bool)


_COMPARERS: Mapping[str, Callable[..., bool]] = {
    "equal": _equal,
    "differs": lambda left, right: not _equal(left, right),
    "below": lambda left, right: _numbers(left, right) and left < right,
    "at_most": lambda left, right: _numbers(left, right) and left <= right,
    "above": lambda left, right: _numbers(left, right) and left > right,
    "at_least": lambda left, right: _numbers(left, right) and left >= right,
    "contains": lambda left, right: (
        right in left if isinstance(left, list) else isinstance(left, str) and str(right) in left
    ),
    "truthy": lambda left: bool(left) and left != UNKNOWN,
}
