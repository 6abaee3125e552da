"""How does a conversation end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.world import events, inquiries, messages, subscriptions

if TYPE_CHECKING:
    from sandbox.world.documents import Document
    from sandbox.world.model import World


def by_visitor(world: World, room: Document, visitor: Document) -> str:
    """Close as the visitor; returns the comment, which is the server's sentence."""
    comment = _visitor_comment(world)
    _close(world, room, author=visitor, closer="visitor", comment=comment, tags=())
    return comment


def by_user(
    world: World, room: Document, user: Document, *, comment: str | None, tags: tuple[str, ...] = ()
) -> None:
    """Close as an agent or bot; a comment and the department's tags may be required."""
    asks = world.settings["Livechat_request_comment_when_closing_conversation"]
    if asks and not (comment or "").strip():
        raise errors.PlainError("error-comment-is-required")
    department = world.departments.get(room.get("departmentId") or "")
    if department and department.get("requestTagBeforeClosingChat") and not tags and not room.get("tags"):
        raise errors.PlainError("error-tags-must-be-assigned-before-closing-chat")
    _close(world, room, author=user, closer="user", comment=comment or "", tags=tags)


def _visitor_comment(world: World) -> str:
    portuguese = str(world.settings["Language"]).startswith("pt")
    return "Fechado pelo visitante" if portuguese else "Closed by visitor"


def _close(
    world: World, room: Document, *, author: Document, closer: str, comment: str, tags: tuple[str, ...]
) -> None:
    now = world.now()
    del room["open"]
    room.update(
        closedAt=now,
        closer=closer,
        closedBy={"_id": author["_id"], "username": author["username"]},
        metrics={**room.get("metrics", {}), "chatDuration": (now - room["ts"]).total_seconds()},
        _updatedAt=now,
    )
    room["v"]["status"] = "offline"
    if tags:
        room["tags"] = list(dict.fromkeys((*room.get("tags", ()), *tags)))
    inquiry = world.inquiries.of_room(room["_id"])
    if inquiry:
        inquiries.end(world, inquiry)
    members = list(world.subscriptions.of_room(room["_id"]).values())
    for subscription in members:
        subscriptions.leave(world, room, subscription)
    for subscription in members:
        world.emit(
            events.RoomChanged(change=events.Change.UPDATED, room=room, user_id=subscription["u"]["_id"])
        )
    _say_closed(world, room, author, closer=closer, comment=comment)


def _say_closed(world: World, room: Document, author: Document, *, closer: str, comment: str) -> None:
    extra = {"token": author["token"]} if closer == "visitor" else {}
    messages.system(
        world,
        room,
        "livechat-close",
        comment,
        author,
        shows_as_last=True,
        transcriptRequested=False,
        **extra,
    )
    if world.settings["Livechat_enable_transcript"]:
        messages.system(world, room, "command", "promptTranscript", author)
    signal = {
        "departmentId": room.get("departmentId"),
        "servedBy": room.get("servedBy"),
        "closedAt": room["closedAt"],
        "closedBy": room["closedBy"],
        "closer": closer,
    }
    world.emit(events.Signal(type="LivechatSession", room=room, extra=signal))
