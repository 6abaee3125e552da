"""Which one number is meant?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import readings, text
from bot.understanding.answers import at_present, dont_know, number_words, quantities, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: A number without its unit is taken from a message up to this length.
MOST_WORDS = 10

_NEGATIVE = re.compile(r"-\d")
#: "não chegou a 38", "não passou de 40": said of another number than the one asked for.
_NOT_REACHED = re.compile(r"\bnao (?:\w+ ){0,3}$")


def read(answer: answers.Number, message: str) -> readings.Reading:
    """Read a number within the range; several different ones are asked back."""
    tokens = text.tokens(message)
    if not tokens:
        return nothing(message)
    words = [token.word for token in tokens]
    found = at_present.of_now(words, quantities.find(words))
    stated = _with_unit(answer, words, found) or quantities.values(found, None)
    if questions.is_question(tokens) or (len(words) > MOST_WORDS and not _with_unit(answer, words, found)):
        return readings.UNCLEAR
    possible = [value for value in stated if answer.minimum <= value <= answer.maximum]
    if len(stated) > 1 and len(possible) == 1:  # "12 por 8, saturação 96"; "SpO2 96"
        stated = possible
    reading = one(stated, words, found, allow_unknown=answer.allow_unknown)
    return _in_range(answer, reading, message) if isinstance(reading, float) else reading


def nothing(message: str) -> readings.Reading:
    """Tell an empty message from one that has no words."""
    return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR


def one(
    stated: Sequence[float],
    words: Sequence[str],
    found: Sequence[quantities.Quantity],
    *,
    allow_unknown: bool,
) -> float | readings.Reading:
    """Give the only value stated, or why there is none."""
    if len(stated) > 1:
        return readings.NotUnderstood(readings.Why.AMBIGUOUS)
    unknown = dont_know.is_dont_know(words)
    if not stated:
        return readings.Unknown() if unknown and allow_unknown else readings.UNCLEAR
    first = next((quantity for quantity in found if quantity.value == stated[0]), found[0])
    denied = _NOT_REACHED.search(" ".join(words[: first.start]) + " ")
    return readings.UNCLEAR if denied and not unknown else stated[0]


def within(value: float, minimum: float, maximum: float, message: str) -> readings.NotUnderstood | None:
    """Give the refusal of a value outside the range; a minus sign in front always lies outside."""
    negative = bool(_NEGATIVE.match(text.fold(message)))
    if not negative and minimum <= value <= maximum:
        return None
    shown = number_words.as_written(-value if negative else value)
    return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=shown)


def _in_range(answer: answers.Number, value: float, message: str) -> readings.Reading:
    negative = bool(_NEGATIVE.match(text.fold(message)))
    signed = -value if negative else value
    if not answer.minimum <= signed <= answer.maximum:
        return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=number_words.as_written(signed))
    if signed.is_integer():
        return readings.Read(int(signed))
    return readings.UNCLEAR if answer.whole else readings.Read(signed)


def _with_unit(
    answer: answers.Number, words: Sequence[str], found: Sequence[quantities.Quantity]
) -> list[float]:
    """Give the values followed by the question's own unit."""
    own = {word for unit in (answer.unit, *answer.unit_words) for word in text.words(unit)}
    return list(dict.fromkeys(q.value for q in found if q.end + 1 < len(words) and words[q.end + 1] in own))
