"""What do the omnichannel webhooks carry?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.world import World
    from sandbox.world.documents import Document
    from sandbox.world.events import Signal

_HIDDEN = frozenset(("livechat_navigation_history", "livechat_transcript_history"))
_SHOWN = (
    "u",
    "_id",
    "msg",
    "ts",
    "rid",
    "_updatedAt",
    "editedAt",
    "blocks",
    "file",
    "attachments",
    "navigation",
)


def session(world: World, signal: Signal) -> Document:
    """A moment of a conversation, with the whole conversation."""
    shown = [m for m in world.messages.of_room(signal.room["_id"]) if m.get("t") not in _HIDDEN]
    body = _about(world, signal.room)
    return {**body, "type": signal.type, "messages": [_message(m) for m in shown], **signal.extra}


def message(world: World, room: Document, saved: Document) -> Document:
    """One message."""
    return {**_about(world, room), "type": "Message", "messages": [_message(saved)]}


def offline_message(form: Document) -> Document:
    """What the widget's offline form sent."""
    return {
        "type": "LivechatOfflineMessage",
        "sentAt": None,
        "visitor": {"name": form["name"], "email": form["email"]},
        "message": form["message"],
    }


def _about(world: World, room: Document) -> Document:
    body: Document = {
        "_id": room["_id"],
        "label": room["fname"],
        "topic": room.get("topic"),
        "createdAt": room["ts"],
        "lastMessageAt": room["lm"],
        "tags": room.get("tags", []),
        "customFields": room.get("livechatData", {}),
        "visitor": _visitor(world, room),
    }
    agent = world.users.get(room.get("servedBy", {}).get("_id", ""))
    if agent is not None:
        body["agent"] = {
            **picked(agent, "_id", "username", "name"),
            "email": agent["emails"][0]["address"] if agent["emails"] else None,
            "customFields": {},
        }
    return {**body, **picked(room, "crmData")}


def _visitor(world: World, room: Document) -> Document:
    visitor = world.visitors.get(room["v"]["_id"]) or room["v"]
    return {
        **picked(visitor, "_id", "token", "name", "username", "phone", "department", "ip"),
        "email": visitor.get("visitorEmails"),
        "customFields": visitor.get("livechatData", {}),
    }


def _message(saved: Document) -> Document:
    shown = {**picked(saved, *_SHOWN), "username": saved["u"]["username"]}
    if "token" not in saved and "t" not in saved:
        shown["agentId"] = saved["u"]["_id"]
    if saved.get("t") == "livechat-close":
        shown["closingMessage"] = True
    return shown
