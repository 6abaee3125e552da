"""When is a department or a service open?"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

DAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """From one minute of the day up to (not including) another; past midnight the end exceeds `DAY`."""

    opens: int
    closes: int

    def covers(self, minute: int) -> bool:
        """Tell whether the minute, counted from the midnight this span's day began with, lies in it."""
        return self.opens <= minute < self.closes


#: open from midnight to midnight
WHOLE_DAY = (Span(opens=0, closes=DAY),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """A week of opening times in one time zone."""

    time_zone: ZoneInfo
    #: seven days from Monday, each with its spans in order
    week: tuple[tuple[Span, ...], ...]

    @classmethod
    def always(cls, time_zone: ZoneInfo) -> Self:
        """Every day, all day."""
        return cls(time_zone=time_zone, week=(WHOLE_DAY,) * len(DAYS))

    def is_open(self, now: datetime) -> bool:
        """Tell whether it is open at `now`, an aware datetime of any zone.

        Raises:
            ValueError: `now` is naive.
        """
        if now.tzinfo is None:
            raise ValueError("is_open needs an aware datetime")
        local = now.astimezone(self.time_zone)
        minute = local.hour * HOUR + local.minute
        today, yesterday = self.week[local.weekday()], self.week[local.weekday() - 1]
        return any(span.covers(minute) for span in today) or any(
            span.covers(minute + DAY) for span in yesterday
        )

    def next_opening(self, now: datetime) -> datetime | None:
        """Return when it opens next, in its own time zone; None while it is open, and where it never opens.

        Raises:
            ValueError: `now` is naive.
        """
        if self.is_open(now):
            return None
        local = now.astimezone(self.time_zone)
        # The eighth day is the first one again: what opens earlier on it than now.
        for ahead in range(len(DAYS) + 1):
            day = local.date() + timedelta(days=ahead)
            for span in self.week[day.weekday()]:
                opens = datetime.combine(day, time(*divmod(span.opens, HOUR)), tzinfo=self.time_zone)
                if opens > local:
                    return opens
        return None

    def in_words(self) -> str:
        """Return the week in Portuguese: "segunda a sexta, das 8h às 18h; sábado, das 8h às 12h"."""
        groups = [f"{_days_in_words(days)}, {_spans_in_words(spans)}" for days, spans in self._groups()]
        return "; ".join(groups) or "fechado"

    def _groups(self) -> list[tuple[list[int], tuple[Span, ...]]]:
        """Neighbouring days with the same hours, closed days left out."""
        groups: list[tuple[list[int], tuple[Span, ...]]] = []
        for day, spans in enumerate(self.week):
            if groups and groups[-1][1] == spans and groups[-1][0][-1] == day - 1:
                groups[-1][0].append(day)
            elif spans:
                groups.append(([day], spans))
        return groups


def _days_in_words(days: list[int]) -> str:
    if len(days) == len(DAYS):
        return "todos os dias"
    first, last = DAYS[days[0]], DAYS[days[-1]]
    if len(days) == 1:
        return first
    return f"{first} e {last}" if len(days) == 2 else f"{first} a {last}"  # ruff: ignore[magic-value-comparison]


def _spans_in_words(spans: tuple[Span, ...]) -> str:
    if spans == WHOLE_DAY:
        return "24 horas"
    return " e ".join(f"{_from(span.opens)} {_until(span.closes)}" for span in spans)


def _from(minute: int) -> str:
    return f"{_article(minute, 'da', 'das')} {_clock(minute)}"


def _until(minute: int) -> str:
    if minute == DAY:
        return "à meia-noite"
    return f"{_article(minute, 'à', 'às')} {_clock(minute)}"


def _article(minute: int, one: str, many: str) -> str:
    return one if minute % DAY // HOUR == 1 else many


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute % DAY, HOUR)
    return f"{hours}h{minutes:02d}" if minutes else f"{hours}h"
