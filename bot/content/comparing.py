"""How are values compared and reckoned with? Never an exception, whatever a slot holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bot.content.answers import UNKNOWN
from bot.content.expressions import Operator
from bot.content.predicates import Comparer, Further
from bot.content.safe_patterns import MATCHED_LENGTH


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


def _contains(left: object, right: object) -> bool:
    return right in left if isinstance(left, list) else isinstance(left, str) and str(right) in left


def _matches(left: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(left, str) and pattern.search(left[:MATCHED_LENGTH]) is not None


def _empty(left: object) -> bool:
    return left is None or (isinstance(left, (str, list)) and not left)


def days_since(value: object, today: object) -> int | None:
    """Whole days from the date until today; None when either is no date."""
    if not isinstance(value, str) or not isinstance(today, date):
        return None
    try:
        return (today - date.fromisoformat(value)).days
    except ValueError:
        return None


#: What each comparer does.
COMPARERS: Final[Mapping[Comparer | Further, Callable[..., bool]]] = {
    Comparer.equal: _equal,
    Comparer.differs: lambda left, right: not _equal(left, right),
    Comparer.below: lambda left, right: _numbers(left, right) and left < right,
    Comparer.at_most: lambda left, right: _numbers(left, right) and left <= right,
    Comparer.above: lambda left, right: _numbers(left, right) and left > right,
    Comparer.at_least: lambda left, right: _numbers(left, right) and left >= right,
    Comparer.contains: _contains,
    Further.matches: _matches,
    Further.empty: _empty,
    Further.not_empty: lambda left: not _empty(left),
    Comparer.truthy: lambda left: bool(left) and left != UNKNOWN,
}

OPERATORS: Final[Mapping[Operator, Callable[..., int | float | None]]] = {
    Operator.plus: lambda left, right: left + right if _numbers(left, right) else None,
    Operator.minus: lambda left, right: left - right if _numbers(left, right) else None,
    Operator.times: lambda left, right: left * right if _numbers(left, right) else None,
}
