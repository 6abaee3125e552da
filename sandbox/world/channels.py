"""What was said outside of conversations: in public channels, and directly to users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.world import users

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World


class Channels:
    """Messages by place: "#general", "@chefe". Every server has the channel `general`."""

    def __init__(self) -> None:
        self._said: dict[str, list[Document]] = {"#general": []}

    def open(self, name: str) -> None:
        """Make a public channel."""
        self._said.setdefault(f"#{name}", [])

    def said(self, place: str) -> list[Document]:
        """Everything said in a place, oldest first."""
        return self._said.get(place, [])

    def keep(self, place: str, message: Document) -> None:
        """Store a message."""
        self._said.setdefault(place, []).append(message)

    def __contains__(self, place: str) -> bool:
        return place in self._said


def say(world: World, place: str, author: Document, fields: Document) -> Document:
    """Write into a public channel, which whoever writes joins, or to a user."""
    known = place in world.channels or (place.startswith("@") and world.users.named(place[1:]))
    if not known:
        raise errors.PlainError("invalid-channel")
    message: Document = {
        **fields,
        "_id": world.ids.new(),
        "rid": place,
        "ts": world.now(),
        "u": users.reference(author),
        "_updatedAt": world.now(),
    }
    world.channels.keep(place, message)
    return message
