"""How does the bot hear that a visitor deleted a message?

By default the server tells it only per room (`stream-notify-room`), and it limits how fast one may subscribe; so rooms are
subscribed one after the other. What is missed meanwhile is found by the next catch-up.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rocketchat_bridge import allowance, frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from rocketchat_bridge import documents


class Deletions:
    """Subscribes to the deletions of the rooms that the bot serves."""

    def __init__(self) -> None:
        self._rooms: set[documents.RoomId] = set()
        self._new: asyncio.Queue[documents.RoomId] = asyncio.Queue()
        self._tell: Callable[[str], None] | None = None

    def watch(self, room_id: documents.RoomId) -> None:
        """Hear of this room's deletions, soon."""
        self._rooms.add(room_id)
        self._new.put_nowait(room_id)

    def leave(self, room_id: documents.RoomId) -> None:
        """Hear of them no longer."""
        self._rooms.discard(room_id)
        if self._tell is not None:
            self._tell(frames.unsubscribe(_subscription(room_id)))

    async def run(self, tell: Callable[[str], None]) -> None:
        """Subscribe on one connection, from its being ready until cancelled."""
        self._tell = tell
        self._new = asyncio.Queue()
        for room_id in self._rooms:
            self._new.put_nowait(room_id)
        pace = allowance.Allowance(burst=5, per_second=1.0)
        try:
            while True:
                room_id = await self._new.get()
                await asyncio.sleep(pace.take_next())
                if room_id in self._rooms:
                    event = f"{room_id}/deleteMessage"
                    tell(frames.subscribe(_subscription(room_id), "stream-notify-room", event))
        finally:
            self._tell = None


def _subscription(room_id: documents.RoomId) -> str:
    return f"deleted-{room_id}"
