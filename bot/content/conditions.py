"""When does a branch, a guard or a rule hold?

Rasa's predicate language (`slots.x > 3 and not slots.y is null`) read by a parser of our own into a tree that is
compiled once. Null-safe: a comparison with an unset or unknown slot is false. `and` and `or` mixed without parentheses
are refused, because Rasa's own reader gives them equal precedence. Nothing is templated: what a citizen writes is never
part of a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from bot.content import explaining, expressions, predicates
from bot.content.answers import UNKNOWN
from bot.content.compiling import compiled
from bot.content.condition_reader import Reader
from bot.content.errors import ConditionInvalid
from bot.content.predicates import Comparison, Predicate, Test
from config.marked_yaml import Mark

__all__ = [
    "Condition",
    "ConditionInvalid",
    "Expression",
    "always",
    "never",
    "of",
    "parse",
    "parse_expression",
]

_NOTHING: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A compiled predicate over slots."""

    text: str
    #: What it says, as a tree.
    says: Predicate
    #: The slots it looks at, without the `slots.` prefix.
    slots: frozenset[str]
    #: The names behind `context.` that it looks at.
    context: frozenset[str] = frozenset()
    #: (slot, constant) for each comparison with a text constant, so that misspelt options can be found.
    compared: tuple[tuple[str, object], ...]
    #: Where it is written; None for one that is written nowhere.
    mark: Mark | None = field(default=None, repr=False, compare=False)
    _holds: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = field(repr=False, compare=False)

    def holds(self, slots: Mapping[str, Any], context: Mapping[str, Any] = _NOTHING) -> bool:
        """Whether it is true of these values; never raises. `context` holds "today", a date, for `days_since`."""
        return self._holds(slots, context)

    def explain(self, slots: Mapping[str, Any], context: Mapping[str, Any] = _NOTHING) -> tuple[str, ...]:
        """The terms that make it true, as one writes them; empty when it is false."""
        return tuple(map(predicates.written, explaining.why(self.says, slots, context) or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A compiled value: `slots.pontos + 2`, `days_since(slots.inicio)`."""

    text: str
    says: expressions.Value
    slots: frozenset[str]
    context: frozenset[str]
    _value: Callable[[Mapping[str, Any], Mapping[str, Any]], Any] = field(repr=False, compare=False)

    def value(self, slots: Mapping[str, Any], context: Mapping[str, Any] = _NOTHING) -> Any:
        """What it comes to; None where something it needs is not known. Never raises."""
        return self._value(slots, context)


@lru_cache(maxsize=2_048)
def parse(text: str) -> Condition:
    """Read a condition; raises ConditionInvalid with one plain sentence."""
    return of(Reader(text).condition(), text=text)


def of(predicate: Predicate, *, text: str | None = None) -> Condition:
    """The condition that says this; `text` is how it was written, where somebody wrote it."""
    leaves = list(predicates.leaves(predicate))
    values = [value for test in leaves if isinstance(test, Test) for value in _values(test)]
    named = {comparison.slot for comparison in leaves if isinstance(comparison, Comparison)}
    return Condition(
        text=predicates.written(predicate) if text is None else text,
        says=predicate,
        slots=_slots(values) | named,
        context=_context(values),
        compared=tuple(
            (comparison.slot, comparison.constant)
            for comparison in leaves
            if isinstance(comparison, Comparison)
            and isinstance(comparison.constant, str)
            and comparison.constant != UNKNOWN
        ),
        _holds=compiled(predicate),
    )


def parse_expression(text: str) -> Expression:
    """Read a value to be reckoned; raises ConditionInvalid with one plain sentence."""
    tree = Reader(text).expression()
    values = list(expressions.parts(tree))
    return Expression(
        text=text, says=tree, slots=_slots(values), context=_context(values), _value=compiled(tree)
    )


def _values(test: Test) -> Iterator[expressions.Value]:
    yield from expressions.parts(test.left)
    if test.right is not None:
        yield from expressions.parts(test.right)


def _slots(values: Iterable[expressions.Value]) -> frozenset[str]:
    return frozenset(value.name for value in values if isinstance(value, expressions.SlotValue))


def _context(values: Iterable[expressions.Value]) -> frozenset[str]:
    return frozenset(value.name for value in values if isinstance(value, expressions.ContextValue))


def always() -> Condition:
    """The condition written as `true`."""
    return of(predicates.ALWAYS)


def never() -> Condition:
    """The condition written as `false`."""
    return of(predicates.NEVER)
