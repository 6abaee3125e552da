"""When may the guard give a silent bot's conversation to people, and who is told how often?"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

import config
from bot.guard.passing_on import PassingOn, in_order
from config import DepartmentId
from rocketchat_bridge import documents
from rocketchat_bridge.left_behind import Untold, Waiting
from tests.talk import DEMO

AFTER_S = 60.0


class Rooms:
    """Rocket.Chat as the guard sees it."""

    def __init__(self) -> None:
        self.waits: list[Waiting] = []
        self.anybody = True
        self.moved: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.owed: list[Untold] = []
        self.told: list[str] = []

    def waiting(self, _bot):
        return list(self.waits)

    def pass_on(self, room_id, _bot, departments):
        if not self.anybody:
            return None
        self.moved.append(room_id)
        self.waits = [room for room in self.waits if room.room_id != room_id]
        return departments[0]

    def untold(self, _bot):
        return list(self.owed)

    def say(self, waiting, text, *, what):
        self.said.append((waiting.room_id, what))
        self.texts.append(text)
        self.owed = [room for room in self.owed if room.room_id != waiting.room_id]

    def tell_operators(self, text):
        self.told.append(text)


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def clock():
    return Clock()


def passing_on(rooms, clock, *, alone, languages=("pt-BR",)):
    @asynccontextmanager
    async def instead():
        yield lambda: alone

    return PassingOn(
        bot="bela",
        rooms=rooms,
        departments=["Urgência"],
        samu="192",
        languages=languages,
        instead=instead,
        after=timedelta(seconds=AFTER_S),
        clock=clock,
    )


def waits(room, message="m1"):
    return Waiting(
        room_id=documents.RoomId(room), unanswered=message, since=datetime(2026, 1, 1, tzinfo=UTC), after="b1"
    )


async def test_whom_a_dead_bot_left_waiting_is_passed_on_at_once(rooms, clock):
    """Nobody of the bot can speak; before it is time to act nothing is done."""
    guard = passing_on(rooms, clock, alone=True)
    rooms.waits = [waits("r1"), waits("r2")]
    await guard.look(act=False)
    assert not rooms.moved
    await guard.look(act=True)
    assert rooms.moved == ["r1", "r2"]
    assert rooms.said == [("r1", "moved"), ("r2", "moved")]
    assert len(rooms.told) == 1


async def test_where_a_bela_may_live_only_who_was_seen_waiting_all_the_time_is_passed_on(rooms, clock):
    """Another message of the same citizen is no answer; one that Bela answered begins anew."""
    guard = passing_on(rooms, clock, alone=False)
    rooms.waits = [waits("r1"), waits("r2")]
    await guard.look(act=True)
    clock.now += AFTER_S - 1
    rooms.waits = [waits("r1"), waits("r2", "m2")]
    await guard.look(act=True)
    assert not rooms.moved
    clock.now += 1
    await guard.look(act=True)
    assert rooms.moved == ["r1"]


async def test_the_time_that_a_bela_lived_in_between_does_not_count(rooms, clock):
    """She answered, and fell silent again."""
    guard = passing_on(rooms, clock, alone=False)
    rooms.waits = [waits("r1")]
    await guard.look(act=True)
    guard.forget()
    clock.now += AFTER_S
    await guard.look(act=True)
    assert not rooms.moved


async def test_operators_are_told_once_of_those_whom_nobody_takes(rooms, clock):
    """However often it is looked; and again after somebody was there."""
    guard = passing_on(rooms, clock, alone=True)
    rooms.waits, rooms.anybody = [waits("r1")], False
    with capture_logs() as entries:
        for _ in range(3):
            await guard.look(act=True)
    assert len(rooms.told) == 1
    assert [entry["event"] for entry in entries] == ["nobody_takes_rooms"]
    rooms.anybody = True
    await guard.look(act=True)
    assert "Passei para a equipe 1" in rooms.told[1]


async def test_a_bela_that_comes_up_is_not_kept_waiting_for_long(rooms, clock):
    """Rocket.Chat is slow: what is left has its turn at the next look."""
    guard = passing_on(rooms, clock, alone=True)
    rooms.waits = [waits(f"r{number}") for number in range(9)]
    slowly = rooms.pass_on

    def pass_on(*which):
        clock.now += 1
        return slowly(*which)

    rooms.pass_on = pass_on
    await guard.look(act=True)
    assert rooms.moved == ["r0", "r1", "r2"]
    await guard.look(act=True)
    assert rooms.moved == ["r0", "r1", "r2", "r3", "r4", "r5"]


async def test_what_another_guard_did_not_come_to_say_is_said_and_counted(rooms, clock):
    """At the first look that acts, though nobody waits; before it is time to act nothing is said."""
    guard = passing_on(rooms, clock, alone=True)
    rooms.owed = [Untold(room_id=documents.RoomId("r1"), department="Urgência", after="b1")]
    await guard.look(act=False)
    assert not rooms.said
    await guard.look(act=True)
    await guard.look(act=True)
    assert rooms.said == [("r1", "moved")]
    assert "(Urgência)" in rooms.texts[0]
    assert len(rooms.told) == 1


@pytest.mark.parametrize(
    ("languages", "count"), [(("pt-BR",), 0), (("pt-BR", "es"), 1), (("pt-BR", "en", "es", "ht"), 2)]
)
async def test_the_word_is_said_in_the_deployments_languages_too(rooms, clock, languages, count):
    """A line for each further one that the guard speaks, with the number to call; Portuguese first."""
    guard = passing_on(rooms, clock, alone=True, languages=languages)
    rooms.waits = [waits("r1")]
    await guard.look(act=True)
    first, *others = [part for part in rooms.texts[0].split("\n\n") if "Bela" in part]
    assert "fora do ar" in first
    assert len(others) == count
    assert all("192" in line for line in others)


def test_the_chosen_department_is_asked_first():
    """The others follow as the file lists them; two of one name are one."""
    deployment = config.load(DEMO, environment={})
    assert in_order(deployment) == ["Urgência", "Atendimento"]
    chosen = replace(deployment.watching, guard_department=DepartmentId("atendimento"))
    assert in_order(replace(deployment, watching=chosen)) == ["Atendimento", "Urgência"]
