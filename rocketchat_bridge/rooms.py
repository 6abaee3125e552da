"""Which rooms does the bot serve, as far as we know?

Realtime events are hints: a room is served once REST said so, and no longer at the first certain sign.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rocketchat_bridge import documents, errors, reading, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Served:
    """A room that the bot serves, until `gone`."""

    room: documents.Room
    #: When the server last changed what we know.
    changed_at: datetime | None
    #: Loop time before which the widget would forget an answer.
    quiet_until: float
    #: What was written before was said to somebody else, who had the room; None when nobody had.
    own_since: datetime | None = None
    #: What of the room's messages was heard.
    tally: tally.Tally = field(default_factory=tally.Tally)
    #: Messages of a room are sent one after the other.
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: Set when the bot no longer serves the room.
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    #: What the bot itself is doing to the room: handing it off or closing it.
    leaving: documents.Lost | None = None

    def hears(self, message: documents.Message) -> bool:
        """Whether the visitor's message is for the bot, and not for somebody who had the room before."""
        return self.own_since is None or message.sent_at >= self.own_since

    async def wait(self, seconds: float) -> None:
        """Wait, but no longer than the bot serves the room."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.gone.wait()

    async def pause(self, seconds: float) -> None:
        """Wait.

        Raises errors.RoomNotServed as soon as the room is gone.
        """
        await self.wait(seconds)
        self.check()

    def check(self) -> None:
        """Raise errors.RoomNotServed when the room is gone."""
        if self.gone.is_set():
            raise errors.RoomNotServed(self.room.id)


class Rooms:
    """The rooms that the bot serves."""

    def __init__(self) -> None:
        self._served: dict[documents.RoomId, Served] = {}
        self._known = asyncio.Event()
        self._awaited: dict[documents.RoomId, asyncio.Event] = {}
        #: The bot's own id, "" before the first login.
        self.bot = documents.UserId("")

    def __len__(self) -> int:
        return len(self._served)

    def __iter__(self) -> Iterator[Served]:
        return iter(list(self._served.values()))

    def get(self, room_id: documents.RoomId) -> Served | None:
        """The room, when the bot serves it."""
        return self._served.get(room_id)

    def settled(self) -> None:
        """From now on a room that is not here is not served; before, the server was not asked yet."""
        self._known.set()

    async def find(self, room_id: documents.RoomId) -> Served | None:
        """The room when the bot serves it; at the start of the process this waits until the server was asked."""
        if room_id not in self._served:
            await self._known.wait()
        return self._served.get(room_id)

    async def expect(self, room_id: documents.RoomId) -> Served:
        """The room.

        Raises errors.RoomNotServed.
        """
        served = await self.find(room_id)
        if served is None:
            raise errors.RoomNotServed(room_id)
        return served

    def gain(
        self,
        room: documents.Room,
        *,
        changed_at: datetime | None,
        quiet_until: float,
        own_since: datetime | None = None,
    ) -> Served:
        """The server says that the bot serves this room."""
        served = Served(room=room, changed_at=changed_at, quiet_until=quiet_until, own_since=own_since)
        self._served[room.id] = served
        if (awaited := self._awaited.get(room.id)) is not None:
            awaited.set()
        return served

    async def arrives(self, room_id: documents.RoomId, seconds: float) -> bool:
        """Wait until the bot serves this room, but no longer than so many seconds; tells whether it does."""
        awaited = self._awaited.setdefault(room_id, asyncio.Event())
        if room_id not in self._served:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await awaited.wait()
        self._awaited.pop(room_id, None)
        return room_id in self._served

    def lose(self, room_id: documents.RoomId) -> Served | None:
        """The bot no longer serves this room; None when that was known."""
        served = self._served.pop(room_id, None)
        if served is not None:
            served.gone.set()
        return served

    def owns(self, room: documents.Room) -> bool:
        """Whether this is an open room that the bot serves, by its own words."""
        return room.open and room.served_by is not None and room.served_by.id == self.bot

    def update(self, document: reading.Document) -> documents.Lost | None:
        """Take in a newer document of a served room; tells when it shows that the bot serves it no longer.

        A document without an agent is no proof: servers leave fields out, and a room that goes to a queue is also told by
        the bot's membership.
        """
        served = self._served.get(documents.RoomId(str(document.get("_id"))))
        if served is None:
            return None
        changed_at = reading.changed_at(document)
        if changed_at and served.changed_at and changed_at < served.changed_at:
            return None
        served.changed_at = changed_at or served.changed_at
        if "closedAt" in document and document.get("open") is not True:
            return documents.Lost.closed
        agent, newer = reading.user(document.get("servedBy")), reading.room(document)
        if agent is not None and (agent.id != self.bot or is_another_stint(served.room, newer)):
            return documents.Lost.forwarded
        if newer is not None and self.owns(newer):
            served.room = newer
        return None


def is_another_stint(known: documents.Room, newer: documents.Room | None) -> bool:
    """Whether the bot got the room once more: in between somebody else had it, and nobody told."""
    since = newer.served_since if newer is not None else None
    return since is not None and known.served_since is not None and since != known.served_since
