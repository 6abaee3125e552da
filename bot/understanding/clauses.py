"""Which words of a message stand together, with no mark between them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text


def begin(tokens: Sequence[text.Token], place: int, *, most: int | None = None) -> int:
    """Give the place where the clause of the word at `place` begins, looking back over at most so many words."""
    first = 0 if most is None else max(0, place - most)
    while place > first and not tokens[place].before:
        place -= 1
    return place


def end(tokens: Sequence[text.Token], place: int, *, most: int | None = None) -> int:
    """Give the place of the last word of the clause of the word at `place`, looking on over at most so many words."""
    last = len(tokens) - 1 if most is None else min(len(tokens) - 1, place + most)
    while place < last and not tokens[place].after:
        place += 1
    return place


def of(tokens: Sequence[text.Token]) -> list[Sequence[text.Token]]:
    """Give all clauses of a message."""
    found: list[Sequence[text.Token]] = []
    first = 0
    while first < len(tokens):
        behind = end(tokens, first) + 1
        found.append(tokens[first:behind])
        first = behind
    return found
