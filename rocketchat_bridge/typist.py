"""When does a room's other side see that the bot is typing?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rocketchat_bridge import documents

#: Seconds of thinking before it shows, so that a quick answer costs nothing.
SHOWN_AFTER = 0.1
#: Seconds after which it is shown again; clients forget it after 15.
REPEATED_AFTER = 10.0
#: Repetitions before we stop pretending.
REPETITIONS = 5


class Typist:
    """Shows "typing…" in rooms whose answer is slow; best effort."""

    def __init__(self, show: Callable[[documents.RoomId, bool], bool]) -> None:
        #: Tells the server; false when it could not be told.
        self._show = show
        self._timers: dict[documents.RoomId, asyncio.TimerHandle] = {}
        self._shown: set[documents.RoomId] = set()

    def thinking(self, room_id: documents.RoomId) -> None:
        """An answer is being made."""
        if room_id not in self._timers:
            self._later(room_id, SHOWN_AFTER, REPETITIONS)

    def thought(self, room_id: documents.RoomId) -> None:
        """The answer is made, or there is none: what shows stays until it is out, what does not show yet stays away."""
        self._cancel(room_id)

    def start(self, room_id: documents.RoomId) -> None:
        """Show it at once."""
        self._cancel(room_id)
        self._appear(room_id, REPETITIONS)

    def stop(self, room_id: documents.RoomId) -> None:
        """The answer is out."""
        self._cancel(room_id)
        if room_id in self._shown:
            self._shown.discard(room_id)
            self._show(room_id, False)

    def forget(self, room_id: documents.RoomId) -> None:
        """The room is somebody else's: tell nothing there."""
        self._cancel(room_id)
        self._shown.discard(room_id)

    def forget_all(self) -> None:
        """Nobody listens any more."""
        for room_id in list(self._timers):
            self._cancel(room_id)
        self._shown.clear()

    def _appear(self, room_id: documents.RoomId, repetitions: int) -> None:
        self._timers.pop(room_id, None)
        if self._show(room_id, True):
            self._shown.add(room_id)
        if repetitions:
            self._later(room_id, REPEATED_AFTER, repetitions - 1)

    def _later(self, room_id: documents.RoomId, seconds: float, repetitions: int) -> None:
        loop = asyncio.get_running_loop()
        self._timers[room_id] = loop.call_later(seconds, self._appear, room_id, repetitions)

    def _cancel(self, room_id: documents.RoomId) -> None:
        timer = self._timers.pop(room_id, None)
        if timer is not None:
            timer.cancel()
