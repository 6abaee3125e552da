"""Opening hours are read from words, asked by the clock, and told in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from config import OpeningHours, hours_reading, marked_yaml

FORTALEZA = ZoneInfo("America/Fortaleza")


def hours(text: str) -> tuple[OpeningHours, list[str]]:
    node, broken = marked_yaml.read_bytes(text.encode(), file="f.yml")
    assert node is not None
    assert not broken
    faults: list[marked_yaml.Fault] = []
    read = hours_reading.read_hours(node, time_zone=FORTALEZA, faults=faults)
    return read, [str(fault) for fault in faults]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in Fortaleza; day 6 of January 2025 is a Monday."""
    return datetime(2025, 1, day, hour, minute, tzinfo=FORTALEZA)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sempre", "todos os dias, 24 horas"),
        ("todos os dias: 24 horas", "todos os dias, 24 horas"),
        (
            "segunda a sexta: 08:00-18:00\nsábado: 08:00-12:00",
            "segunda a sexta, das 8h às 18h; sábado, das 8h às 12h",
        ),
        (
            "segunda-feira, quarta e sexta: 7h30 às 13h",
            "segunda, das 7h30 às 13h; quarta, das 7h30 às 13h; sexta, das 7h30 às 13h",
        ),
        ("sábado e domingo: 01:00-13:00", "sábado e domingo, da 1h às 13h"),
        ("sexta a segunda: 8h-24:00", "segunda, das 8h à meia-noite; sexta a domingo, das 8h à meia-noite"),
        ("terça: 08:00-12:00, 14:00–18:00", "terça, das 8h às 12h e das 14h às 18h"),
        ("todos os dias: 22:00-06:00", "todos os dias, das 22h às 6h"),
        ("{}", "fechado"),
    ],
)
def test_hours_are_read_and_told_in_portuguese(text: str, words: str) -> None:
    """What an admin writes comes back as a citizen would say it."""
    read, faults = hours(text)
    assert faults == []
    assert read.in_words() == words


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (at(6, 7, 59), False),
        (at(6, 8), True),
        (at(6, 17, 59), True),
        (at(6, 18), False),
        (at(11, 11), True),
        (at(11, 12), False),
        (at(12, 9), False),
        (datetime(2025, 1, 6, 11, 0, tzinfo=UTC), True),
        (datetime(2025, 1, 6, 10, 59, tzinfo=UTC), False),
    ],
)
def test_open_is_asked_in_the_departments_own_time(now: datetime, is_open: bool) -> None:  # ruff: ignore[boolean-type-hint-positional-argument]
    """Opening is the first minute in, closing the first minute out, whatever zone the clock is in."""
    read, _ = hours("segunda a sexta: 08:00-18:00\nsábado: 08:00-12:00")
    assert read.is_open(now) is is_open


def test_a_night_shift_reaches_into_the_next_day() -> None:
    """Hours past midnight belong to the day they began on."""
    read, _ = hours("domingo: 22:00-06:00")
    assert [read.is_open(now) for now in (at(5, 23), at(6, 5, 59), at(6, 6), at(6, 23))] == [
        True,
        True,
        False,
        False,
    ]


def test_a_naive_time_is_refused() -> None:
    """A clock without a zone is a mistake of the program, not a guess."""
    read, _ = hours("sempre")
    with pytest.raises(ValueError, match="aware"):
        read.is_open(datetime(2025, 1, 6, 8, 0))  # ruff: ignore[call-datetime-without-tzinfo]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "segnda: 08:00-12:00",
            'f.yml:1:1: não conheço o dia "segnda"; você quis dizer "segunda"? [bad-hours]',
        ),
        (
            "xyz: 08:00-12:00",
            'f.yml:1:1: não conheço o dia "xyz"; use segunda, terça … domingo, ou todos os dias',
        ),
        ("sexta: 08:00", 'f.yml:1:8: não entendi o horário "08:00"; escreva como 08:00-18:00, ou 24 horas'),
        ("sexta: 08:00-25:00", "f.yml:1:8: não entendi o horário"),
        ("sexta: 08:61-12:00", "f.yml:1:8: não entendi o horário"),
        ("sexta: 08:00-08:00", "f.yml:1:8: o horário"),
        ("sexta: [1]", "f.yml:1:8: não entendi o horário"),
        ("sexta:", "f.yml:1:7: não entendi o horário"),
        ("- sexta", "f.yml:1:1: horário: escreva"),
        ("quando der", "f.yml:1:1: horário: escreva"),
    ],
)
def test_unclear_hours_are_told_with_their_place(text: str, fault: str) -> None:
    """A day or a time that is not understood is a fault where it stands."""
    _, faults = hours(text)
    assert [told.startswith(fault) for told in faults] == [True], faults


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(6, 7, 59), at(6, 8)),
        (at(6, 8), None),
        (at(6, 12), at(6, 14)),
        (at(6, 18), at(7, 8)),
        (at(10, 18), at(13, 8)),
        (at(12, 9), at(13, 8)),
        (datetime(2025, 1, 6, 10, 59, tzinfo=UTC), at(6, 8)),
    ],
)
def test_the_next_opening_is_told_while_it_is_closed(now: datetime, opens: datetime | None) -> None:
    """The first minute that is open again, over pauses, nights and weekends; nothing while it is open."""
    read, _ = hours("segunda a sexta: 08:00-12:00, 14:00-18:00")
    assert read.next_opening(now) == opens


def test_a_single_day_a_week_opens_again_a_week_later() -> None:
    """After closing on its only day it is the same day of the next week; what never opens has no next opening."""
    weekly, _ = hours("segunda: 08:00-12:00")
    never, _ = hours("{}")
    assert weekly.next_opening(at(6, 13)) == at(13, 8)
    assert never.next_opening(at(6, 13)) is None
