"""Which users are members of which rooms?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sandbox.world import events

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sandbox.world.documents import Document
    from sandbox.world.model import World

_NOBODY: dict[str, Document] = {}


class Subscriptions:
    """Memberships by room and by user, and the tombstones of ended ones."""

    def __init__(self) -> None:
        self._by_room: dict[str, dict[str, Document]] = {}
        self._by_user: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        self._removed: defaultdict[str, list[Document]] = defaultdict(list)

    def of_room(self, room_id: str) -> dict[str, Document]:
        """Memberships of a room by user id."""
        return self._by_room.get(room_id, _NOBODY)

    def of_user(self, user_id: str) -> Iterable[Document]:
        """Memberships of a user."""
        return self._by_user[user_id].values()

    def get(self, room_id: str, user_id: str) -> Document | None:
        """One user's membership of one room."""
        return self._by_room.get(room_id, _NOBODY).get(user_id)

    def add(self, subscription: Document) -> None:
        """Store a membership."""
        room_id, user_id = subscription["rid"], subscription["u"]["_id"]
        self._by_room.setdefault(room_id, {})[user_id] = subscription
        self._by_user[user_id][room_id] = subscription

    def remove(self, subscription: Document, *, at: datetime) -> None:
        """Forget a membership, keeping its tombstone for `subscriptions.get`."""
        room_id, user_id = subscription["rid"], subscription["u"]["_id"]
        del self._by_room[room_id][user_id]
        del self._by_user[user_id][room_id]
        self._removed[user_id].append({"_id": subscription["_id"], "_deletedAt": at})

    def removed_since(self, user_id: str, since: datetime) -> list[Document]:
        """Tombstones of a user's memberships."""
        return [gone for gone in self._removed[user_id] if gone["_deletedAt"] > since]


def join(world: World, room: Document, user: Document) -> Document:
    """Make a user a member; tells its connections, and shows them the room."""
    now = world.now()
    subscription: Document = {
        "_id": world.ids.new(),
        "rid": room["_id"],
        "t": "l",
        "name": room["fname"],
        "fname": room["fname"],
        "u": {"_id": user["_id"], "username": user["username"]},
        "v": dict(room["v"]),
        "open": True,
        "alert": True,
        "unread": 1,
        "userMentions": 1,
        "groupMentions": 0,
        "ts": now,
        "ls": now,
        "lr": now,
        "_updatedAt": now,
    }
    if room.get("departmentId"):
        subscription["department"] = room["departmentId"]
    world.subscriptions.add(subscription)
    room["usersCount"] += 1
    world.emit(events.SubscriptionChanged(change=events.Change.INSERTED, subscription=subscription))
    world.emit(events.RoomChanged(change=events.Change.INSERTED, room=room, user_id=user["_id"]))
    return subscription


def leave(world: World, room: Document, subscription: Document) -> None:
    """End a membership; the server then drops the user's room subscriptions silently."""
    world.subscriptions.remove(subscription, at=world.now())
    room["usersCount"] -= 1
    gone = {"_id": subscription["_id"], "u": subscription["u"], "rid": room["_id"], "t": "l"}
    world.emit(events.SubscriptionChanged(change=events.Change.REMOVED, subscription=gone))


def note_visitor_message(world: World, room: Document) -> None:
    """Count a visitor's message as unread for every member."""
    for subscription in world.subscriptions.of_room(room["_id"]).values():
        subscription["unread"] += 1
        subscription["alert"] = True
        subscription["_updatedAt"] = room["lm"]
        world.emit(events.SubscriptionChanged(change=events.Change.UPDATED, subscription=subscription))


def mark_read(world: World, subscription: Document) -> None:
    """The user has seen the room."""
    now = world.now()
    subscription.update(unread=0, alert=False, userMentions=0, ls=now, _updatedAt=now)
    world.emit(events.SubscriptionChanged(change=events.Change.UPDATED, subscription=subscription))
