from __future__ import annotations

import asyncio

import pytest

from rocketchat_bridge import documents, lanes
from rocketchat_bridge.typist import Typist
from tests import bridge_samples as samples

OTHER = documents.RoomId("otherotherotherot")


@pytest.fixture
def diary():
    return samples.Diary()


@pytest.fixture
async def all_lanes(diary):
    made = lanes.Lanes(listener=diary, typist=Typist(lambda _room, _typing: True), settle=0.01)
    yield made
    await made.stop()


async def forwarded():
    await asyncio.sleep(0)
    return documents.Lost.forwarded


async def test_a_failing_listener_is_asked_again_and_order_is_kept(all_lanes, diary):
    """Later messages of the room wait until the failed one succeeded."""
    failures = iter([True, True, False])
    diary.at_message = lambda _room, message: (
        1 / 0 if message.text == "palavra 1" and next(failures) else None
    )
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.offer(samples.message(1))
    lane.offer(samples.message(2))
    await diary.wait_for_texts(2)
    assert diary.texts == ["palavra 1", "palavra 2"]


async def test_a_failing_room_does_not_stop_the_others(all_lanes, diary):
    """One room's listener fails for ever; another room is answered."""
    diary.at_message = lambda room, _message: 1 / 0 if room.id == samples.ROOM else None
    all_lanes.of(samples.ROOM).open(samples.room())
    all_lanes.of(samples.ROOM).offer(samples.message(1))
    all_lanes.of(OTHER).open(samples.room(id=OTHER))
    all_lanes.of(OTHER).offer(samples.message(2, room_id=OTHER))
    await diary.wait_for_texts(1)
    assert diary.texts == ["palavra 2"]


async def test_a_slow_room_does_not_hold_up_the_others(all_lanes, diary):
    """Rooms run beside each other."""
    release = asyncio.Event()
    diary.at_message = lambda room, _message: release.wait() if room.id == samples.ROOM else None
    all_lanes.of(samples.ROOM).open(samples.room())
    all_lanes.of(samples.ROOM).offer(samples.message(1))
    all_lanes.of(OTHER).open(samples.room(id=OTHER))
    all_lanes.of(OTHER).offer(samples.message(2, room_id=OTHER))
    await diary.wait_for_texts(1)
    release.set()
    await diary.wait_for_texts(2)
    assert diary.texts == ["palavra 2", "palavra 1"]


async def test_a_message_that_fails_is_given_up_when_the_room_is_lost(all_lanes, diary):
    """What was not told yet is somebody else's now; the loss is told once."""
    diary.at_message = lambda _room, _message: 1 / 0
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.offer(samples.message(1))
    lane.offer(samples.message(2))
    await diary.wait_for_entry("opened")
    lane.lose(forwarded)
    await diary.wait_for_entry("lost", "forwarded")
    assert diary.entries == [("opened", samples.ROOM), ("lost", "forwarded")]


async def test_a_room_that_returns_tells_its_loss_before_its_opening(all_lanes, diary):
    """Even when both happen while the listener is busy."""
    begun, release = asyncio.Event(), asyncio.Event()

    async def take_long(_room, _message):
        begun.set()
        await release.wait()

    diary.at_message = take_long
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.offer(samples.message(1))
    await begun.wait()
    lane.lose(forwarded)
    all_lanes.of(samples.ROOM).open(samples.room())
    all_lanes.of(samples.ROOM).offer(samples.message(2))
    release.set()
    await diary.wait_for_texts(2)
    kinds = [kind for kind, _ in diary.entries]
    assert kinds == ["opened", "message", "lost", "opened", "message"]


async def test_a_held_room_tells_older_messages_first_when_it_is_released(all_lanes, diary):
    """After a reconnect what was missed goes before what comes in now."""
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.hold()
    lane.offer(samples.message(5))
    await diary.wait_for_entry("opened")
    lane.offer(samples.message(3))
    lane.offer(samples.message(4))
    lane.release()
    await diary.wait_for_texts(3)
    assert diary.texts == ["palavra 3", "palavra 4", "palavra 5"]


async def test_a_lane_of_a_lost_room_is_forgotten(all_lanes, diary):
    """Memory does not grow with the rooms of the past."""
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.lose(forwarded)
    await diary.wait_for_entry("lost")
    await samples.eventually(lambda: all_lanes.of(samples.ROOM) is not lane)


async def test_a_deleted_message_is_told_by_its_id(all_lanes, diary):
    """Only the id is certain."""
    lane = all_lanes.of(samples.ROOM)
    lane.open(samples.room())
    lane.withdraw(documents.MessageId("from-an-earlier-life"), at=samples.OPENED)
    await diary.wait_for_entry("deleted", "from-an-earlier-life")
