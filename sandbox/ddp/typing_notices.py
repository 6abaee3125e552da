"""Who is typing? The old `/typing` and the new `/user-activity` are told to those who asked for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.world import access

if TYPE_CHECKING:
    from sandbox.ddp.session import Session
    from sandbox.world.documents import Document

#: Event, user name, what the person does.
FEWEST_PARAMS = 3
_STREAM = "stream-notify-room"


def relay(session: Session, event: str, name: str, activity: Any, proof: dict[str, Any]) -> None:
    """Tell a room that somebody types or stopped; what is not allowed is ignored."""
    room_id, _, kind = event.partition("/")
    room = session.gateway.world.rooms.get(room_id)
    if room is None or kind not in {"typing", "user-activity"} or not _may_type(session, room, name, proof):
        return
    types = bool(activity) if kind == "typing" else isinstance(activity, list) and "user-typing" in activity
    hub = session.gateway.hub
    extra = [proof] if proof else []
    activities = ["user-typing"] if types else []
    hub.publish(_STREAM, f"{room_id}/user-activity", [name, activities, *extra], skip=session)
    hub.publish(_STREAM, f"{room_id}/typing", [name, types, *extra], skip=session)


def _may_type(session: Session, room: Document, name: str, proof: dict[str, Any]) -> bool:
    if proof.get("token"):
        return bool(proof["token"] == room["v"]["token"])
    user = session.user
    if user is None or not access.user_may_read(session.gateway.world, room, user):
        return False
    key = "name" if session.gateway.world.settings["UI_Use_Real_Name"] else "username"
    return bool(user[key] == name)
