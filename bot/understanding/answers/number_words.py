"""Which numbers does a message hold, in digits or in words?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import small_words, spelling

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPELT = """
zero:0 um:1 uma:1 dois:2 duas:2 tres:3 treis:3 quatro:4 cinco:5 seis:6 sete:7 oito:8 nove:9 dez:10 onze:11 doze:12
treze:13 catorze:14 quatorze:14 quinze:15 dezesseis:16 dezaseis:16 desesseis:16 dezessete:17 dezasete:17 desessete:17
dezoito:18 desoito:18 dezenove:19 dezanove:19 desenove:19 vinte:20 trinta:30 quarenta:40 cinquenta:50 cincoenta:50
sinquenta:50 sessenta:60 setenta:70 oitenta:80 noventa:90 cem:100 cento:100 duzentos:200 duzentas:200 trezentos:300
"""
_VALUES = {
    spelling.sound(word, inflected=False): int(value)
    for word, _, value in (entry.partition(":") for entry in _SPELT.split())
}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
#: These sound like "cem" and "um", and are no numbers.
_SOUNDS_LIKE_ONE = frozenset(["sem", "hum"])
_HALVES = frozenset(["meio", "meia"])
_POINTS = frozenset(["virgula", "ponto"])
_ARTICLES = frozenset(["um", "uma"])
#: "um ano e meio": the half belongs to the number before the unit.
_HALVED_UNITS = small_words.listed("grau graus ano anos mes meses semana semanas dia dias hora horas")
#: Longer numbers are read as this: out of every range.
_ENDLESS = 1e12
_MOST_DIGITS = 12
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


class Number(NamedTuple):
    """A number standing at the words from `start` up to and including `end`."""

    value: float
    start: int
    end: int
    #: It is only "um" or "uma", which may be no number at all.
    article: bool


def find_numbers(words: Sequence[str]) -> tuple[Number, ...]:
    """Give all numbers in order: "38,5", "trinta e oito e meio", "cento e vinte", "38 vírgula 5"."""
    found: list[Number] = []
    place = 0
    while place < len(words):
        numbers = _at(words, place)
        found += numbers
        place = numbers[-1].end + 1 if numbers else place + 1
    return tuple(found)


def as_written(value: float) -> str:
    """Write a number as people here read it: 38.5 → "38,5", 39.0 → "39"."""
    return f"{value:.0f}" if value.is_integer() else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _at(words: Sequence[str], place: int) -> list[Number]:
    word = words[place]
    if not word[0].isdigit():
        spelt = _spelt(words, place)
        return [_finished(words, *spelt, start=place)] if spelt else []
    if _THOUSANDS.fullmatch(word):
        return [Number(_value(word.replace(".", "")), place, place, article=False)]
    if _PLAIN.fullmatch(word):
        return [_finished(words, _value(word), place, start=place)]
    return [Number(_value(part), place, place, article=False) for part in re.findall(r"\d+", word)]


def _value(digits: str) -> float:
    return float(digits.replace(",", ".")) if len(digits) <= _MOST_DIGITS else _ENDLESS


def _finished(words: Sequence[str], value: float, end: int, *, start: int) -> Number:
    """Add what follows the whole number: "e meio", "vírgula cinco"."""
    tail = tuple(words[end + 1 : end + 4])
    article = start == end and words[start] in _ARTICLES
    if tail[:1] == ("e",) and set(tail[1:2]) & _HALVES:
        return Number(value + 0.5, start, end + 2, article=False)
    if tail and tail[0] in _HALVED_UNITS and tail[1:2] == ("e",) and set(tail[2:3]) & _HALVES:
        return Number(value + 0.5, start, end, article=False)
    if tail and tail[0] in _POINTS and len(tail) > 1:
        decimals = _decimals(words, end + 2)
        if decimals:
            return Number(float(f"{value:.0f}.{decimals[0]}"), start, decimals[1], article=False)
    return Number(value, start, end, article=article)


def _decimals(words: Sequence[str], place: int) -> tuple[str, int] | None:
    if words[place].isdigit():
        return words[place][:_MOST_DIGITS], place
    spelt = _spelt(words, place)
    return (f"{spelt[0]:.0f}", spelt[1]) if spelt else None


def _spelt(words: Sequence[str], place: int) -> tuple[float, int] | None:
    """Read a number in words: hundreds, tens and ones in falling order, "e" between them or not."""
    value = _spelt_value(words[place])
    if value is None:
        return None
    total, end, smallest = value, place, value
    while True:
        joined = end + 1 < len(words) and words[end + 1] == "e"
        following = end + 2 if joined else end + 1
        more = _continuing(words, following, joined=joined)
        if more is None or not _continues(smallest, more):
            return float(total), end
        total, end, smallest = total + more, following, more


def _continuing(words: Sequence[str], place: int, *, joined: bool) -> int | None:
    """What may go on a number: another in words, or, behind an "e", a last digit: "sessenta e 4"."""
    if place >= len(words):
        return None
    digit = words[place] if joined and len(words[place]) == 1 and words[place].isdecimal() else None
    return int(digit) if digit else _spelt_value(words[place])


def _continues(smallest: int, more: int) -> bool:
    """Tell whether "vinte" may be followed by "e dois": only by something that fits into its last digits."""
    for size, least in ((_HUNDRED, _HUNDRED), (_TEN, _TWENTY)):
        if smallest >= least and smallest % size == 0:
            return 0 < more < size
    return False


def _spelt_value(word: str) -> int | None:
    if not word.isalpha() or len(word) > _MOST_DIGITS or word in _SOUNDS_LIKE_ONE:
        return None
    return _VALUES.get(spelling.sound(word, inflected=False))
