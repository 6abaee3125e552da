"""Which day do a date or a word such as "ontem" mean?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.understanding import text

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago",
            "setembro set", "outubro out", "novembro nov", "dezembro dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "segunda seg 2a lunes",
            "terca ter 3a martes",
            "quarta qua 4a miercoles",
            "quinta qui 5a jueves",
            "sexta sex 6a viernes",
            "sabado sab",
            "domingo dom",
        )
    )
    for name in names.split()
}
_FULL_DATE = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d\d)(?!\d)")
_BIRTH_DATE = re.compile(
    r"\b(?:nasc\w*|sou)(?: \w+){0,3}? (?P<day>\d{1,2})(?: de | do | ?[/.-] ?)(?P<month>\d{1,2})(?: de | do | ?[/.-] ?)(?P<year>\d{4}|\d\d)\b"
)
_SHORT_DATE = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])")
_NAMED_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})o? (?:de |do )?({'|'.join(_MONTHS)})\b(?: (?:de |do )?(\d{{4}}))?"
)
_DAY_OF_MONTH = re.compile(r"\b(?:dia|dias) (\d{1,2})\b(?! de [a-z]| dias)")
_WEEKDAY = re.compile(rf"(?<![a-z\d])({'|'.join(_WEEKDAYS)})(?:[ -]?feira)?\b(?: (retrasad[ao]))?")
_ORDINAL_WEEKDAY = re.compile(r"\b([2-6])[ao°]?[ -]?feira\b")
#: Years below are written with two digits.
_CENTURY = 100
#: How many months back a day 29, 30 or 31 is looked for.
_MONTHS_BACK = 3


def full_date(message: str) -> date | None:
    """Read the one date with its year ("12/05/1950", "12 de maio de 1950"); two-digit years are not guessed."""
    folded = text.fold(message)
    found = [
        _date(year, month, day) for day, month, year in _FULL_DATE.findall(folded) if int(year) >= _CENTURY
    ]
    found += [_date(year, _MONTHS[month], day) for day, month, year in _NAMED_DATE.findall(folded) if year]
    return found[0] if len(found) == 1 else None


def birth_date(message: str, today: date) -> date | None:
    """Read "nasci dia 3 do 2 de 71", "nascida em 03/02/71": beside a birth, two digits are the last year that ends so."""
    born = _BIRTH_DATE.search(text.fold(message))
    if born is None:
        return None
    year = int(born["year"])
    if year < _CENTURY:
        year = last_year(year, today)
    return _date(year, born["month"], born["day"])


def last_year(digits: int, today: date) -> int:
    """Give the last year that ends in these two digits."""
    return today.year - (today.year - digits) % _CENTURY


def month(name: str) -> int | None:
    """Give the number of a month by its folded name."""
    return _MONTHS.get(name)


def dates(folded: str, today: date) -> tuple[list[date], str]:
    """Give the dates of a folded message, none later than today unless a year says so, and the rest of the message."""
    found: list[date | None] = []
    for pattern, reader in (
        (_FULL_DATE, _full),
        (_NAMED_DATE, _named),
        (_SHORT_DATE, _short),
        (_DAY_OF_MONTH, _day),
    ):
        found += [reader(match, today) for match in pattern.finditer(folded)]
        folded = pattern.sub(" ", folded)
    return [day for day in found if day], folded


def weekdays(folded: str, today: date) -> tuple[list[int], str]:
    """Give for each weekday named how many days ago it was last, and the rest; today's name means a week ago."""
    named = [(int(match[1]) - 2, False) for match in _ORDINAL_WEEKDAY.finditer(folded)]
    folded = _ORDINAL_WEEKDAY.sub(" ", folded)
    named += [(_WEEKDAYS[match[1]], bool(match[2])) for match in _WEEKDAY.finditer(folded)]
    ago = [
        (today.weekday() - weekday - 1) % 7 + 1 + 7 * one_before
        for weekday, one_before in dict.fromkeys(named)
    ]
    return ago, _WEEKDAY.sub(" ", folded)


def _full(match: re.Match[str], today: date) -> date | None:
    year = int(match[3])
    return _date(year if year >= _CENTURY else today.year - today.year % _CENTURY + year, match[2], match[1])


def _named(match: re.Match[str], today: date) -> date | None:
    month = _MONTHS[match[2]]
    return _date(match[3], month, match[1]) if match[3] else _latest(month, match[1], today)


def _short(match: re.Match[str], today: date) -> date | None:
    return _latest(match[2], match[1], today)


def _latest(month: str | int, day: str, today: date) -> date | None:
    """Give that day of this year, or of last year when it is still to come."""
    this_year = _date(today.year, month, day)
    return this_year if this_year and this_year <= today else _date(today.year - 1, month, day)


def _day(match: re.Match[str], today: date) -> date | None:
    """Give the most recent such day of a month."""
    first = today.replace(day=1)
    for _ in range(_MONTHS_BACK):
        found = _date(first.year, first.month, match[1])
        if found and found <= today:
            return found
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
