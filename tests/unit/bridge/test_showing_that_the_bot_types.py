from __future__ import annotations

import asyncio

import pytest

from rocketchat_bridge import allowance, typist
from tests import bridge_samples as samples


@pytest.fixture
def shown():
    return []


@pytest.fixture
def bot(shown):
    typing = typist.Typist(lambda room_id, on: shown.append((room_id, on)) is None)
    yield typing
    typing.forget_all()


async def test_a_quick_answer_shows_nothing(bot, shown):
    """No frame is spent on an answer that is out at once."""
    bot.thinking(samples.ROOM)
    bot.stop(samples.ROOM)
    await asyncio.sleep(typist.SHOWN_AFTER * 1.5)
    assert shown == []


async def test_a_slow_answer_shows_typing_until_it_is_out(bot, shown):
    """It appears after a moment and goes when the answer is out."""
    bot.thinking(samples.ROOM)
    await samples.eventually(lambda: shown == [(samples.ROOM, True)])
    bot.stop(samples.ROOM)
    assert shown == [(samples.ROOM, True), (samples.ROOM, False)]


async def test_a_room_that_is_somebody_elses_is_told_nothing(bot, shown):
    """Not even that the bot stopped typing."""
    bot.start(samples.ROOM)
    await asyncio.sleep(0)
    bot.forget(samples.ROOM)
    bot.stop(samples.ROOM)
    assert shown == [(samples.ROOM, True)]


def test_the_servers_limit_of_frames_is_never_met():
    """At most the burst and what refilled since; what is over is not shown."""
    at = [0.0]
    pace = allowance.Allowance(burst=15, per_second=1.0, clock=lambda: at[0])
    taken = 0
    for step in range(1000):
        at[0] = step / 100
        taken += pace.take()
    assert taken == 24


def test_calls_that_must_be_made_are_spread():
    """Each next one is told how long to wait."""
    pace = allowance.Allowance(burst=1, per_second=1.0, clock=lambda: 0.0)
    assert [pace.take_next() for _ in range(3)] == [0.0, 1.0, 2.0]
