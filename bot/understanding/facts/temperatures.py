"""How high is a fever that is told of without being asked?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding import small_words
from bot.understanding.answers import quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers
    from bot.understanding import text

Unit = quantities.Unit

_FEVER = small_words.listed("febre febrao febri temperatura termometro quentura fiebre calentura")
_MEASURED = small_words.listed("deu marcou bateu mediu medi marcando batendo chegou foi")
_NOW = frozenset(["hoje", "agora"])
#: "calor de 40 graus aqui em Sobral": of the day.
_WEATHER = small_words.listed(
    "calor sol clima lua sensacao termica forno cidade previsao agua banho cafe cerveja"
)
_REACH = 4
#: "febre que não baixa de 38".
_FEVERS_REACH = 6
_TENTHS = range(1, 10)


def told(tokens: Sequence[text.Token], answer: answers.Temperature) -> list[float]:
    """Give the different temperatures told: "febre de 39", "38,5", "39 graus"; what is so "hoje" outranks the rest."""
    words = [token.word for token in tokens]
    everything = quantities.find(words)
    found = [quantity for quantity in everything if _is_temperature(tokens, words, quantity, answer)]
    latest = [q for q in found if _NOW & set(words[max(0, q.start - _REACH) : q.start])]
    return list(dict.fromkeys(_with_tenths(words, quantity, everything) for quantity in latest or found))


def _with_tenths(
    words: Sequence[str], degrees: quantities.Quantity, everything: Sequence[quantities.Quantity]
) -> float:
    """Give the degrees with the tenths said behind them: "chegou a 39 e 2", but not "39 e 2 dias de tosse"."""
    behind = next((other for other in everything if other.start == degrees.end + 2), None)
    said_so = behind is not None and behind.unit is None and words[degrees.end + 1] == "e"
    if behind is None or not said_so or not degrees.value.is_integer() or behind.value not in _TENTHS:
        return degrees.value
    return degrees.value + behind.value / 10


def _is_temperature(
    tokens: Sequence[text.Token],
    words: Sequence[str],
    quantity: quantities.Quantity,
    answer: answers.Temperature,
) -> bool:
    if not answer.minimum <= quantity.value <= answer.maximum or quantity.unit not in {None, Unit.DEGREE}:
        return False
    before = set(words[max(0, quantity.start - _REACH) : quantity.start])
    if before & _WEATHER and _FEVER.isdisjoint(before):
        return False
    if quantity.unit is Unit.DEGREE or not quantity.value.is_integer():
        return True
    with_tenths = words[quantity.end + 1 : quantity.end + 2] == ["e"]  # "37 e 2 de temperatura"
    # "eu tenho 39, minha febre tá 38,8": behind a mark another is told
    reach = 0 if tokens[quantity.end].after else (4 if with_tenths else 2)
    behind = set(words[quantity.end + 1 : quantity.end + 1 + reach])
    if before & _FEVER or behind & _FEVER or _is_behind_fever(words, quantity):
        return True
    if _FEVER.isdisjoint(words):
        return False
    is_of_now = quantity.start > 0 and words[quantity.start - 1] in _NOW  # "febre ontem 39,5, hoje 38"
    return is_of_now or not _MEASURED.isdisjoint(before)


def _is_behind_fever(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether fever is named a few words before, with no other number between: "febre que não baixa de 38"."""
    between = words[max(0, quantity.start - _FEVERS_REACH) : quantity.start]
    return not _FEVER.isdisjoint(between) and not quantities.find(between)
