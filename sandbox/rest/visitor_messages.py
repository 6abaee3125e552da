"""Routes by which a visitor writes and reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import dates
from sandbox.rest.route import delete, get, post, put
from sandbox.world import messages, rooms, visitors

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_DEFAULT_LIMIT = 20


def _visitor_and_room(call: Call, room_id: str) -> tuple[Document, Document]:
    visitor = visitors.required(call.world, call.params.get("token"))
    return visitor, rooms.of_visitor(call.world, visitor, room_id)


def _check_length(call: Call, text: str) -> None:
    settings = call.world.settings
    limited = settings["Livechat_enable_message_character_limit"]
    if limited and len(text) > settings["Livechat_message_character_limit"]:
        raise errors.PlainError("message-length-exceeds-character-limit")


def _send(call: Call) -> Document:
    visitor, room = _visitor_and_room(call, call.params["rid"])
    if not room.get("open"):
        raise errors.PlainError("room-closed")
    _check_length(call, call.params["msg"])
    message = messages.from_visitor(
        call.world, room, visitor, call.params["msg"], message_id=call.params.get("_id")
    )
    return {"message": message}


def _own_message(call: Call) -> tuple[Document, Document, Document]:
    visitor, room = _visitor_and_room(call, call.params["rid"])
    message = call.world.messages.get(call.path["_id"])
    if message is None or message["rid"] != room["_id"]:
        raise errors.PlainError("invalid-message")
    return visitor, room, message


def _show(call: Call) -> Document:
    return {"message": _own_message(call)[2]}


def _edit(call: Call) -> Document:
    visitor, room, message = _own_message(call)
    return {"message": messages.edit(call.world, room, message, call.params["msg"], visitor)}


def _delete(call: Call) -> Document:
    visitor, room, message = _own_message(call)
    messages.delete(call.world, room, message, visitor)
    return {"message": {"_id": message["_id"], "ts": call.world.now()}}


def _history(call: Call) -> Document:
    if "token" not in call.params:
        raise errors.PlainError("error-token-param-not-provided")
    _, room = _visitor_and_room(call, call.path["rid"])
    found = list(reversed(call.world.messages.of_room(room["_id"])))
    if end := call.params.get("end"):
        latest = dates.read(end, "end")
        found = [message for message in found if message["ts"] < latest]
    if since := call.params.get("ls"):
        earliest = dates.read(since, "ls")
        found = [message for message in found if message["ts"] > earliest]
    if text := call.params.get("searchText"):
        found = [message for message in found if text.lower() in message["msg"].lower()]
    offset = int(call.params.get("offset") or 0)
    limit = int(call.params.get("limit") or _DEFAULT_LIMIT)
    return {"messages": found[offset : offset + limit]}


def _write_as_visitor(call: Call) -> Document:
    guest = call.params["visitor"]
    visitor = visitors.register(call.world, guest)
    room, _ = rooms.find_or_open(call.world, visitor, source={"type": "api"})
    saved = [
        messages.from_visitor(call.world, room, visitor, item["msg"]) for item in call.params["messages"]
    ]
    shown = [{"username": m["u"]["username"], "msg": m["msg"], "ts": m["ts"]} for m in saved]
    return {"messages": shown}


ROUTES = (
    post("livechat/message", _send, login=False, schema="isPOSTLivechatMessageParams"),
    get("livechat/message/:_id", _show, login=False, schema="isGETLivechatMessageIdParams"),
    put("livechat/message/:_id", _edit, login=False, schema="isPUTLivechatMessageIdParams"),
    delete("livechat/message/:_id", _delete, login=False, schema="isDELETELivechatMessageIdParams"),
    get(
        "livechat/messages.history/:rid",
        _history,
        login=False,
        schema="isGETLivechatMessagesHistoryRidParams",
    ),
    post("livechat/messages", _write_as_visitor, schema="isGETLivechatMessagesParams"),
)
