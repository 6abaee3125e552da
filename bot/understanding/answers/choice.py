"""Which one of the options is meant?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import dont_know, number_words, options, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Shown at most, when several options may be meant.
MOST_CANDIDATES = 6

#: "a primeira", "o terceiro": the place in a list.
ORDINALS = {
    **dict.fromkeys(("primeira", "primeiro", "1a", "1o"), 1), **dict.fromkeys(("segunda", "segundo"), 2),
    **dict.fromkeys(("terceira", "terceiro"), 3), **dict.fromkeys(("quarta", "quarto"), 4),
    **dict.fromkeys(("quinta", "quinto"), 5), **dict.fromkeys(("sexta", "sexto"), 6),
    **dict.fromkeys(("setima", "setimo"), 7), **dict.fromkeys(("oitava", "oitavo"), 8),
}  # fmt: skip
_LAST = frozenset(["ultima", "ultimo"])


def read(answer: answers.Choice, message: str) -> readings.Reading:
    """Read one option by number, id, label, synonym or misspelling; two are asked back, never guessed."""
    tokens = text.tokens(message)
    if not tokens:
        return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR
    words = [token.word for token in tokens]
    index = options.index(answer.options)
    named = index.whole(words)
    if named:
        return readings.Read(named)
    place = position(words, len(answer.options))
    if place is not None:
        return _at(answer, place)
    if dont_know.is_dont_know(words):
        return readings.Unknown() if answer.allow_unknown else readings.UNCLEAR
    if questions.is_question(tokens) or questions.is_of_the_question(words):
        return readings.UNCLEAR
    return _one(answer.options, index.mentioned(tokens) or index.hinted(words))


def position(words: Sequence[str], count: int) -> int | None:
    """Read a message that is nothing but a place in the list ("2", "opção dois", "a segunda"); 1-based."""
    numbers = number_words.find_numbers(words)
    inside = {place for number in numbers for place in range(number.start, number.end + 1)}
    beside = [word for place, word in enumerate(words) if place not in inside]
    if list(words[:1]) == ["nao"] and len(words) == 2:  # ruff: ignore[magic-value-comparison] - "nº 1", "n 1"
        beside = []
    said = [word for word in beside if word not in small_words.COURTESY or word in _LAST]
    if len(numbers) == 1 and not said and numbers[0].value.is_integer():
        return int(numbers[0].value)
    stated = [word for word in numbers if not word.article]
    if stated or len(said) != 1:
        return None
    return count if said[0] in _LAST else ORDINALS.get(said[0])


def options_of(choices: tuple[answers.Option, ...], ids: Sequence[str]) -> tuple[answers.Option, ...]:
    """Give the options of those ids, at most `MOST_CANDIDATES`."""
    return tuple(option for option in choices if option.id in ids)[:MOST_CANDIDATES]


def _at(answer: answers.Choice, place: int) -> readings.Reading:
    if 1 <= place <= len(answer.options):
        return readings.Read(answer.options[place - 1].id)
    return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=str(place))


def _one(choices: tuple[answers.Option, ...], ids: Sequence[str]) -> readings.Reading:
    if not ids:
        return readings.UNCLEAR
    if len(ids) == 1:
        return readings.Read(ids[0])
    return readings.NotUnderstood(readings.Why.AMBIGUOUS, candidates=options_of(choices, ids))
