"""How many degrees Celsius are meant?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import readings, text
from bot.understanding.answers import at_present, number, quantities, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: "38°5" and "38 , 5" are ways to write "38,5".
_DEGREES_INSIDE = re.compile(r"(\d\d) ?[°,] ?(\d)(?!\d)")

#: "menos de 38" tells no degrees.
_BELOW = re.compile(r"\b(?:menos|abaixo|menor) (?:de|que|do que) \d")


def read(answer: answers.Temperature, message: str) -> readings.Reading:
    """Read degrees ("38,5", "uns 39 graus", "38 e meio"); "385" lies out of range and is not guessed.

    The packs ask for the highest of the last day: of a higher one at an unknown time and a lower one now, none is taken for it.
    """
    tokens = text.tokens(_DEGREES_INSIDE.sub(r"\1,\2", text.fold(message)))
    if not tokens:
        return number.nothing(message)
    if questions.is_question(tokens):
        return readings.UNCLEAR
    words = [token.word for token in tokens]
    everything = quantities.find(words)
    tenths = _with_tenths(answer, words, everything)
    found = at_present.highest(words, _possible(answer, everything))
    stated = (
        [tenths]
        if tenths
        else quantities.values(found, quantities.Unit.DEGREE) or quantities.values(found, None)
    )
    if stated and _BELOW.search(" ".join(words)):
        return readings.UNCLEAR
    value = number.one(stated, words, found, allow_unknown=answer.allow_unknown)
    if not isinstance(value, float):
        return value
    return number.within(value, answer.minimum, answer.maximum, message) or readings.Read(value)


def _possible(
    answer: answers.Temperature, found: Sequence[quantities.Quantity]
) -> Sequence[quantities.Quantity]:
    """Give the numbers that may be degrees, if there are any: "40 às 3 da manhã" tells one."""
    return [one for one in found if answer.minimum <= one.value <= answer.maximum] or found


def _with_tenths(
    answer: answers.Temperature, words: Sequence[str], found: Sequence[quantities.Quantity]
) -> float | None:
    """Read "trinta e sete e oito", as 37,8 is said."""
    between = tuple(words[found[0].end + 1 : found[1].start]) if len(found) == 2 else ()  # ruff: ignore[magic-value-comparison]
    if between not in {("e",), ("graus", "e"), ("grau", "e")}:
        return None
    whole, tenths = found[0].value, found[1].value
    spoken = answer.minimum <= whole <= answer.maximum and whole.is_integer() and tenths in range(1, 10)
    return whole + tenths / 10 if spoken else None
