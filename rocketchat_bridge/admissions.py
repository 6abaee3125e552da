"""How does a room that may be the bot's become one that the bot serves?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from rocketchat_bridge import documents, errors, lookup, reading
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from rocketchat_bridge.catch_up import Missed
    from rocketchat_bridge.errands import Errands
    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.rooms import Rooms

#: A room older than this many seconds has a widget that loaded its history long ago.
NEW_ROOM = 30.0

_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class _Admission:
    """A room that is being looked at."""

    seen_first: float
    #: Messages that came meanwhile.
    backlog: list[reading.Document] = field(default_factory=list)
    #: Whether it was heard, since the server was asked, that the bot got the room or lost it; where that differs from the
    #: answer, even if it got it back meanwhile, the server is asked again.
    heard_gained: bool = False
    heard_lost: bool = False
    #: Since when the bot had the room by the last answer.
    served_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A room that the bot serves from now on, with all that was said in it so far."""

    room: documents.Room
    #: The room as the server gave it.
    document: reading.Document
    changed_at: datetime | None
    #: Loop time before which the widget would forget an answer.
    quiet_until: float
    missed: Missed
    backlog: tuple[reading.Document, ...]


class Admissions:
    """Asks the server about rooms, because events are only hints and may come before or after what they tell of."""

    def __init__(
        self,
        *,
        rest: Rest,
        known: Rooms,
        errands: Errands,
        missed: Callable[[documents.Room], Awaitable[Missed]],
        admitted: Callable[[Admitted], None],
        now: Callable[[], datetime],
        first_answer_after: float,
    ) -> None:
        self._rest = rest
        self._rooms = known
        self._errands = errands
        self._missed = missed
        self._admitted = admitted
        self._now = now
        self._first_answer_after = first_answer_after
        self._open: dict[documents.RoomId, _Admission] = {}

    def begin(self, room_id: documents.RoomId) -> asyncio.Task[None] | None:
        """Look at a room, unless the bot serves it or it is being looked at."""
        if self._rooms.get(room_id) is not None or room_id in self._open:
            return None
        admission = _Admission(seen_first=asyncio.get_running_loop().time())
        self._open[room_id] = admission
        return self._errands.start(self._look(room_id, admission))

    def hear(self, room_id: documents.RoomId, *, owned: bool) -> None:
        """An event says that the bot serves a room, or does not."""
        admission = self._open.get(room_id)
        if admission is not None:
            admission.heard_gained |= owned
            admission.heard_lost |= not owned

    def keep(self, room_id: documents.RoomId, document: reading.Document) -> None:
        """A message of a room that is being looked at."""
        if room_id in self._open:
            self._open[room_id].backlog.append(document)

    def forget(self) -> None:
        """Nothing is being looked at any more: the connection ended, and with it its errands."""
        self._open.clear()

    async def _look(self, room_id: documents.RoomId, admission: _Admission) -> None:
        try:
            while not await self._decide(room_id, admission):
                admission.heard_gained = admission.heard_lost = False
        except errors.Refused as refusal:
            _log.info("room_not_readable", room=room_id, code=refusal.code)
        finally:
            self._open.pop(room_id, None)

    async def _decide(self, room_id: documents.RoomId, admission: _Admission) -> bool:
        """Take the room in if it is the bot's; false when events and answer disagree, so that it must be asked again."""
        document = await calls.patiently(lambda: lookup.document(self._rest, room_id))
        room = reading.room(document or {})
        if document is None or room is None or not self._rooms.owns(room):
            return not admission.heard_gained
        missed = await self._missed(room)
        if admission.heard_lost or (missed.others_since and admission.served_since != room.served_since):
            # It may have been somebody else's between the two answers; who only joined in is seen there again.
            admission.served_since = room.served_since
            return False
        self._admitted(
            Admitted(
                room=room,
                document=document,
                changed_at=reading.changed_at(document),
                quiet_until=self._quiet_until(room, admission.seen_first),
                missed=missed,
                backlog=tuple(admission.backlog),
            )
        )
        return True

    def _quiet_until(self, room: documents.Room, seen_first: float) -> float:
        age = (self._now() - room.opened_at).total_seconds()
        if room.source_type != "widget" or age > NEW_ROOM:
            return 0.0
        return seen_first + self._first_answer_after
