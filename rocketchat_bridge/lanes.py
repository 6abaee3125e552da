"""How are the listener's calls of one room kept in order, and apart from other rooms?"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING

import structlog

from rocketchat_bridge import back_off, documents, inbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from rocketchat_bridge.listener import Listener
    from rocketchat_bridge.typist import Typist

_log = structlog.get_logger(__name__)


class Lane:
    """One room's calls of the listener, one after the other, each repeated until it succeeds.

    A lane runs only while there is something to tell; while held, messages gather and wait.
    """

    def __init__(
        self,
        room_id: documents.RoomId,
        *,
        listener: Listener,
        settle: float,
        typist: Typist,
        idle: Callable[[], None],
    ) -> None:
        self._room_id = room_id
        self._listener = listener
        self._settle = settle
        self._typist = typist
        self._idle = idle
        self._room: documents.Room | None = None
        self._inbox = inbox.Inbox(settle=settle)
        self._notices: deque[Callable[[], Awaitable[None]]] = deque()
        self._held = False
        self._stint = 0
        self._stirred = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def open(self, room: documents.Room) -> None:
        """Begin a stint: the bot serves the room."""
        self._room = room
        self._notices.append(lambda: self._listener.room_opened(room))
        self._stir()

    def renew(self, room: documents.Room) -> None:
        """Know more of the room."""
        self._room = room

    def lose(self, why: Callable[[], Awaitable[documents.Lost]]) -> None:
        """End the stint: what was not told yet is somebody else's now; `why` is asked when the listener is told."""

        async def tell() -> None:
            await self._listener.room_lost(self._room_id, await why())

        self._room = None
        self._stint += 1
        self._inbox = inbox.Inbox(settle=self._settle)
        self._notices.append(tell)
        self._held = False
        self._stirred.set()
        self._stir()

    def offer(self, message: documents.Message, *, of_history: bool = False) -> None:
        """Take in a visitor's message, or a second sight of one; before one of the history no older one is missing."""
        waited = self._settle if of_history else 0.0
        if self._inbox.offer(message, at=asyncio.get_running_loop().time() - waited):
            self._tell_change(message, documents.Change.edited)
        self._stir()

    def amend(self, message: documents.Message) -> None:
        """Take in an edit of a message that was told long ago, maybe before this process began."""
        if self.knows(message.id):
            self.offer(message)
        else:
            self._tell_change(message, documents.Change.edited)
            self._stir()

    def knows(self, message_id: documents.MessageId) -> bool:
        """Whether this message was offered in the present stint."""
        return self._inbox.sent_at(message_id) is not None

    def withdraw(self, message_id: documents.MessageId, *, at: datetime) -> None:
        """Take in that a message was deleted, about at that time."""
        message = documents.Message(
            id=message_id,
            room_id=self._room_id,
            kind=documents.MessageKind.text,
            text="",
            sent_at=self._inbox.sent_at(message_id) or at,
        )
        if self._inbox.withdraw(message_id):
            self._tell_change(message, documents.Change.deleted)
        self._stir()

    def hold(self) -> None:
        """Let messages gather until `release`, because older ones may be on their way."""
        self._held = True

    def release(self) -> None:
        """Tell what has gathered."""
        self._held = False
        self._stir()

    async def stop(self) -> None:
        """End at once."""
        if self._timer is not None:
            self._timer.cancel()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    def _tell_change(self, message: documents.Message, change: documents.Change) -> None:
        room = self._room
        if room is not None:
            self._notices.append(lambda: self._listener.message_changed(room, message, change))

    def _stir(self) -> None:
        """Begin to work now, or when the next message has settled."""
        if self._worker is not None:
            return
        if self._notices:
            self._begin()
        elif not self._held and self._timer is None and (due := self._inbox.next_due()) is not None:
            self._timer = asyncio.get_running_loop().call_at(due, self._begin)

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while (call := self._next()) is not None:
                await self._insist(call)
        finally:
            self._worker = None
        self._stir()
        if self._room is None and self._worker is None:
            self._idle()

    def _next(self) -> Callable[[], Awaitable[None]] | None:
        if self._notices:
            return self._notices.popleft()
        room = self._room
        message = None if self._held else self._inbox.take(at=asyncio.get_running_loop().time())
        if message is None or room is None:
            return None
        return lambda: self._tell(room, message)

    async def _tell(self, room: documents.Room, message: documents.Message) -> None:
        self._typist.thinking(room.id)
        try:
            await self._listener.message(room, message)
        finally:
            self._typist.thought(room.id)

    async def _insist(self, call: Callable[[], Awaitable[None]]) -> None:
        stint = self._stint
        pauses = back_off.pauses()
        while True:
            try:
                await call()
            except Exception:  # ruff: ignore[blind-except] -- the listener's fault must not stop the room
                _log.exception("listener_failed", room=self._room_id)
            else:
                return
            await self._pause(next(pauses))
            if stint != self._stint:
                return

    async def _pause(self, seconds: float) -> None:
        self._stirred.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()


class Lanes:
    """The lane of every room that has something to tell, or is served."""

    def __init__(self, *, listener: Listener, typist: Typist, settle: float) -> None:
        self._listener = listener
        self._typist = typist
        self._settle = settle
        self._lanes: dict[documents.RoomId, Lane] = {}

    def of(self, room_id: documents.RoomId) -> Lane:
        """The room's lane."""
        lane = self._lanes.get(room_id)
        if lane is None:
            lane = self._lanes[room_id] = Lane(
                room_id,
                listener=self._listener,
                settle=self._settle,
                typist=self._typist,
                idle=lambda: self._forget(room_id),
            )
        return lane

    async def stop(self) -> None:
        """End all of them at once."""
        for lane in list(self._lanes.values()):
            await lane.stop()

    def _forget(self, room_id: documents.RoomId) -> None:
        del self._lanes[room_id]
