"""Which event of the world is published on which stream, and to whom?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import encoding
from sandbox.ddp import frames, hub
from sandbox.world import access, events

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world import World

_QUEUE = "stream-livechat-inquiry-queue-observer"
_STATUS_CODES = {"offline": 0, "online": 1, "away": 2, "busy": 3}
_QUEUE_TYPES = {"inserted": "added", "updated": "changed", "removed": "removed"}
_SILENT_FIELDS = frozenset(("locked", "lockedAt", "_updatedAt"))


class Publisher:
    """Listens to the world and publishes on the streams."""

    def __init__(self, world: World, streams: hub.Hub) -> None:
        self._world = world
        self._hub = streams
        self._handlers: dict[type, Callable[[Any], None]] = {
            events.MessageSaved: self._message_saved,
            events.MessageDeleted: self._message_deleted,
            events.SubscriptionChanged: self._subscription_changed,
            events.RoomChanged: self._room_changed,
            events.InquiryChanged: self._inquiry_changed,
            events.VisitorNotice: self._visitor_notice,
            events.UserNotice: self._user_notice,
            events.PresenceChanged: self._presence_changed,
            events.Signal: self._signal,
        }

    def __call__(self, event: events.Event) -> None:
        """Publish what this event means."""
        handler = self._handlers.get(type(event))
        if handler:
            handler(event)

    def _message_saved(self, event: events.MessageSaved) -> None:
        room = event.room
        message = encoding.ddp(event.message)
        self._hub.publish_message(room["_id"], message)
        readers = access.readers_now(self._world, room)
        members = self._world.subscriptions.of_room(room["_id"])
        for user_id in list(self._hub.watching_users()):
            user = self._world.users.get(user_id)
            if user and (user_id in readers or self._world.permissions.allows(user, "view-livechat-rooms")):
                member = b"true" if user_id in members else b"false"
                args = b'[%b,{"roomParticipant":%b,"roomType":"l"}]' % (message, member)
                frame = frames.changed(hub.ROOM_MESSAGES, hub.MY_MESSAGES, args)
                self._hub.deliver_to_watchers(user_id, frame)

    def _message_deleted(self, event: events.MessageDeleted) -> None:
        name = f"{event.room['_id']}/deleteMessage"
        self._hub.publish("stream-notify-room", name, [{"_id": event.message_id}])

    def _subscription_changed(self, event: events.SubscriptionChanged) -> None:
        subscription = event.subscription
        user_id = subscription["u"]["_id"]
        name = f"{user_id}/subscriptions-changed"
        self._hub.publish("stream-notify-user", name, [event.change, subscription])
        if event.change is events.Change.REMOVED:
            self._hub.drop(hub.ROOM_MESSAGES, subscription["rid"], user_id)

    def _room_changed(self, event: events.RoomChanged) -> None:
        room = event.room
        readers = [event.user_id] if event.user_id else self._world.subscriptions.of_room(room["_id"])
        for user_id in readers:
            self._hub.publish("stream-notify-user", f"{user_id}/rooms-changed", [event.change, room])
        if event.user_id is None:
            self._hub.publish("stream-room-data", room["_id"], [room])

    def _inquiry_changed(self, event: events.InquiryChanged) -> None:
        inquiry = event.inquiry
        if event.change is events.Change.UPDATED and event.fields <= _SILENT_FIELDS:
            return
        shown = {**inquiry, "clientAction": event.change}
        self._hub.publish(_QUEUE, inquiry["_id"], [shown])
        kind = _QUEUE_TYPES[event.change]
        if event.change is events.Change.REMOVED:
            notice = {"type": kind, "_id": inquiry["_id"], "department": inquiry.get("department")}
        else:
            notice = {"type": kind, **inquiry}
        department_id = inquiry.get("department")
        if department_id:
            self._hub.publish(_QUEUE, f"department/{department_id}", [notice])
        changed_elsewhere = event.change is events.Change.UPDATED and "department" not in event.fields
        if not department_id or changed_elsewhere:
            self._hub.publish(_QUEUE, "public", [notice])

    def _visitor_notice(self, event: events.VisitorNotice) -> None:
        self._hub.publish("stream-livechat-room", event.room_id, [event.notice])

    def _user_notice(self, event: events.UserNotice) -> None:
        self._hub.publish("stream-notify-user", f"{event.user_id}/{event.name}", event.args)

    def _presence_changed(self, event: events.PresenceChanged) -> None:
        user = event.user
        status = [user["_id"], user["username"], _STATUS_CODES[user["status"]], ""]
        self._hub.publish("stream-notify-logged", "user-status", [status])

    def _signal(self, event: events.Signal) -> None:
        if event.type == "LivechatSession":
            self._hub.drop(hub.ROOM_MESSAGES, event.room["_id"], None)
