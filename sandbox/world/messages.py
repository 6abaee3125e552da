"""What was said in a room? Saving, editing, deleting and republishing messages."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.world import events, subscriptions, users, visitors
from sandbox.world.documents import picked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sandbox.world.documents import Document
    from sandbox.world.model import World

_NONE: list[Document] = []
#: Rocket.Chat keeps times in whole milliseconds.
_CLOCK_STEP = timedelta(milliseconds=1)


class Messages:
    """Messages by id, in order by room, and the tombstones of deleted ones."""

    def __init__(self) -> None:
        self._by_id: dict[str, Document] = {}
        self._by_room: dict[str, list[Document]] = {}
        self._deleted: defaultdict[str, list[Document]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, message_id: str) -> Document | None:
        """The message with this id."""
        return self._by_id.get(message_id)

    def of_room(self, room_id: str) -> Sequence[Document]:
        """A room's messages, oldest first."""
        return self._by_room.get(room_id, _NONE)

    def add(self, message: Document) -> None:
        """Store a message at the end of its room."""
        self._by_id[message["_id"]] = message
        self._by_room.setdefault(message["rid"], []).append(message)

    def remove(self, message: Document, *, at: datetime) -> None:
        """Forget a message, keeping its tombstone for `chat.syncMessages`."""
        del self._by_id[message["_id"]]
        self._by_room[message["rid"]].remove(message)
        self._deleted[message["rid"]].append({"_id": message["_id"], "_deletedAt": at})

    def remove_room(self, room_id: str) -> None:
        """Forget a room's messages without trace."""
        for message in self._by_room.pop(room_id, ()):
            del self._by_id[message["_id"]]
        self._deleted.pop(room_id, None)

    def deleted_since(self, room_id: str, since: datetime) -> list[Document]:
        """Tombstones of a room."""
        return [gone for gone in self._deleted[room_id] if gone["_deletedAt"] > since]


def _parsed(text: str) -> list[Document]:
    """The `md` field: one paragraph per line, without marks."""
    return [
        {"type": "PARAGRAPH", "value": [{"type": "PLAIN_TEXT", "value": line}]}
        if line
        else {"type": "LINE_BREAK"}
        for line in text.split("\n")
    ]


def moment(world: World, room: Document) -> datetime:
    """Now, and later than what was said before: clients put messages in order by their time."""
    before = world.messages.of_room(room["_id"])
    return max(world.now(), before[-1]["ts"] + _CLOCK_STEP) if before else world.now()


def _save(world: World, room: Document, message: Document, *, shows_as_last: bool = True) -> Document:
    now = message["ts"] = message["_updatedAt"] = moment(world, room)
    world.messages.add(message)
    room["msgs"] += 1
    room["_updatedAt"] = now
    if shows_as_last:
        room["lm"] = now
        room["lastMessage"] = message
    world.emit(events.MessageSaved(room=room, message=message, new=True))
    world.emit(events.RoomChanged(change=events.Change.UPDATED, room=room))
    return message


def from_visitor(
    world: World,
    room: Document,
    visitor: Document,
    text: str,
    *,
    message_id: str | None = None,
    extra: Document | None = None,
) -> Document:
    """Save what a visitor wrote; a known id is not saved twice."""
    if message_id and (known := world.messages.get(message_id)):
        return known
    message: Document = {
        "_id": message_id or world.ids.new(),
        "rid": room["_id"],
        "msg": text,
        "token": visitor["token"],
        "alias": visitor.get("name") or visitor["username"],
        "ts": None,
        "u": visitors.reference(visitor),
        "_updatedAt": None,
        "urls": [],
        "mentions": [],
        "channels": [],
        "md": _parsed(text) if text else [],
        **(extra or {}),
    }
    room["waitingResponse"] = True
    _save(world, room, message)
    subscriptions.note_visitor_message(world, room)
    return message


def from_user(world: World, room: Document, user: Document, fields: Document) -> Document:
    """Save what an agent or bot wrote; a known `_id` is not saved twice."""
    known = world.messages.get(fields.get("_id") or "")
    if known:
        return known
    text = fields.get("msg") or ""
    if len(text) > world.settings["Message_MaxAllowedSize"]:
        raise errors.MeteorError("error-message-size-exceeded", "Message size exceeds Message_MaxAllowedSize")
    message: Document = {
        **fields,
        "_id": fields.get("_id") or world.ids.new(),
        "rid": room["_id"],
        "msg": text,
        "ts": None,
        "u": users.reference(user),
        "_updatedAt": None,
        "urls": [],
        "mentions": [],
        "channels": [],
        "md": _parsed(text) if text else [],
    }
    room.pop("waitingResponse", None)
    room["responseBy"] = {"_id": user["_id"], "username": user["username"]}
    return _save(world, room, message)


def system(
    world: World,
    room: Document,
    kind: str,
    text: str,
    author: Document,
    *,
    shows_as_last: bool = False,
    **extra: Any,
) -> Document:
    """Save a system message (`t` is its kind) by a user or visitor."""
    message: Document = {
        "_id": world.ids.new(),
        "t": kind,
        "rid": room["_id"],
        "ts": None,
        "msg": text,
        "u": picked(author, "_id", "username", "name"),
        "groupable": False,
        "_updatedAt": None,
        **extra,
    }
    return _save(world, room, message, shows_as_last=shows_as_last)


def edit(world: World, room: Document, message: Document, text: str, editor: Document) -> Document:
    """Replace a message's text; it is published again."""
    now = world.now()
    message.update(
        msg=text,
        md=_parsed(text),
        editedAt=now,
        editedBy={"_id": editor["_id"], "username": editor["username"]},
        _updatedAt=now,
    )
    world.emit(events.MessageSaved(room=room, message=message, new=False))
    return message


def republish(world: World, room: Document, message: Document) -> None:
    """Publish a message again unchanged but for `_updatedAt`, as a URL preview or reaction causes."""
    message["_updatedAt"] = world.now()
    world.emit(events.MessageSaved(room=room, message=message, new=False))


def delete(world: World, room: Document, message: Document, by: Document) -> None:
    """Delete a message; with Message_ShowDeletedStatus it stays as an empty one of type `rm`."""
    if world.settings["Message_ShowDeletedStatus"]:
        now = world.now()
        message.update(t="rm", msg="", md=[], editedAt=now, _updatedAt=now)
        message["editedBy"] = {"_id": by["_id"], "username": by["username"]}
        message.pop("attachments", None)
        message.pop("file", None)
        world.emit(events.MessageSaved(room=room, message=message, new=False))
        return
    world.messages.remove(message, at=world.now())
    world.emit(events.MessageDeleted(room=room, message_id=message["_id"]))
