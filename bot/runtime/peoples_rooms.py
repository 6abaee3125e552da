"""Which rooms that people have were closed? Rocket.Chat does not tell Bela of them any more, so they are looked at again.

A webhook may name a room; besides, every room is looked at in its turn, slowly: one request in three seconds, however many
rooms there are. Whoever waited longest for a look is looked at next, as each round takes all rooms before the next begins.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.runtime.conversations import Conversations
from crm_sync import registry
from crm_sync.encounters import Owner
from rocketchat_bridge import bridge

#: Between two looks that nothing asked for.
LOOK_EVERY: Final = timedelta(seconds=3)
#: From the beginning of one round to that of the next.
ROUND_EVERY: Final = timedelta(minutes=1)
#: Rooms that webhooks named and that wait for a look; what goes beyond is left to the rounds.
MOST_HINTS: Final = 4_096

_TICK: Final = 1.0

_log = structlog.get_logger()


class PeoplesRooms:
    """Whose turn it is to be looked at. Holds no clock of its own."""

    def __init__(self) -> None:
        self._hinted: OrderedDict[str, None] = OrderedDict()
        self._round: deque[str] = deque()
        self._round_at: datetime | None = None
        self._looked_at: datetime | None = None

    def hint(self, room_id: str) -> None:
        """Something happened in this room."""
        if len(self._hinted) < MOST_HINTS:
            self._hinted[room_id] = None

    def round_is_due(self, now: datetime) -> bool:
        """Whether every room was looked at, and the next round may begin."""
        return not self._round and _passed(self._round_at, ROUND_EVERY, now)

    def begin_round(self, rooms: Iterable[str], now: datetime) -> None:
        """Look at these, in this order."""
        self._round, self._round_at = deque(rooms), now

    def hinted(self) -> str | None:
        """The next room that a webhook named."""
        return self._hinted.popitem(last=False)[0] if self._hinted else None

    def next(self, now: datetime) -> str | None:
        """The next room of the round, when it is time for a look."""
        if not self._round or not _passed(self._looked_at, LOOK_EVERY, now):
            return None
        self._looked_at = now
        return self._round.popleft()


def _passed(since: datetime | None, time: timedelta, now: datetime) -> bool:
    return since is None or now - since >= time


async def keep(
    rooms: PeoplesRooms,
    conversations: Conversations,
    *,
    registry: registry.Registry,
    bridge: bridge.Bridge,
    now: Callable[[], datetime],
) -> None:
    """Look at rooms that people have, one after the other, whenever Rocket.Chat can be heard; until cancelled."""
    while True:
        await asyncio.sleep(_TICK)
        if bridge.status.connected_since is None:
            continue
        try:
            await _look(rooms, conversations, registry, now)
        except Exception as error:  # ruff: ignore[blind-except] - one room must not end the looking at all others; it is logged
            _log.warning("peoples_rooms_wait", why=type(error).__name__)


async def _look(
    rooms: PeoplesRooms,
    conversations: Conversations,
    registry: registry.Registry,
    now: Callable[[], datetime],
) -> None:
    while (room_id := rooms.hinted()) is not None:
        await conversations.look_for_end(room_id)
    if rooms.round_is_due(now()):
        rooms.begin_round(await registry.rooms_of(Owner.QUEUED, Owner.HUMAN, woken=False), now())
    if (room_id := rooms.next(now())) is not None:
        await conversations.look_for_end(room_id)
