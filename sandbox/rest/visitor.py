"""Routes of the visitor itself: registration, status, fields, pages, the offline form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest.route import Rate, delete, get, post
from sandbox.world import events, messages, rooms, users, visitors

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_MINUTE = 60_000


def _register(call: Call) -> Document:
    guest = call.params["visitor"]
    visitor = visitors.register(call.world, guest)
    for item in guest.get("customFields", ()):
        visitors.set_custom_field(call.world, visitor, **item)
    if visitor.get("name"):
        for room in call.world.rooms.of_visitor(visitor["_id"]):
            if room.get("open"):
                room["fname"] = visitor["name"]
    return {"visitor": visitor}


def _known(call: Call) -> Document:
    visitor = call.world.visitors.of_token(call.path["token"])
    if visitor is None:
        raise errors.MeteorError("invalid-token")
    return visitor


def _show(call: Call) -> Document:
    return {"visitor": _known(call)}


def _forget(call: Call) -> Document:
    visitor = _known(call)
    if call.world.rooms.open_of_visitor(visitor["_id"]):
        raise errors.MeteorError("visitor-has-open-rooms", "Cannot remove visitors with opened rooms")
    for room in list(call.world.rooms.of_visitor(visitor["_id"])):
        call.world.messages.remove_room(room["_id"])
        call.world.rooms.remove(room)
    call.world.visitors.remove(visitor)
    return {"visitor": {"_id": visitor["_id"], "ts": call.world.now()}}


def _set_status(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    visitor["status"] = call.params["status"]
    room = call.world.rooms.open_of_visitor(visitor["_id"])
    if room is not None:
        room["v"]["status"] = visitor["status"]
    return {"token": visitor["token"], "status": visitor["status"]}


def _set_field(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    field = {name: call.params[name] for name in ("key", "value", "overwrite")}
    if not visitors.set_custom_field(call.world, visitor, **field):
        raise errors.PlainError("invalid-custom-field")
    return {"field": field}


def _set_fields(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    for field in call.params["customFields"]:
        if not visitors.set_custom_field(call.world, visitor, **field):
            raise errors.PlainError("invalid-custom-field")
    return {"fields": call.params["customFields"]}


def _visit_page(call: Call) -> Document:
    page = call.params["pageInfo"]
    visitor = call.world.visitors.of_token(call.params["token"])
    room_id = call.params.get("rid")
    if visitor is None or not room_id:
        return {}
    room = rooms.of_visitor(call.world, visitor, room_id)
    text = f"{page['title']} - {page['location']['href']}"
    navigation = {"page": page, "token": visitor["token"]}
    if call.world.settings["Livechat_Visitor_navigation_as_a_message"]:
        messages.system(
            call.world, room, "livechat_navigation_history", text, users.ROCKET_CAT, navigation=navigation
        )
    return {"page": {"msg": text, "navigation": navigation}}


def _leave_message(call: Call) -> Document:
    if not call.world.settings["Livechat_display_offline_form"]:
        raise errors.MeteorError("error-offline-form-disabled", "Offline form is disabled")
    if "@" not in call.params["email"]:
        raise errors.MeteorError("error-invalid-email", "Invalid email")
    call.world.emit(events.OfflineMessageLeft(form=call.params))
    return {"message": "Livechat_offline_message_sent"}


def _transcript(call: Call) -> Document:
    visitor = visitors.required(call.world, call.params["token"])
    rooms.of_visitor(call.world, visitor, call.params["rid"])
    return {"message": "Your transcript was sent"}


ROUTES = (
    post("livechat/visitor", _register, login=False, schema="visitor", rate=Rate(calls=5, window=_MINUTE)),
    get("livechat/visitor/:token", _show, login=False, rate=Rate(calls=10, window=_MINUTE)),
    delete("livechat/visitor/:token", _forget, login=False, rate=Rate(calls=5, window=_MINUTE)),
    post("livechat/visitor.status", _set_status, login=False, schema="isLivechatVisitorStatusProps"),
    post("livechat/custom.field", _set_field, login=False, schema="isPOSTLivechatCustomFieldParams"),
    post("livechat/custom.fields", _set_fields, login=False, schema="isPOSTLivechatCustomFieldsParams"),
    post("livechat/page.visited", _visit_page, login=False, schema="isPOSTLivechatPageVisitedParams"),
    post(
        "livechat/offline.message", _leave_message, login=False, schema="isPOSTLivechatOfflineMessageParams"
    ),
    post("livechat/transcript", _transcript, login=False, schema="isPOSTLivechatTranscriptParams"),
)
