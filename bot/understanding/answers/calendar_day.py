"""Which day is meant?"""

from __future__ import annotations

from datetime import date, timedelta

from bot.content import answers
from bot.understanding import readings, text
from bot.understanding.answers import calendar_words, dont_know, duration, number, questions


def read(answer: answers.Date, message: str, today: date) -> readings.Reading:
    """Read a day ("12/03/2026", "ontem", "12 de março", "há 3 dias"); a bare number is none."""
    tokens = text.tokens(message)
    if not tokens:
        return number.nothing(message)
    if questions.is_question(tokens):
        return readings.UNCLEAR
    words = [token.word for token in tokens]
    day = calendar_words.full_date(message) or _named(message, words, today)
    if day is not None:
        return _checked(answer, day, today)
    unknown = answer.allow_unknown and dont_know.is_dont_know(words)
    return readings.Unknown() if unknown else readings.UNCLEAR


def _named(message: str, words: list[str], today: date) -> date | None:
    """The one day without its year, or so many days ago."""
    days, _ = calendar_words.dates(text.fold(message), today)
    if days:
        return days[0] if len(set(days)) == 1 else None
    if len(words) == 1 and words[0].isdigit():
        return None
    ago = duration.read(answers.Duration(maximum_days=_LONGEST_AGO, allow_unknown=False), message, today)
    return today - timedelta(days=int(ago.value)) if isinstance(ago, readings.Read) else None  # type: ignore[arg-type]


def _checked(answer: answers.Date, day: date, today: date) -> readings.Reading:
    if today - timedelta(days=answer.past_days) <= day <= today + timedelta(days=answer.future_days):
        return readings.Read(day.isoformat())
    return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=f"{day:%d/%m/%Y}")


#: Days that "há 200 dias" is reckoned back at most.
_LONGEST_AGO = 3_660
