"""Routes by which agents and bots write."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from sandbox import encoding, errors
from sandbox.rest import dates
from sandbox.rest.route import get, post
from sandbox.world import access, channels, events, messages

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_IMPERSONATION = ("alias", "avatar", "emoji")


def _writable_room(call: Call, room_id: str) -> Document:
    """The room, if the caller may write into it; a closed room is not refused, as in Rocket.Chat."""
    room = call.world.rooms.get(room_id)
    code = None
    if room is None:
        code = "error-invalid-room"
    elif not access.user_may_read(call.world, room, call.user):
        code = "error-not-allowed"
    if code is not None or room is None:
        notice = {"_id": call.world.ids.new(), "rid": room_id, "ts": call.world.now(), "msg": code}
        call.world.emit(events.UserNotice(user_id=call.user["_id"], name="message", args=[notice]))
        raise errors.PlainError(code)
    return room


def _check_impersonation(call: Call, fields: Document) -> None:
    if any(fields.get(name) for name in _IMPERSONATION) and not call.may("message-impersonate"):
        raise errors.PlainError("Not enough permission")


def _send(call: Call) -> Document:
    fields = dict(call.params["message"])
    if not fields.get("rid"):
        raise errors.PlainError("The 'rid' property on the message object is missing.")
    if "t" in fields:
        raise errors.PlainError("Cannot send system messages using 'chat.sendMessage'")
    fields.pop("ts", None)
    _check_impersonation(call, fields)
    room = _writable_room(call, fields["rid"])
    return {"message": messages.from_user(call.world, room, call.user, fields)}


def _post(call: Call) -> Document:
    targets = call.params.get("roomId") or call.params.get("channel")
    room_id = targets[0] if isinstance(targets, list) else targets
    fields: Document = {"msg": call.params.get("text") or ""}
    for name in (*_IMPERSONATION, "attachments", "tmid", "customFields"):
        if call.params.get(name):
            fields[name] = call.params[name]
    _check_impersonation(call, fields)
    if str(room_id).startswith(("#", "@")):
        said = channels.say(call.world, str(room_id), call.user, fields)
        return {"ts": encoding.milliseconds(said["ts"]), "channel": said["rid"], "message": said}
    room = _writable_room(call, str(room_id))
    message = messages.from_user(call.world, room, call.user, fields)
    return {"ts": encoding.milliseconds(message["ts"]), "channel": room["_id"], "message": message}


def _message_in_room(call: Call, message_id: str, room_id: str) -> tuple[Document, Document]:
    message = call.world.messages.get(message_id)
    room = call.world.rooms.get(room_id)
    if message is None:
        raise errors.PlainError(f'No message found with the id of "{message_id}".')
    if room is None or message["rid"] != room_id:
        raise errors.PlainError("The room id provided does not match where the message is from.")
    return room, message


def _update(call: Call) -> Document:
    room, message = _message_in_room(call, call.params["msgId"], call.params["roomId"])
    own = message["u"]["_id"] == call.user["_id"]
    if not own and not call.may("edit-message"):
        raise errors.MeteorError("error-action-not-allowed", "Message editing not allowed")
    return {"message": messages.edit(call.world, room, message, call.params["text"], call.user)}


def _delete(call: Call) -> Document:
    room, message = _message_in_room(call, call.params["msgId"], call.params["roomId"])
    own = message["u"]["_id"] == call.user["_id"]
    if not own and not call.may("force-delete-message"):
        raise errors.MeteorError("error-action-not-allowed", "Not allowed")
    messages.delete(call.world, room, message, call.user)
    return {"_id": message["_id"], "ts": encoding.milliseconds(call.world.now()), "message": message}


def _show(call: Call) -> Document:
    message = call.world.messages.get(call.params["msgId"])
    room = call.world.rooms.get(message["rid"]) if message else None
    if message is None or room is None or not access.user_may_read(call.world, room, call.user):
        raise errors.PlainError("error-not-allowed")
    return {"message": message}


def _sync(call: Call) -> Document:
    room = call.world.rooms.get(call.params["roomId"])
    if room is None or not access.user_may_read(call.world, room, call.user):
        raise errors.MeteorError("error-not-allowed", "Not allowed")
    if "type" in call.params:
        return {"result": _sync_by_cursor(call, room)}
    if "lastUpdate" not in call.params:
        raise errors.MeteorError("error-param-required", 'The required "lastUpdate" query param is missing')
    since = dates.read(call.params["lastUpdate"], "lastUpdate")
    updated = [m for m in call.world.messages.of_room(room["_id"]) if m["_updatedAt"] > since]
    deleted = call.world.messages.deleted_since(room["_id"], since)
    return {"result": {"updated": updated[::-1], "deleted": deleted}}


def _sync_by_cursor(call: Call, room: Document) -> Document:
    """The paged form: `type`, `next` (milliseconds), `count`."""
    since = dates.read(call.params.get("next") or "0", "next")
    count = int(call.params.get("count") or 50)
    if call.params["type"] == "DELETED":
        key, date = "deleted", "_deletedAt"
        found = call.world.messages.deleted_since(room["_id"], since)
    else:
        key, date = "updated", "_updatedAt"
        found = [m for m in call.world.messages.of_room(room["_id"]) if m["_updatedAt"] > since]
        found.sort(key=operator.itemgetter("_updatedAt"))
    page = found[:count]
    following = str(encoding.milliseconds(page[-1][date])) if len(found) > count else None
    return {key: page, "cursor": {"next": following, "previous": None}}


ROUTES = (
    post("chat.sendMessage", _send, schema="isChatSendMessageProps"),
    post("chat.postMessage", _post, schema="isChatPostMessageProps"),
    post("chat.update", _update, schema="isChatUpdateProps"),
    post("chat.delete", _delete, schema="isChatDeleteProps"),
    get("chat.getMessage", _show, schema="isChatGetMessageProps"),
    get("chat.syncMessages", _sync, schema="isChatSyncMessagesProps"),
)
