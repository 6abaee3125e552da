"""Who may subscribe to which event?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.ddp import hub
from sandbox.world import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world import World
    from sandbox.world.documents import Document


def check(world: World, stream: str, event: str, *, user: Document | None, proof: dict[str, Any]) -> None:
    """Raise MeteorError unless this person may read this event; `proof` carries a visitor's token."""
    if not event:
        raise errors.MeteorError("invalid-event-name", "Event name is empty")
    rule = _RULES.get(stream)
    if rule is None:
        raise errors.MeteorError("404", f"Subscription '{stream}' not found")
    if not rule(world, event, user, proof):
        raise errors.MeteorError("not-allowed", "")


def _room_messages(world: World, event: str, user: Document | None, proof: dict[str, Any]) -> bool:
    if event == hub.MY_MESSAGES:
        return True
    room = world.rooms.get(event)
    if room is None:
        return False
    if user is not None:
        return access.user_may_read(world, room, user)
    return bool(room.get("open")) and _is_visitor(room, proof)


def _is_visitor(room: Document, proof: dict[str, Any]) -> bool:
    token = proof.get("visitorToken") or proof.get("token")
    return token is not None and token == room["v"]["token"]


def _of_room(world: World, event: str, user: Document | None, proof: dict[str, Any]) -> bool:
    room = world.rooms.get(event.partition("/")[0])
    if room is None:
        return False
    if user is not None and access.user_may_read(world, room, user):
        return True
    return _is_visitor(room, proof)


def _of_user(_world: World, event: str, user: Document | None, _proof: dict[str, Any]) -> bool:
    return user is not None and event.partition("/")[0] == user["_id"]


def _of_queue(world: World, _event: str, user: Document | None, _proof: dict[str, Any]) -> bool:
    return user is not None and world.permissions.allows(user, "view-l-room")


def _logged_in(_world: World, _event: str, user: Document | None, _proof: dict[str, Any]) -> bool:
    return user is not None


def _everyone(_world: World, _event: str, _user: Document | None, _proof: dict[str, Any]) -> bool:
    return True


_RULES: dict[str, Callable[[World, str, Document | None, dict[str, Any]], bool]] = {
    hub.ROOM_MESSAGES: _room_messages,
    "stream-room-data": _of_room,
    "stream-notify-room": _of_room,
    "stream-livechat-room": _of_room,
    "stream-notify-user": _of_user,
    "stream-livechat-inquiry-queue-observer": _of_queue,
    "stream-notify-logged": _logged_in,
    "stream-notify-all": _everyone,
}
