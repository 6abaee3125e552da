"""Which one number is meant?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import at_present, dont_know, number_words, quantities, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: A number without its unit is taken from a message up to this length.
MOST_WORDS = 10

#: Words of a unit, at most: "por cento".
_LONGEST_UNIT = 3
#: What else is measured and told beside it.
_OTHER_MEASURES = small_words.listed(
    """pulso pulsacao coracao fc batimento batimentos batimentinho bpm frequencia pressao pa glicose glicemia destro temperatura febre idade peso altura"""
)
_MEASURED = small_words.listed("e esta deu marcou marca mostrou mostra sempre ficou subiu dando marcando")
_LINKS = small_words.listed("de em esta e foi deu a dos cardiaca cardiacos")
_NEGATIVE = re.compile(r"-\d")
#: "não chegou a 38", "não passou de 40": said of another number than the one asked for.
_NOT_REACHED = re.compile(r"\bnao (?:\w+ ){0,3}$")


def read(answer: answers.Number, message: str) -> readings.Reading:
    """Read a number within the range; several different ones are asked back."""
    tokens = text.tokens(message)
    if not tokens:
        return nothing(message)
    words = [token.word for token in tokens]
    everything = quantities.find(words)
    own = [each for each in everything if not _named_otherwise(words, each)]
    found = at_present.of_now(words, own or everything)
    in_unit = _with_unit(answer, words, found)
    is_told = bool(in_unit) or len(words) <= MOST_WORDS or _is_told_plainly(tokens, found)
    if not everything and answer.allow_unknown and tokens[-1].after != "?" and dont_know.is_lacking(tokens):
        return readings.Unknown()
    if questions.is_question(tokens) or (everything and not is_told):
        return readings.UNCLEAR
    stated = in_unit or quantities.values(found, None)
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
    own = [unit for name in (answer.unit, *answer.unit_words) if (unit := text.words(name))]
    behind = [(q.value, tuple(words[q.end + 1 : q.end + 1 + _LONGEST_UNIT])) for q in found]
    said = (value for value, following in behind if any(following[: len(unit)] == unit for unit in own))
    return list(dict.fromkeys(said))


def _is_told_plainly(tokens: Sequence[text.Token], found: Sequence[quantities.Quantity]) -> bool:
    """Tell whether the only number of a longer message is what is measured: "…, desde a alta é sempre 97"."""
    if len(found) != 1 or found[0].unit is not None:
        return False
    first = found[0].start
    return first == 0 or bool(tokens[first].before) or tokens[first - 1].word in _MEASURED


def _named_otherwise(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether the word in front says that it is another measure: "SpO2 95, pulso 88"."""
    before = words[max(0, quantity.start - 3) : quantity.start]
    while before and before[-1] in _LINKS:
        before = before[:-1]
    return bool(before) and before[-1] in _OTHER_MEASURES
