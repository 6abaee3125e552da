"""How does a test or benchmark play the citizen, without a browser and without the network?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.world import closing, events, files, messages, rooms, visitors

if TYPE_CHECKING:
    from sandbox.world import World
    from sandbox.world.documents import Document

_UNSEEN = frozenset(
    ("command", "uj", "ul", "livechat-started", "livechat-close", "livechat_transfer_history")
)


class Citizens:
    """Brings every room's news to the citizen who opened it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_room: dict[str, Citizen] = {}
        world.listen(self._listen)

    def arrive(self, **who: str) -> Citizen:
        """A new citizen; takes the arguments of `Citizen`."""
        return Citizen(self._world, self._by_room, **who)

    def _listen(self, event: events.Event) -> None:
        if not isinstance(event, events.MessageSaved) or not event.new:
            return
        citizen = self._by_room.get(event.room["_id"])
        if citizen is not None and "token" not in event.message and event.message.get("t") not in _UNSEEN:
            citizen.hear(event.message)


class Citizen:
    """A visitor with one conversation; what others say to it is in `heard`."""

    def __init__(
        self,
        world: World,
        by_room: dict[str, Citizen],
        *,
        name: str = "",
        phone: str = "",
        department: str = "",
        source: str = "widget",
        label: str = "",
    ) -> None:
        self._world = world
        self._by_room = by_room
        who = {"name": name, "phone": phone, "department": department}
        guest = {"token": world.ids.secret(), **{key: value for key, value in who.items() if value}}
        self.visitor: Document = visitors.register(world, guest)
        #: `room.source`: `widget`, `api`, or `app` with a label such as WhatsApp.
        self.source: Document = {"type": source, **({"label": label, "alias": label} if label else {})}
        self._room: Document | None = None
        #: Messages of bots and agents, in order.
        self.heard: list[Document] = []
        self._changed = asyncio.Event()

    def hear(self, message: Document) -> None:
        """Somebody else wrote."""
        self.heard.append(message)
        self._changed.set()

    @property
    def room(self) -> Document:
        """The conversation; LookupError before the first `write` or `open`."""
        if self._room is None:
            raise LookupError("this citizen has not written yet")
        return self._room

    def open(self) -> Document:
        """Open the conversation, or find it."""
        room, _ = rooms.find_or_open(self._world, self.visitor, source=self.source)
        self._room = room
        self._by_room[room["_id"]] = self
        return room

    def _open_room(self) -> Document:
        return self._room if self._room and self._room.get("open") else self.open()

    def write(self, text: str) -> Document:
        """Write a message; opens the conversation when there is none."""
        room = self._open_room()
        return messages.from_visitor(self._world, room, self.visitor, text)

    def send_file(self, *, name: str, kind: str, content: bytes = b"x") -> Document:
        """Send a file; `kind` is its media type."""
        room = self._open_room()
        file = files.keep(self._world, room, name=name, kind=kind, content=content)
        extra = files.message_fields(self._world, file, description="")
        return messages.from_visitor(self._world, room, self.visitor, "", extra=extra)

    def send_location(self, *, longitude: float, latitude: float) -> Document:
        """Send a place."""
        room = self._open_room()
        extra = {"location": {"type": "Point", "coordinates": [longitude, latitude]}}
        return messages.from_visitor(self._world, room, self.visitor, "", extra=extra)

    def edit(self, message: Document, text: str) -> None:
        """Change what was written."""
        messages.edit(self._world, self.room, message, text, self.visitor)

    def delete(self, message: Document) -> None:
        """Take back what was written."""
        messages.delete(self._world, self.room, message, self.visitor)

    def close(self) -> None:
        """End the conversation."""
        closing.by_visitor(self._world, self.room, self.visitor)

    async def hears(self, count: int = 1, *, within: float = 5.0) -> list[Document]:
        """Everything heard, once it is at least `count` messages; TimeoutError when they do not come."""
        async with asyncio.timeout(within):
            while len(self.heard) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.heard
