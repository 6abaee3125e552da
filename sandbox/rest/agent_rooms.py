"""Routes by which agents and bots forward, close, join, describe and list rooms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging, room_filters
from sandbox.rest.route import get, post
from sandbox.world import access, closing, events, forwarding, messages, subscriptions
from sandbox.world.documents import field

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_SEE_ROOM = (("view-l-room",),)


def _room(call: Call, room_id: str, code: str = "error-invalid-room") -> Document:
    room = call.world.rooms.get(room_id)
    if room is None:
        raise errors.PlainError(code)
    return room


def _forward(call: Call) -> Document:
    room = _room(call, call.params["roomId"])
    forwarding.forward(
        call.world,
        room,
        call.user,
        department_id=call.params.get("departmentId"),
        user_id=call.params.get("userId"),
        comment=call.params.get("comment") or "",
    )
    return {}


def _close(call: Call) -> Document:
    room = _room(call, call.params["rid"])
    if not room.get("open"):
        raise errors.PlainError("error-room-already-closed")
    if call.params.get("forceClose"):
        _check_force(call)
    member = call.world.subscriptions.get(room["_id"], call.user["_id"])
    if member is None and not call.may("close-others-livechat-room"):
        raise errors.PlainError("error-not-authorized")
    tags = tuple(call.params.get("tags") or ())
    closing.by_user(call.world, room, call.user, comment=call.params.get("comment"), tags=tags)
    return {}


def _check_force(call: Call) -> None:
    allowed = call.world.settings["Omnichannel_allow_force_close_conversations"]
    if not allowed or not call.may("close-others-livechat-room"):
        raise errors.PlainError("error-not-authorized")


def _join(call: Call) -> Document:
    room = _room(call, call.params["roomId"])
    if not room.get("open"):
        raise errors.PlainError("room-closed")
    if not access.user_may_read(call.world, room, call.user):
        raise errors.PlainError("error-not-allowed")
    if call.world.subscriptions.get(room["_id"], call.user["_id"]) is None:
        subscriptions.join(call.world, room, call.user)
        messages.system(call.world, room, "uj", "", call.user)
    return {}


def _save_info(call: Call) -> Document:
    about, guest = call.params["roomData"], call.params["guestData"]
    room = _room(call, about["_id"])
    serves = room.get("servedBy", {}).get("_id") == call.user["_id"]
    if not serves and not call.may("save-others-livechat-room-info"):
        raise errors.MissingPermissionError
    visitor = call.world.visitors.get(guest["_id"])
    if visitor is not None:
        _describe_visitor(call, visitor, guest)
    room["topic"] = about.get("topic") or room.get("topic", "")
    if "tags" in about:
        room["tags"] = about["tags"]
    room.setdefault("livechatData", {}).update(_known_fields(call, about.get("livechatData"), "room"))
    if visitor is not None and visitor.get("name"):
        room["fname"] = visitor["name"]
    call.world.emit(events.RoomChanged(change=events.Change.UPDATED, room=room))
    if not room.get("open"):
        call.world.emit(events.Signal(type="LivechatEdit", room=room, extra={}))
    return {}


def _describe_visitor(call: Call, visitor: Document, guest: Document) -> None:
    if guest.get("name"):
        visitor["name"] = guest["name"]
    if guest.get("email"):
        visitor["visitorEmails"] = [{"address": guest["email"]}]
    if guest.get("phone"):
        visitor["phone"] = [{"phoneNumber": guest["phone"]}]
    visitor.setdefault("livechatData", {}).update(_known_fields(call, guest.get("livechatData"), "visitor"))
    call.world.visitors.store(visitor)


def _known_fields(call: Call, values: Document | None, scope: str) -> Document:
    """Values of defined fields; undefined ones are dropped silently."""
    known = {}
    for name, value in (values or {}).items():
        definition = call.world.custom_fields.get(name)
        if definition is None or definition["scope"] != scope:
            continue
        if definition.get("regexp") and not re.search(definition["regexp"], str(value)):
            raise errors.MeteorError(
                "error-invalid-custom-field-value", f"Invalid value for {definition['label']} field"
            )
        known[name] = value
    return known


def _list(call: Call) -> Document:
    wanted = call.params.get("agents") or []
    if not call.may("view-livechat-rooms") and wanted != [call.user["_id"]]:
        raise errors.MissingPermissionError("unauthorized")
    tests = room_filters.read(call.params)
    found = [room for room in _candidates(call, wanted) if all(test(room) for test in tests)]
    shown = [_with_department(call, room) for room in found]
    return paging.page(call, "rooms", shown)


def _candidates(call: Call, agents: list[str]) -> list[Document]:
    """Rooms of these agents; their open ones by membership, so that nothing else is looked at."""
    if not agents:
        return list(call.world.rooms)
    if str(call.params.get("open")).lower() == "true":
        served = (s for agent in agents for s in call.world.subscriptions.of_user(agent))
        rooms = [call.world.rooms.required(subscription["rid"]) for subscription in served]
        return [room for room in rooms if field(room, "servedBy._id") in agents]
    return [room for room in call.world.rooms if field(room, "servedBy._id") in agents]


def _with_department(call: Call, room: Document) -> Document:
    department = call.world.departments.get(room.get("departmentId") or "")
    if department is None:
        return room
    return {**room, "department": {"_id": department["_id"], "name": department["name"]}}


def _transfers(call: Call) -> Document:
    room = _room(call, call.path["rid"], "invalid-room")
    return paging.page(call, "history", forwarding.history(call.world, room))


def _messages(call: Call) -> Document:
    room = _room(call, call.path["rid"], "invalid-room")
    if not access.user_may_read(call.world, room, call.user):
        raise errors.PlainError("not-allowed")
    term = (call.params.get("searchTerm") or "").lower()
    shown = [
        message
        for message in reversed(call.world.messages.of_room(room["_id"]))
        if message.get("t") in {None, "livechat-close"} and term in message["msg"].lower()
    ]
    return paging.page(call, "messages", shown)


ROUTES = (
    post(
        "livechat/room.forward",
        _forward,
        needs=(("view-l-room", "transfer-livechat-guest"),),
        schema="isLiveChatRoomForwardProps",
    ),
    post(
        "livechat/room.closeByUser",
        _close,
        needs=(("close-livechat-room",),),
        schema="isPOSTLivechatRoomCloseByUserParams",
    ),
    get("livechat/room.join", _join, needs=_SEE_ROOM, schema="isLiveChatRoomJoinProps"),
    post("livechat/room.saveInfo", _save_info, needs=_SEE_ROOM, schema="isLiveChatRoomSaveInfoProps"),
    get(
        "livechat/rooms",
        _list,
        needs=(("view-livechat-rooms",), ("view-l-room",)),
        schema="isGETLivechatRoomsParams",
    ),
    get("livechat/transfer.history/:rid", _transfers, needs=(("view-livechat-rooms",),)),
    get("livechat/:rid/messages", _messages, needs=_SEE_ROOM, schema="isLivechatRidMessagesProps"),
)
