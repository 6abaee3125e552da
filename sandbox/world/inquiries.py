"""Which rooms wait for somebody?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.world import events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.world.documents import Document
    from sandbox.world.model import World

_DEFAULT_WEIGHT = 99
_NO_ESTIMATE = 9_999_999


class Inquiries:
    """The queue's entries by id and by room; taken ones stay until their room is closed."""

    def __init__(self) -> None:
        self._by_id: dict[str, Document] = {}
        self._by_room: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._by_id.values())

    def get(self, inquiry_id: str) -> Document | None:
        """The entry with this id."""
        return self._by_id.get(inquiry_id)

    def of_room(self, room_id: str) -> Document | None:
        """A room's entry."""
        return self._by_room.get(room_id)

    def add(self, inquiry: Document) -> None:
        """Store an entry."""
        self._by_id[inquiry["_id"]] = self._by_room[inquiry["rid"]] = inquiry

    def remove(self, inquiry: Document) -> None:
        """Forget an entry."""
        del self._by_id[inquiry["_id"]]
        del self._by_room[inquiry["rid"]]

    def queued(self) -> list[Document]:
        """Entries that wait, oldest first."""
        return [inquiry for inquiry in self if inquiry["status"] == "queued"]


def open_for(world: World, room: Document, *, text: str = "") -> Document:
    """Put a new room into the queue."""
    now = world.now()
    inquiry: Document = {
        "_id": world.ids.new(),
        "rid": room["_id"],
        "name": room["fname"],
        "ts": now,
        "message": text,
        "status": "ready",
        "v": dict(room["v"]),
        "t": "l",
        "priorityWeight": _DEFAULT_WEIGHT,
        "estimatedWaitingTimeQueue": _NO_ESTIMATE,
        "source": room["source"],
        "_updatedAt": now,
    }
    if room.get("departmentId"):
        inquiry["department"] = room["departmentId"]
    world.inquiries.add(inquiry)
    world.emit(events.InquiryChanged(change=events.Change.INSERTED, inquiry=inquiry))
    return inquiry


def change(world: World, inquiry: Document, **fields: Any) -> None:
    """Change fields of an entry and tell the queue's observers."""
    inquiry.update(fields, _updatedAt=world.now())
    world.emit(
        events.InquiryChanged(
            change=events.Change.UPDATED, inquiry=inquiry, fields=frozenset((*fields, "_updatedAt"))
        )
    )


def end(world: World, inquiry: Document) -> None:
    """Take an entry out of the queue for good."""
    world.inquiries.remove(inquiry)
    world.emit(events.InquiryChanged(change=events.Change.REMOVED, inquiry=inquiry))
