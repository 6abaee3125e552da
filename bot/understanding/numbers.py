"""Where are numbers spelt out?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding import small_words, text
from bot.understanding.answers import number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Numbers that begin with another word are small, and small numbers are not looked for.
_TENS = small_words.listed("quarenta cinquenta sessenta setenta oitenta noventa")


def tokens(message: str) -> tuple[text.Token, ...]:
    """Give the message's words, with numbers in digits: as danger signs are looked for in it."""
    return in_digits(text.tokens(message))


def in_digits(tokens: Sequence[text.Token]) -> tuple[text.Token, ...]:
    """Write "oitenta e nove" as "89", so that it can be compared; numbers below forty stay as they are."""
    words = [token.word for token in tokens]
    if not _TENS & set(words):
        return tuple(tokens)
    written: list[text.Token] = []
    place = 0
    spelt = {
        number.start: number for number in number_words.find_numbers(words) if words[number.start] in _TENS
    }
    while place < len(tokens):
        number = spelt.get(place)
        last = number.end if number else place
        written.append(_as_digits(tokens[place : last + 1], number.value) if number else tokens[place])
        place = last + 1
    return tuple(written)


def _as_digits(spelt: Sequence[text.Token], value: float) -> text.Token:
    said = " ".join(token.written for token in spelt if token.written)
    return text.Token(number_words.as_written(value), said, spelt[0].before, spelt[-1].after)
