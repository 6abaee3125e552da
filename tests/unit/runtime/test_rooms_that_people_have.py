"""Whose turn is it to be looked at, among the rooms that people have?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.runtime.peoples_rooms import LOOK_EVERY, MOST_HINTS, ROUND_EVERY, PeoplesRooms

START = datetime(2031, 5, 7, tzinfo=UTC)


def looks(rooms, listed, *, seconds, every=timedelta(milliseconds=500)):
    """What is looked at in so many seconds, where a question is asked at each of these moments."""
    looked, now = [], START
    while now < START + timedelta(seconds=seconds):
        if rooms.round_is_due(now):
            rooms.begin_round(listed, now)
        looked.append(rooms.next(now))
        now += every
    return [room for room in looked if room]


@pytest.mark.parametrize("count", [30, 3_000, 30_000])
def test_however_many_rooms_there_are_the_server_is_asked_as_often(count):
    """Twenty looks a minute, each at another room."""
    looked = looks(PeoplesRooms(), [f"sala-{n}" for n in range(count)], seconds=60)
    assert len(looked) == 60 / LOOK_EVERY.total_seconds() == 20
    assert len(set(looked)) == 20


def test_each_room_is_looked_at_before_any_is_looked_at_again():
    """Two rounds, in the same order."""
    listed = [f"sala-{n}" for n in range(25)]
    assert looks(PeoplesRooms(), listed, seconds=150) == listed * 2


def test_few_rooms_are_looked_at_no_oftener_than_once_a_round():
    """One room costs one request a minute."""
    assert looks(PeoplesRooms(), ["sala"], seconds=3 * ROUND_EVERY.total_seconds()) == ["sala"] * 3


def test_what_a_webhook_names_is_looked_at_once_and_before_its_turn():
    """In the order in which it was named, however often."""
    rooms = PeoplesRooms()
    for room in ("b", "a", "b"):
        rooms.hint(room)
    assert [rooms.hinted(), rooms.hinted(), rooms.hinted()] == ["b", "a", None]


def test_a_flood_of_webhooks_keeps_to_its_bound():
    """What goes beyond is left to the rounds."""
    rooms = PeoplesRooms()
    for number in range(MOST_HINTS + 10):
        rooms.hint(str(number))
    named = iter(rooms.hinted, None)
    assert len(list(named)) == MOST_HINTS
