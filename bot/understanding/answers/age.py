"""How old is the person?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import calendar_words, dont_know, number, quantities, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

Unit = quantities.Unit

_MONTHS_PER_YEAR = 12
#: From this age on only whole years are told.
_GROWN = 2
_PER_MONTH = {Unit.MONTH: 1.0, Unit.WEEK: 7 / 30, Unit.DAY: 1 / 30}
_NEWBORN = re.compile(r"\brecem ?nascid[oa]s?\b|^rn$")
_BORN = re.compile(r"\bnasc\w+|\baniversario\b|\bsou (?:do ano )?de (?:19|20)?\d\d\b(?! ano)")
#: "vai fazer 2 anos mês que vem": not yet.
_TO_COME = re.compile(
    r"\b(?:vou|vai) (?:fazer|completar) \w+(?: e \w+)?(?: anos?| aninhos?)?|\b(?:faco|faz) \w+(?: e \w+)?(?: anos?)? (?:na |no |em )?\w+ que vem"
)
#: "fiz 30 mês passado": nothing is counted in these.
_LATELY = re.compile(r"\b(?:mes|semana|ano) (?:passad|retrasad)[oa]\b")
#: "sou da década de 60": no age that could be reckoned with.
_DECADE = re.compile(r"\bdecadas?\b|\banos (?:[3-9]0|\d{4})\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: "3 semanas" is a baby's age only when nothing else is told: not in "tosse há 3 semanas".
_BESIDE_BABY_AGE = small_words.listed(
    """tem tenho ele ela meu minha bebe filho filha neto neta com de vida e o a so apenas idade nasceu esta fez
    faz vai fazer completou ha quase uns umas mais menos nenem crianca menino menina"""
)


def read(answer: answers.Age, message: str, today: date) -> readings.Reading:
    """Read years of age; below two years months count ("8 meses" → 0.67), a year of birth as if the birthday were past."""
    tokens = text.tokens(message)
    if not tokens:
        return number.nothing(message)
    said = " ".join(token.word for token in tokens)
    words = _LATELY.sub(" ", _TO_COME.sub(" ", said)).split()
    if questions.is_question(tokens) or _DECADE.search(said):
        return readings.UNCLEAR
    if _NEWBORN.search(" ".join(words)):
        return readings.Read(0)
    found = quantities.find(words)
    born = _since_birth(message, words, today)
    plain = born if born is not None else _toddler(words, found)
    if plain is not None:
        return _checked(answer, plain, message)
    years = number.one(_years(words, found), words, found, allow_unknown=answer.allow_unknown)
    if isinstance(years, float):
        return _checked(answer, years, message)
    months = _baby_months(words, found) if not dont_know.is_dont_know(words) else None
    return _checked(answer, _shares(months), message) if months is not None else years


def of_baby(quantity: quantities.Quantity) -> float:
    """Give an age in months, weeks or days in years; whole years from two on."""
    return _shares(quantity.value * _PER_MONTH.get(quantity.unit or Unit.MONTH, 1.0))


def with_months(words: Sequence[str], years: quantities.Quantity) -> float:
    """Give an age in years, with the months behind a first year: "1 ano e 3 meses", "um ano e meio"."""
    toddler = _toddler(words, quantities.find(words))
    return toddler if toddler is not None and years.value < _GROWN else float(int(years.value))


def _toddler(words: Sequence[str], found: Sequence[quantities.Quantity]) -> float | None:
    """Read "1 ano e 11 meses"."""
    in_years = [quantity for quantity in found if quantity.unit is Unit.YEAR]
    if len(in_years) != 1 or in_years[0].value >= _GROWN:
        return None
    first = in_years[0]
    behind = next((q for q in found if q.unit is Unit.MONTH and q.start == first.end + 3), None)
    if behind is not None and words[first.end + 2] == "e":
        return _shares(first.value * _MONTHS_PER_YEAR + behind.value)
    return _shares(first.value * _MONTHS_PER_YEAR)


def _shares(months: float) -> float:
    """Give years with two decimals, and none of them from the second birthday on."""
    years = months / _MONTHS_PER_YEAR
    return round(years, 2) if years < _GROWN else float(int(years))


def _checked(answer: answers.Age, years: float, message: str) -> readings.Reading:
    value = years if years < _GROWN and not years.is_integer() else int(years)
    return number.within(years, 0, answer.maximum, message) or readings.Read(value)


def _years(words: Sequence[str], found: Sequence[quantities.Quantity]) -> list[float]:
    stated = quantities.values(found, Unit.YEAR)
    if stated:
        return stated
    plain = quantities.values(found, None)
    return plain if len(words) <= number.MOST_WORDS else []


def _baby_months(words: Sequence[str], found: Sequence[quantities.Quantity]) -> float | None:
    units = {quantity.unit for quantity in found}
    if not found or not units <= set(_PER_MONTH):
        return None
    inside = {place for quantity in found for place in range(quantity.start, quantity.end + 2)}
    beside = {word for place, word in enumerate(words) if place not in inside}
    if not beside <= _BESIDE_BABY_AGE | {"meio", "meia"}:
        return None
    return sum(quantity.value * _PER_MONTH[quantity.unit] for quantity in found if quantity.unit)


def _short_years(words: Sequence[str], today: date) -> list[int]:
    """Read "nasci em 88": the last year that ends so."""
    ends = re.findall(
        r"\b(?:nasc\w+ (?:em|no ano de|no ano)|sou (?:do ano )?de) (\d\d)\b(?! ano)", " ".join(words)
    )
    return [today.year - (today.year - int(end)) % 100 for end in ends]


def _since_birth(message: str, words: Sequence[str], today: date) -> float | None:
    """Read a birth date, or a year of birth."""
    birth = calendar_words.full_date(message)
    if birth:
        had_birthday = (today.month, today.day) >= (birth.month, birth.day)
        return float(today.year - birth.year - (not had_birthday))
    years = [int(word) for word in words if _YEAR.fullmatch(word)] or _short_years(words, today)
    alone = len(words) == 1 or _BORN.search(" ".join(words))
    return float(today.year - years[0]) if len(years) == 1 and alone else None
