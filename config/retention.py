"""How long is what a citizen told kept? Classes that slots name; each counts from the end of the conversation."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NewType

RetentionClass = NewType("RetentionClass", str)

_WRITTEN = re.compile(r"(?P<number>[1-9]\d{0,3}) (?P<unit>dias?|mês|meses|anos?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time by the calendar; one of the two is 0."""

    months: int = 0
    days: int = 0

    def before(self, moment: datetime) -> datetime:
        """What ended before this was kept for all of the period."""
        month = moment.year * 12 + moment.month - 1 - self.months
        year, month = month // 12, month % 12 + 1
        day = min(moment.day, calendar.monthrange(year, month)[1])
        return moment.replace(year=year, month=month, day=day) - timedelta(days=self.days)

    def in_words(self) -> str:
        """As it is written in `deployment.yml`."""
        if self.days:
            return _counted(self.days, "dia", "dias")
        years, months = divmod(self.months, 12)
        return _counted(self.months, "mês", "meses") if months else _counted(years, "ano", "anos")


#: What holds where a deployment does not say otherwise: a patient's record is kept for 20 years (Lei 13.787/2018, art. 6);
#: claims against a city hall expire after 5 (Decreto 20.910/1932, art. 1).
STANDARD: Final = {
    RetentionClass("saude"): Period(months=20 * 12),
    RetentionClass("pessoal"): Period(months=5 * 12),
}


def read(written: str) -> Period | None:
    """Return what was written, such as «20 anos», «6 meses» or «90 dias»; None for anything else."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    number = int(found["number"])
    if found["unit"].startswith("dia"):
        return Period(days=number)
    months = number * 12 if found["unit"].startswith("ano") else number
    return Period(months=months) if months <= _LONGEST_MONTHS else None


#: A hundred years: the calendar of the program begins in the year 1.
_LONGEST_MONTHS: Final = 1200


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
