"""Which quantities, numbers with their units, does a message hold?"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import small_words, spelling
from bot.understanding.answers import number_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unit(StrEnum):
    """What a number counts."""

    DEGREE = "degree"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OTHER = "other"


_WORDS = {
    Unit.DEGREE: "grau graus celsius celcius gral",
    Unit.HOUR: "hora horas h hr hrs minuto minutos min",
    Unit.DAY: "dia dias diazinho diazinhos dd",
    Unit.WEEK: "semana semanas semaninha semaninhas",
    Unit.MONTH: "mes meses mesinho mesinhos meizinho meizinhos mesim mez mezes meis m",
    Unit.YEAR: "ano anos aninhos aninho anus",
    Unit.OTHER: """vez vezes real reais mg ml gota gotas comprimido comprimidos dose doses pessoa pessoas filho filhos
        filha filhas kg quilo quilos kilo kilos metro metros km litro litros rua casa apto bpm batimento batimentos""",
}
_UNITS = {
    spelling.sound(word, inflected=False): unit
    for unit, words in _WORDS.items()
    for word in small_words.listed(words)
}


class Quantity(NamedTuple):
    """A number, what it counts, and where it stands."""

    value: float
    #: None when no unit follows.
    unit: Unit | None
    start: int
    end: int
    article: bool


def find(words: Sequence[str]) -> tuple[Quantity, ...]:
    """Give all quantities in order; "um" and "uma" only where a unit follows or nothing else stands."""
    numbers = number_words.find_numbers(words)
    found = [Quantity(n.value, _unit(words, n.end + 1), n.start, n.end, n.article) for n in numbers]
    return tuple(quantity for quantity in found if _counts(quantity, len(words)))


def values(quantities: Sequence[Quantity], *units: Unit | None) -> list[float]:
    """Give the different values that have one of the units, in order."""
    return list(dict.fromkeys(quantity.value for quantity in quantities if quantity.unit in units))


def _unit(words: Sequence[str], place: int) -> Unit | None:
    if place >= len(words):
        return None
    if words[place] == "de" and place + 1 < len(words):  # "75 de batimento", but "3 de março"
        behind = _UNITS.get(spelling.sound(words[place + 1], inflected=False))
        return behind if behind is Unit.OTHER else None
    return _UNITS.get(spelling.sound(words[place], inflected=False))


def _counts(quantity: Quantity, words: int) -> bool:
    return not quantity.article or words == 1 or quantity.unit not in {None, Unit.OTHER}
