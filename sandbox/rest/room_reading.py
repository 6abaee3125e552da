"""Routes by which users read rooms and their memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import dates
from sandbox.rest.route import get, post
from sandbox.world import access, subscriptions

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document


def _readable(call: Call, room_id: str) -> Document:
    room = call.world.rooms.get(room_id)
    if room is None or not access.user_may_read(call.world, room, call.user):
        raise errors.MeteorError(
            "error-room-not-found",
            'The required "roomId" or "roomName" param provided does not match any channel',
        )
    return room


def _info(call: Call) -> Document:
    name = call.params.get("roomName")
    if name and f"#{name}" in call.world.channels:
        return {"room": {"_id": name, "t": "c", "name": name}}
    return {"room": _readable(call, call.params.get("roomId") or call.params.get("roomName") or "")}


def _channel_info(call: Call) -> Document:
    return {"channel": _readable(call, call.params.get("roomId") or "")}


def _own_rooms(call: Call) -> Document:
    own = call.world.subscriptions.of_user(call.user["_id"])
    return {"update": [call.world.rooms.required(s["rid"]) for s in own], "remove": []}


def _own_subscriptions(call: Call) -> Document:
    own = list(call.world.subscriptions.of_user(call.user["_id"]))
    text = call.params.get("updatedSince")
    if not text:
        return {"update": own, "remove": []}
    since = dates.read(text, "updatedSince")
    return {
        "update": [s for s in own if s["_updatedAt"] > since],
        "remove": call.world.subscriptions.removed_since(call.user["_id"], since),
    }


def _own_subscription(call: Call) -> Document:
    return {"subscription": call.world.subscriptions.get(call.params["roomId"], call.user["_id"])}


def _mark_read(call: Call) -> Document:
    room_id = call.params.get("rid") or call.params["roomId"]
    subscription = call.world.subscriptions.get(room_id, call.user["_id"])
    if subscription is None:
        raise errors.MeteorError("error-invalid-subscription", "Invalid subscription")
    subscriptions.mark_read(call.world, subscription)
    return {}


ROUTES = (
    get("rooms.info", _info, schema="isRoomsInfoProps"),
    get("channels.info", _channel_info),
    get("rooms.get", _own_rooms),
    get("subscriptions.get", _own_subscriptions, schema="isSubscriptionsGetProps"),
    get("subscriptions.getOne", _own_subscription, schema="isSubscriptionsGetOneProps"),
    post("subscriptions.read", _mark_read, schema="isSubscriptionsReadProps"),
)
