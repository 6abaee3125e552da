"""Who comes back to a conversation although nobody wrote? A tick each second looks for what is due."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Final

import structlog

from bot.runtime.conversations import Conversations
from crm_sync import beginnings, errors, registry
from crm_sync.encounters import Owner
from rocketchat_bridge import bridge, documents

_log = structlog.get_logger()

_TICK: Final = 1.0
#: Conversations that are come back to at once: after an outage thousands are due, and people who write go first.
_AT_ONCE: Final = 8
#: Ticks after which the outbox is looked through once more: an earlier leader's last step may have come in after the first look,
#: by as long as the database lets a statement run.
_LATE_STEPS: Final = frozenset((3, 12))


async def keep(
    conversations: Conversations,
    *,
    registry: registry.Registry,
    bridge: bridge.Bridge,
    now: Callable[[], datetime],
) -> None:
    """Wake what is due and send what is owed, whenever Rocket.Chat can be heard; until cancelled."""
    for tick in itertools.count():
        await asyncio.sleep(_TICK)
        if bridge.status.connected_since is None:
            continue
        try:
            if tick in _LATE_STEPS:
                await conversations.look_for_debts()
            await _tick(conversations, registry, bridge, now())
        except errors.DatabaseUnavailable:
            _log.warning("waking_waits_for_database")


async def let_go(conversations: Conversations, *, registry: registry.Registry, bridge: bridge.Bridge) -> None:
    """Once Rocket.Chat is heard: rooms that went while no process lived, taken, passed on by the guard or closed."""
    while True:
        await asyncio.sleep(_TICK)
        if bridge.status.connected_since is None:
            continue
        try:
            rooms = await registry.rooms_of(Owner.BOT)
        except errors.DatabaseUnavailable:
            continue
        gone = [room_id for room_id in rooms if not bridge.serves(documents.RoomId(room_id))]
        await _some_at_once([partial(conversations.let_go, room_id) for room_id in gone])
        return


async def _tick(
    conversations: Conversations, registry: registry.Registry, bridge: bridge.Bridge, now: datetime
) -> None:
    async def wake(room_id: str) -> None:
        await conversations.wake(room_id, served=bridge.serves(documents.RoomId(room_id)))

    async def begin(planned: beginnings.Beginning) -> None:
        await conversations.begin(planned, served=bridge.serves(documents.RoomId(planned.room_id)))

    wakes = [partial(wake, room_id) for room_id in await registry.due(now)]
    begun = [partial(begin, planned) for planned in await registry.beginnings.due(now)]
    debts = map(conversations.catch_up, conversations.owing)
    await asyncio.gather(_all_at_once(debts), _some_at_once([*wakes, *begun]))


async def _all_at_once(works: Iterable[Awaitable[None]]) -> None:
    for result in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(result, BaseException):
            _log.error("waking_failed", why=type(result).__name__)


async def _some_at_once(works: Iterable[Callable[[], Awaitable[None]]]) -> None:
    turnstile = asyncio.Semaphore(_AT_ONCE)

    async def in_turn(work: Callable[[], Awaitable[None]]) -> None:
        async with turnstile:
            await work()

    await _all_at_once(map(in_turn, works))
