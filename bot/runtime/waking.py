"""Who comes back to a conversation although nobody wrote? A tick each second looks for what is due."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog

from bot.runtime.conversations import Conversations
from crm_sync import beginnings, errors, registry
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


async def _tick(
    conversations: Conversations, registry: registry.Registry, bridge: bridge.Bridge, now: datetime
) -> None:
    turnstile = asyncio.Semaphore(_AT_ONCE)

    async def wake(room_id: str) -> None:
        async with turnstile:
            await conversations.wake(room_id, served=bridge.serves(documents.RoomId(room_id)))

    async def begin(planned: beginnings.Beginning) -> None:
        async with turnstile:
            served = bridge.serves(documents.RoomId(planned.room_id))
            await conversations.begin(planned, served=served)

    debts = [conversations.catch_up(room_id) for room_id in conversations.owing]
    wakes = [wake(room_id) for room_id in await registry.due(now)]
    begun = [begin(planned) for planned in await registry.beginnings.due(now)]
    results = await asyncio.gather(*debts, *wakes, *begun, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            _log.error("waking_failed", why=type(result).__name__)
