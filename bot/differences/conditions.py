"""How did a condition change? A threshold by its two numbers, anything else by its two wordings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from bot.content import condition_words, predicates
from bot.content.conditions import Condition
from bot.content.definitions import Slot
from bot.told import Told, joined


def sentence(old: Condition, new: Condition, slots: Mapping[str, Slot]) -> Told:
    """What is different, for two conditions that are."""
    thresholds = _thresholds(old, new, slots)
    if thresholds:
        return joined(thresholds, between="; ")
    before, after = condition_words.in_words(old, slots), condition_words.in_words(new, slots)
    return Told('antes "$before", agora "$after"', 'before "$before", now "$after"').filled(
        before=before, after=after
    )


def _thresholds(old: Condition, new: Condition, slots: Mapping[str, Slot]) -> list[Told]:
    """The limits that moved, where nothing but limits moved."""
    told: list[Told] = []
    pairs = zip_longest(predicates.comparisons(old.says), predicates.comparisons(new.says))
    for before, after in pairs:
        if before == after:
            continue
        alike = before and after and (before.slot, before.comparer) == (after.slot, after.comparer)
        if not alike or not _number(before.constant) or not _number(after.constant):
            return []
        limit = Told(
            "o limite de $name passou de $was para $now", "the limit of $name went from $was to $now"
        )
        told.append(
            limit.filled(
                name=condition_words.label(after.slot, slots),
                was=condition_words.value(before.constant, before.slot, slots),
                now=condition_words.value(after.constant, after.slot, slots),
            )
        )
    return told if _shape(old) == _shape(new) else []


def _number(constant: object) -> bool:
    return isinstance(constant, (int, float)) and not isinstance(constant, bool)


def _shape(condition: Condition) -> str:
    """The wording without its numbers."""
    written = predicates.written(condition.says)
    return "".join(letter for letter in written if not letter.isdigit() and letter not in ".-")
