from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import answers
from bot.understanding import answers as readers
from bot.understanding import readings
from tests import answer_samples as reading

T = TypeVar("T")


#: Today is Sunday, 22 November 2026.
DAYS = {
    0: "hoje|hj|desde hoje|hoje de manhã|hoje cedo|agora|agora há pouco|começou hoje|5 horas|faz umas horas|há 3 horas|essa noite|esta manhã|começou agora|nesta madrugada|0|0 dias|ontem estava bem, hoje começou",
    1: "ontm|ontem|desde ontem|ontem à noite|ontem de tarde|onti|desd ontem|de ontem pra hoje|1 dia|um dia|1|há um dia|24 horas|dia e meio|noite passada|começou ontem|21/11|dia 21|sábado|desde sábado",
    2: "antonti|anteayer|vai fazer 3 dias amanhã|anteontem|desde anteontem|antes de ontem|2 dias|dois dias|48 horas|sexta|sexta-feira|desde sexta|sexta passada|desde a sexta feira|6ª feira|20/11/2026",
    3: "3 dias|três dias|3|tres|há 3 dias|faz 3 dias|tem 3 dias|uns 3 dias|a 3 dias|3dias|ha tres dias ja|começou faz 3 dias|febre há 3 dias|faz 3 dias, hoje piorou|treis dias|3 diaz|quinta|38,5 há 3 dias",
    6: "desde o começo da semana|segunda|desde segunda|segunda-feira|desde segunda feira|2ª feira|começou na segunda",
    7: "uma semana|1 semana|faz uma semana|há uma semana|semana passada|sete dias|domingo|desde domingo|domingo passado|umas 1 semana|dia 15|mais de uma semana|uma cemana",
    10: "10 dias|dez dias|faz 10 dias|desde o dia 12|dia 12|12/11|12/11/2026|12-11-2026|12 de novembro|desde 12 de novembro|uma semana e 3 dias|12/11/26|uma semana e meia",
    13: "segunda retrasada|desde a segunda retrasada",
    14: "2 semanas|duas semanas|faz duas semanas|quatorze dias|14 dias|semana retrasada",
    15: "15 dias|quinze dias|faz 15 dias",
    21: "desde o começo do mês|início desse mês",
    22: "31/10|dia 31|31 de outubro|dia 31 de outubro",
    30: "um mês|1 mes|faz um mês|há 1 mês|mês passado|30 dias|trinta dias",
    60: "2 meses|dois meses|60 dias",
}  # fmt: skip


@given(st.integers(1, 30))
def test_what_will_be_so_long_tomorrow_is_a_day_shorter(days: int) -> None:
    assert reading.read(answers.Duration(), f"vai fazer {days} dias amanhã") == readings.Read(days - 1)


def _table(rows: dict[T, str]) -> list[tuple[T, str]]:
    return [(value, message) for value, messages in rows.items() for message in messages.split("|")]


@pytest.mark.parametrize(("days", "message"), _table(DAYS))
def test_a_duration_is_read_in_days_until_today(days: int, message: str) -> None:
    """Counts, relative days, weekdays and dates give whole days."""
    found = reading.read(answers.Duration(), message)
    assert found == readings.Read(days)
    assert isinstance(found.value, int)


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("61 dias", "61"),
        ("3 meses", "90"),
        ("um ano", "365"),
        ("faz 2 anos", "730"),
        ("desde 12/11/2025", "375"),
        ("25/12", "332"),
        ("-3", "-3"),
        ("1000", "1000"),
    ],
)
def test_a_begin_too_long_ago_is_told(message: str, value: str) -> None:
    """A duration outside the range is refused with its days."""
    assert reading.read(answers.Duration(), message) == reading.out_of_range(value)


@pytest.mark.parametrize(
    "message",
    ["2 ou 5 dias", "3, 4 dias", "uns 2 ou 3", "ontem ou anteontem", "3 dias ou uma semana"],
)
def test_two_durations_are_asked_back(message: str) -> None:
    """Two different begins in one answer are ambiguous."""
    assert reading.read(answers.Duration(), message) == reading.AMBIGUOUS


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("2 ou 3 dias", 3),
        ("2 a 3 dias", 3),
        ("uma ou duas semanas", 14),
        ("hoje é o terceiro dia", 3),
        ("no quinto dia", 5),
    ],
)
def test_neighbouring_numbers_are_one_duration(message: str, days: int) -> None:
    """Of two neighbours the longer counts, for a day more never makes a case milder; the nth day is n days."""
    assert reading.read(answers.Duration(), message) == readings.Read(days)


@pytest.mark.parametrize(
    ("message", "days"),
    [("sexta da semana passada", 5), ("semana passada na segunda", 9), ("semana passada, terça", 8)],
)
def test_a_weekday_of_last_week_lies_in_the_week_before_this_one(message: str, days: int) -> None:
    """Weeks begin on Monday; today is a Wednesday."""
    wednesday = readers.Context(today=date(2026, 11, 18), municipalities=reading.MUNICIPALITIES)
    assert readers.read_answer(answers.Duration(), message, wednesday) == readings.Read(days)


def test_since_when_outranks_what_was_yesterday() -> None:
    """ "Faz 8 dias" is the begin, whatever else is told of yesterday."""
    said = "faz 8 dias e ontem estava quase bom"
    assert reading.read(answers.Duration(), said) == readings.Read(8)


@pytest.mark.parametrize(
    "message",
    [
        "uns dias",
        "muito tempo",
        "faz tempo",
        "amanhã",
        "?",
        "🤧",
        "sim",
        "31/02",
        "32/13",
        "febre",
        "alguns dias",
        "quantos dias fico em casa?",
        "38,5",
        "semana que vem",
    ],
)
def test_words_without_a_duration_are_not_guessed(message: str) -> None:
    """Without a number or a day there is no value."""
    assert reading.read(answers.Duration(), message) == reading.UNCLEAR


@pytest.mark.parametrize("message", ["não sei", "não lembro", "n lembro", "sei lá", "não me lembro o dia"])
def test_not_remembering_is_an_answer(message: str) -> None:
    """Not remembering the begin is stored as not known where allowed."""
    assert reading.read(answers.Duration(), message) == reading.UNKNOWN
    assert reading.read(answers.Duration(allow_unknown=False), message) == reading.UNCLEAR


@pytest.mark.parametrize(
    ("message", "days"),
    [("hoje", 0), ("dia 29", 34), ("29/02", 369), ("segunda", 1), ("terça", 7), ("31/12", 63), ("dia 5", 27)],
)
def test_dates_are_counted_over_the_ends_of_months_and_years(message: str, days: int) -> None:
    """The most recent such day is meant, whatever month or year it lies in."""
    a_tuesday = readers.Context(today=date(2025, 3, 4), municipalities=reading.MUNICIPALITIES)
    assert readers.read_answer(answers.Duration(maximum_days=400), message, a_tuesday) == readings.Read(days)
