"""In which order, and how often, is the listener told of a room's messages?

Pure: the time is an argument, in seconds of any clock that does not go back.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from rocketchat_bridge import documents

#: Messages of one room that are remembered, to know a second sight of them. One that is published again after so many
#: others is told again; the listener knows its id.
REMEMBERED = 500


@dataclass(slots=True, kw_only=True)
class _Seen:
    sent_at: datetime
    edited_at: datetime | None
    deleted: bool = False


class Inbox:
    """One room's messages, each handed out once and in the order they were sent; of the same moment, as they arrived.

    A message waits `settle` seconds, so that an older one which the server published later still goes first. One that
    comes later than that is handed out all the same.
    """

    def __init__(self, *, settle: float, remembered: int = REMEMBERED) -> None:
        self._settle = settle
        self._remembered = remembered
        self._seen: dict[documents.MessageId, _Seen] = {}
        self._waiting: dict[documents.MessageId, documents.Message] = {}
        self._by_age: list[tuple[datetime, int, documents.MessageId]] = []
        self._arrivals = itertools.count()
        self._by_arrival: deque[tuple[float, documents.MessageId]] = deque()

    def offer(self, message: documents.Message, *, at: float) -> bool:
        """Take a message in, or a second sight of one; true when it is an edit of a message handed out before."""
        seen = self._seen.get(message.id)
        if seen is None:
            self._remember(message)
            self._waiting[message.id] = message
            heapq.heappush(self._by_age, (message.sent_at, next(self._arrivals), message.id))
            self._by_arrival.append((at, message.id))
            return False
        if message.edited_at is None or message.edited_at == seen.edited_at or seen.deleted:
            return False
        seen.edited_at = message.edited_at
        if message.id in self._waiting:
            self._waiting[message.id] = message
            return False
        return True

    def withdraw(self, message_id: documents.MessageId) -> bool:
        """Take a deleted message out; true when the listener is to be told: it was handed out before, or is not known."""
        seen = self._seen.get(message_id)
        if seen is None:
            return True
        if seen.deleted:
            return False
        seen.deleted = True
        return self._waiting.pop(message_id, None) is None

    def sent_at(self, message_id: documents.MessageId) -> datetime | None:
        """When a remembered message was sent."""
        seen = self._seen.get(message_id)
        return seen.sent_at if seen else None

    def next_due(self) -> float | None:
        """When the next message may be taken; None when nothing waits."""
        while self._by_arrival and self._by_arrival[0][1] not in self._waiting:
            self._by_arrival.popleft()
        return self._by_arrival[0][0] + self._settle if self._by_arrival else None

    def take(self, *, at: float) -> documents.Message | None:
        """Hand out the oldest message if any has waited long enough."""
        due = self.next_due()
        if due is None or due > at:
            return None
        while True:
            message = self._waiting.pop(heapq.heappop(self._by_age)[2], None)
            if message is not None:
                return message

    def _remember(self, message: documents.Message) -> None:
        self._seen[message.id] = _Seen(sent_at=message.sent_at, edited_at=message.edited_at)
        while len(self._seen) > self._remembered:
            oldest = next(iter(self._seen))
            if oldest in self._waiting:
                return
            del self._seen[oldest]
