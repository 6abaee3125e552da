"""How many messages leave at once, and which go first? Replies before bulk, whatever waits."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


class Places:
    """A bounded number of sendings under way. A place that is free goes to a reply that waits, and only then to bulk.

    Bulk (reminders, words that nobody wrote for) never has more than `for_bulk` of the places, so that a reply does not even
    wait for bulk that is under way.
    """

    def __init__(self, *, places: int, for_bulk: int) -> None:
        """`for_bulk` is less than `places`."""
        if not 0 < for_bulk < places:
            raise ValueError(f"Of {places} places, {for_bulk} cannot be the share of bulk.")
        self._free = places
        self._free_for_bulk = for_bulk
        self._replies: deque[asyncio.Future[None]] = deque()
        self._bulk: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def place(self, *, bulk: bool) -> AsyncGenerator[None]:
        """Wait for a place, and have it for as long as the block lasts."""
        await self._take(bulk=bulk)
        try:
            yield
        finally:
            self._give_back(bulk=bulk)

    async def _take(self, *, bulk: bool) -> None:
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._bulk if bulk else self._replies
        waiting.append(granted)
        self._grant()
        try:
            await granted
        except asyncio.CancelledError:
            if not granted.cancelled():  # it came in the same moment
                self._give_back(bulk=bulk)
            raise

    def _give_back(self, *, bulk: bool) -> None:
        self._free += 1
        self._free_for_bulk += bulk
        self._grant()

    def _grant(self) -> None:
        while self._free and _grant_first(self._replies):
            self._free -= 1
        while self._free and self._free_for_bulk and _grant_first(self._bulk):
            self._free -= 1
            self._free_for_bulk -= 1


def _grant_first(waiting: deque[asyncio.Future[None]]) -> bool:
    """Let the first go who still waits; false when nobody does."""
    while waiting:
        granted = waiting.popleft()
        if not granted.done():
            granted.set_result(None)
            return True
    return False
