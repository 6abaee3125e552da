"""Which rooms may a user or visitor read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World


def user_may_read(world: World, room: Document, user: Document) -> bool:
    """Members, the serving agent, those who see all rooms, and the queue's agents while it waits."""
    user_id = user["_id"]
    served_by = room.get("servedBy")
    if world.subscriptions.get(room["_id"], user_id) or (served_by and served_by["_id"] == user_id):
        return True
    if world.permissions.allows(user, "view-livechat-rooms"):
        return True
    return _waits_for(world, room, user) or _closed_and_visible(world, room, user)


def _waits_for(world: World, room: Document, user: Document) -> bool:
    inquiry = world.inquiries.of_room(room["_id"])
    if inquiry is None or inquiry["status"] != "queued":
        return False
    if not world.permissions.allows(user, "view-l-room"):
        return False
    own = world.departments.of_agent(user["_id"])
    return not own or inquiry.get("department") in own


def _closed_and_visible(world: World, room: Document, user: Document) -> bool:
    if room.get("open"):
        return False
    if world.permissions.allows(user, "view-livechat-room-closed-by-another-agent"):
        return True
    return room.get("departmentId") in world.departments.of_agent(user["_id"]) and world.permissions.allows(
        user, "view-livechat-room-closed-same-department"
    )


def readers_now(world: World, room: Document) -> set[str]:
    """Ids of the users whom a room's messages concern: members, the serving agent, a queue's agents."""
    readers = set(world.subscriptions.of_room(room["_id"]))
    if served_by := room.get("servedBy"):
        readers.add(served_by["_id"])
        return readers
    inquiry = world.inquiries.of_room(room["_id"])
    if inquiry and inquiry["status"] == "queued":
        readers.update(user["_id"] for user in world.users if _waits_for(world, room, user))
    return readers
