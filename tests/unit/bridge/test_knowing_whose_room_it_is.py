from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from rocketchat_bridge import documents, errors
from rocketchat_bridge.rooms import Rooms
from tests import bridge_samples as samples

LATER = samples.iso(samples.OPENED + timedelta(minutes=1))
EARLIER = samples.iso(samples.OPENED - timedelta(minutes=1))


@pytest.fixture
def rooms():
    known = Rooms()
    known.bot = samples.BOT
    known.gain(samples.room(), changed_at=samples.OPENED, quiet_until=0)
    return known


def closed(**changes):
    document = samples.room_document(closedAt=LATER, _updatedAt=LATER) | changes
    del document["open"]
    return document


def test_a_closed_room_is_lost(rooms):
    """`closedAt` without `open` is certain."""
    assert rooms.update(closed()) is documents.Lost.closed


def test_a_room_with_another_agent_is_lost(rooms):
    """Somebody else in `servedBy` is certain."""
    human = samples.room_document(servedBy={"_id": "ana", "username": "ana"}, _updatedAt=LATER)
    assert rooms.update(human) is documents.Lost.forwarded


def test_a_room_that_the_bot_got_once_more_was_lost_in_between(rooms):
    """A later moment in `servedBy`, and nobody told that somebody else had the room."""
    again = samples.room_document(
        servedBy={"_id": samples.BOT, "username": "bela", "ts": LATER}, _updatedAt=LATER
    )
    assert rooms.update(again) is documents.Lost.forwarded


def test_a_document_without_the_moment_of_service_proves_nothing(rooms):
    """Servers leave fields out of events."""
    document = samples.room_document(servedBy={"_id": samples.BOT, "username": "bela"}, _updatedAt=LATER)
    assert rooms.update(document) is None


def test_a_document_without_an_agent_proves_nothing(rooms):
    """Servers leave fields out of events; the membership tells of a return to the queue."""
    document = samples.room_document(_updatedAt=LATER)
    del document["servedBy"]
    assert rooms.update(document) is None
    assert rooms.get(samples.ROOM) is not None


def test_an_event_older_than_what_is_known_changes_nothing(rooms):
    """Events may come late: a room that returned is not lost again by its past."""
    assert rooms.update(closed(_updatedAt=EARLIER)) is None


def test_a_newer_document_is_remembered(rooms):
    """The listener sees the room as last heard of."""
    rooms.update(samples.room_document(departmentId="D2", _updatedAt=LATER))
    served = rooms.get(samples.ROOM)
    assert served is not None
    assert served.room.department_id == "D2"


async def test_an_unknown_room_is_not_served_once_the_server_was_asked(rooms):
    """At the start of the process the question waits for the first catch-up, so that no answer is given up."""
    unknown = documents.RoomId("elsewhere")
    asking = asyncio.create_task(rooms.expect(unknown))
    await asyncio.wait([asking], timeout=0.02)
    assert not asking.done()
    rooms.settled()
    with pytest.raises(errors.RoomNotServed):
        await asking


async def test_waiting_for_a_room_ends_when_the_room_is_lost(rooms):
    """A message that waits out a limit gives up at once."""
    served = rooms.get(samples.ROOM)
    assert served is not None
    waiting = asyncio.create_task(served.pause(60))
    await asyncio.sleep(0)
    rooms.lose(samples.ROOM)
    with pytest.raises(errors.RoomNotServed):
        await waiting
