"""While a department is closed by its hours, whoever finds nobody online hears when the team is back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.engine import reopening
from config.opening_hours import HOUR, OpeningHours, Span
from tests.talk import START, Talk, demo_flows

FORTALEZA = ZoneInfo("America/Fortaleza")
#: A Monday, ten at night.
NOW = datetime(2025, 1, 6, 22, 0, tzinfo=FORTALEZA)


def opening(day: int, minute: int) -> OpeningHours:
    """Open for a few minutes on that day of the week, 0 is Monday."""
    week = tuple((Span(opens=minute, closes=minute + 9),) if each == day else () for each in range(7))
    return OpeningHours(time_zone=FORTALEZA, week=week)


@pytest.mark.parametrize(
    ("hours", "language", "said"),
    [
        (opening(0, 23 * HOUR), "", "A equipe volta hoje às 23h."),
        (opening(1, 8 * HOUR + 30), "", "A equipe volta amanhã às 8h30."),
        (opening(4, HOUR), "", "A equipe volta sexta à 1h."),
        (opening(5, 0), "", "A equipe volta sábado à meia-noite."),
        (opening(0, 8 * HOUR), "", "A equipe volta segunda às 8h."),
        (opening(0, 23 * HOUR), "en", "The team is back today at 23:00."),
        (opening(1, 8 * HOUR), "en-GB", "The team is back tomorrow at 8:00."),
        (opening(2, 8 * HOUR), "en", "The team is back on Wednesday at 8:00."),
        (opening(0, 23 * HOUR), "es", "El equipo vuelve hoy a las 23:00."),
        (opening(1, HOUR), "es", "El equipo vuelve mañana a la 1:00."),
        (opening(2, 8 * HOUR), "es", "El equipo vuelve el miércoles a las 8:00."),
        (opening(0, 22 * HOUR), "", ""),
        (OpeningHours.always(FORTALEZA), "", ""),
    ],
)
def test_the_day_is_said_as_people_say_it(hours: OpeningHours, language: str, said: str) -> None:
    """Today, tomorrow, or the day of the week, in the citizen's language; nothing while it is open."""
    assert reopening.sentence(hours, NOW, language) == said


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (START, "online. Eu continuo tentando chamar."),
        (START + timedelta(hours=8), "online. A equipe volta amanhã às 8h. Eu continuo tentando chamar."),
        (START + timedelta(days=4), "online. A equipe volta amanhã às 8h. Eu continuo tentando chamar."),
    ],
)
def test_who_finds_nobody_online_hears_when_the_team_is_back(now: datetime, expected: str) -> None:
    """By day nobody knows when somebody comes; at night and on Sundays the hours tell."""
    talk = Talk(demo_flows())
    talk.now = now
    talk.say_all(["oi", "sim", "quero falar com uma pessoa"])
    assert expected in talk.refuse()
