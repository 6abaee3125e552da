"""Rooms, messages and a listener for tests of the bridge."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import documents

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

BOT = documents.UserId("botbotbotbotbotbo")
VISITOR = "visitorvisitorvis"
TOKEN = "visitor-token-lantern"
ROOM = documents.RoomId("roomroomroomroomr")
OPENED = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def iso(moment: datetime) -> str:
    """A date as REST gives it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ejson(moment: datetime) -> dict[str, int]:
    """A date as DDP gives it."""
    return {"$date": int(moment.timestamp() * 1000)}


def room_document(**changes: Any) -> dict[str, Any]:
    """An open widget room that the bot serves, as REST gives it."""
    return {
        "_id": ROOM,
        "t": "l",
        "ts": iso(OPENED),
        "fname": "Maria das Dores",
        "v": {"_id": VISITOR, "username": "guest-7", "token": TOKEN, "status": "online"},
        "open": True,
        "source": {"type": "widget"},
        "servedBy": {"_id": BOT, "username": "bela", "ts": iso(OPENED)},
        "_updatedAt": iso(OPENED),
    } | changes


def message_document(number: int, **changes: Any) -> dict[str, Any]:
    """The visitor's message number so-and-so, sent so many seconds after the room was opened."""
    sent_at = OPENED + timedelta(seconds=number)
    return {
        "_id": f"message{number:010}",
        "rid": ROOM,
        "msg": f"palavra {number}",
        "token": TOKEN,
        "ts": iso(sent_at),
        "u": {"_id": VISITOR, "username": "guest-7", "name": "Maria das Dores"},
        "_updatedAt": iso(sent_at),
    } | changes


def room(**changes: Any) -> documents.Room:
    """An open widget room that the bot serves."""
    values: dict[str, Any] = {
        "id": ROOM,
        "visitor": documents.Visitor(
            id=documents.VisitorId(VISITOR), token=TOKEN, username="guest-7", name="Maria", phone=None
        ),
        "channel": "livechat",
        "source_type": "widget",
        "department_id": None,
        "served_by": documents.UserRef(id=BOT, username="bela"),
        "open": True,
        "opened_at": OPENED,
        "served_since": OPENED,
    }
    return documents.Room(**(values | changes))


def message(number: int, **changes: Any) -> documents.Message:
    """The visitor's message number so-and-so."""
    values: dict[str, Any] = {
        "id": documents.MessageId(f"message{number:010}"),
        "room_id": ROOM,
        "kind": documents.MessageKind.text,
        "text": f"palavra {number}",
        "sent_at": OPENED + timedelta(seconds=number),
    }
    return documents.Message(**(values | changes))


@dataclass(slots=True)
class Diary:
    """A listener that writes down what it is told, and does what the test asks at a message."""

    #: ("opened", room id), ("message", text), ("edited", text), ("deleted", message id), ("lost", why).
    entries: list[tuple[str, str]] = field(default_factory=list)
    messages: list[documents.Message] = field(default_factory=list)
    rooms: dict[documents.RoomId, documents.Room] = field(default_factory=dict)
    #: Called before a message is written down; what it raises is the listener's failure.
    at_message: Callable[[documents.Room, documents.Message], Any] | None = None
    seen: dict[documents.RoomId, datetime] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def room_opened(self, room: documents.Room) -> None:
        self.rooms[room.id] = room
        await self._write("opened", room.id)

    async def message(self, room: documents.Room, message: documents.Message) -> None:
        if self.at_message is not None:
            outcome = self.at_message(room, message)
            if asyncio.iscoroutine(outcome):
                await outcome
        self.rooms[room.id] = room
        self.messages.append(message)
        self.seen[room.id] = message.sent_at
        await self._write("message", message.text)

    async def message_changed(
        self, room: documents.Room, message: documents.Message, change: documents.Change
    ) -> None:
        about = message.text if change is documents.Change.edited else message.id
        await self._write(change.value, about)

    async def room_lost(self, room_id: documents.RoomId, why: documents.Lost) -> None:
        await self._write("lost", why.value)

    async def seen_until(self, room_id: documents.RoomId) -> datetime | None:
        return self.seen.get(room_id)

    @property
    def texts(self) -> list[str]:
        """The messages' texts in the order they were told."""
        return [text for kind, text in self.entries if kind == "message"]

    async def wait_for(self, done: Callable[[Diary], bool], *, within: float = 10.0) -> None:
        """Wait until the diary satisfies a condition."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: done(self))

    async def wait_for_entry(self, kind: str, about: str | None = None, *, within: float = 10.0) -> None:
        """Wait for an entry."""
        await self.wait_for(
            lambda diary: any(k == kind and about in {None, a} for k, a in diary.entries), within=within
        )

    async def wait_for_texts(self, count: int, *, within: float = 10.0) -> None:
        """Wait for so many messages."""
        await self.wait_for(lambda diary: len(diary.messages) >= count, within=within)

    async def _write(self, kind: str, about: str) -> None:
        self.entries.append((kind, str(about)))
        async with self.changed:
            self.changed.notify_all()


async def eventually(done: Callable[[], object], *, within: float = 10.0) -> None:
    """Wait until something has come about."""
    async with asyncio.timeout(within):
        while not done():  # ruff: ignore[async-busy-wait] -- what is awaited tells nobody
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def together() -> AsyncGenerator[Callable[[Coroutine[Any, Any, Any]], Any], None]:
    """Run what is started inside at once, and wait for all of it."""
    async with asyncio.TaskGroup() as group:
        yield group.create_task
