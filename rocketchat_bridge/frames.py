"""Which DDP frames go over the realtime connection, and what do the server's mean?

Pure. Only `connect`, `login`, `sub` and one method are used, because Rocket.Chat 9 removes most others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from rocketchat_bridge import documents, json_text, reading

if TYPE_CHECKING:
    from collections.abc import Callable

CONNECT = '{"msg":"connect","version":"1","support":["1","pre2","pre1"]}'
PING = '{"msg":"ping"}'
Kept = TypeVar("Kept", dict[str, Any], list[Any])

#: The id of the login call.
LOGIN = "login"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The server speaks DDP with us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinged:
    """The server wants a pong with this id, if any."""

    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """These subscriptions run."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A subscription ended or never began, or a method failed."""

    id: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """The login was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePublished:
    """A message was written, or changed, or touched, in a room the bot may read."""

    document: reading.Document
    #: Whether the bot is a member of the room.
    participant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged:
    """The bot got, keeps or lost an omnichannel room."""

    #: "inserted", "updated" or "removed".
    action: str
    room_id: documents.RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged:
    """A room of the bot changed."""

    document: reading.Document


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesDeleted:
    """Messages of a room were deleted."""

    room_id: documents.RoomId
    ids: tuple[documents.MessageId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedOut:
    """The server ended the bot's login."""


Event = MessagePublished | MembershipChanged | RoomChanged | MessagesDeleted | LoggedOut
Frame = Connected | Pinged | Ready | Refused | LoggedIn | Event


def pong(id_: str | None) -> str:
    """The answer to a ping."""
    return _text({"msg": "pong"} | ({"id": id_} if id_ is not None else {}))


def login(token: str) -> str:
    """Log in with an authentication token or a personal access token."""
    return _text({"msg": "method", "method": "login", "id": LOGIN, "params": [{"resume": token}]})


def subscribe(id_: str, stream: str, event: str) -> str:
    """Ask for an event of a stream."""
    parameters = [event, {"useCollection": False, "args": []}]
    return _text({"msg": "sub", "id": id_, "name": stream, "params": parameters})


def unsubscribe(id_: str) -> str:
    """Ask no more."""
    return _text({"msg": "unsub", "id": id_})


def activity(id_: str, room_id: documents.RoomId, username: str, *, typing: bool) -> str:
    """Tell a room's other side that the bot is typing, or no longer."""
    parameters = [f"{room_id}/user-activity", username, ["user-typing"] if typing else []]
    return _text({"msg": "method", "method": "stream-notify-room", "id": id_, "params": parameters})


def read(raw: str | bytes) -> Frame | None:
    """What a frame says; None for what the bridge does not need."""
    try:
        frame = json_text.read(raw)
    except ValueError:
        return None
    kind = frame.get("msg") if isinstance(frame, dict) else None
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    return reader(frame) if reader else None


def _result(frame: dict[str, Any]) -> LoggedIn | Refused | None:
    if frame.get("error") is not None:
        return _refused(frame)
    return LoggedIn() if frame.get("id") == LOGIN else None


def _no_subscription(frame: dict[str, Any]) -> Refused | None:
    """A refusal; without an error it only confirms our own `unsub`."""
    return _refused(frame) if frame.get("error") is not None else None


def _refused(frame: dict[str, Any]) -> Refused:
    fault = frame.get("error")
    code = fault.get("error") if isinstance(fault, dict) else fault
    return Refused(id=str(frame.get("id", "")), code=str(code or frame["msg"]))


def _event(frame: dict[str, Any]) -> Event | None:
    fields = _kept(frame.get("fields"), dict) or {}
    arguments = _kept(fields.get("args"), list) or []
    name = str(fields.get("eventName") or "")
    if frame.get("collection") == "stream-room-messages":
        return _message(arguments)
    owner, _, event = name.rpartition("/")
    if event == "subscriptions-changed":
        return _membership(arguments)
    if event == "rooms-changed" and len(arguments) > 1 and isinstance(arguments[1], dict):
        return RoomChanged(document=arguments[1])
    if event == "deleteMessage":
        ids = tuple(
            each["_id"] for each in arguments if isinstance(each, dict) and isinstance(each.get("_id"), str)
        )
        return MessagesDeleted(room_id=documents.RoomId(owner), ids=ids)
    return LoggedOut() if event == "force_logout" else None


def _message(arguments: list[Any]) -> MessagePublished | None:
    if not arguments or not isinstance(arguments[0], dict):
        return None
    about = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], dict) else {}
    return MessagePublished(document=arguments[0], participant=bool(about.get("roomParticipant")))


def _membership(arguments: list[Any]) -> MembershipChanged | None:
    subscription = arguments[1] if len(arguments) > 1 else None
    if not isinstance(subscription, dict):
        return None
    if reading.system_kind(subscription) not in {None, "l"} or not isinstance(subscription.get("rid"), str):
        return None
    return MembershipChanged(action=str(arguments[0]), room_id=documents.RoomId(subscription["rid"]))


_READERS: dict[str, Callable[[dict[str, Any]], Frame | None]] = {
    "changed": _event,
    "ping": lambda frame: Pinged(id=frame.get("id")),
    "connected": lambda _: Connected(),
    "ready": lambda frame: Ready(ids=tuple(_kept(frame.get("subs"), list) or ())),
    "result": _result,
    "nosub": _no_subscription,
    "failed": _refused,
}


def _kept(value: Any, kind: type[Kept]) -> Kept | None:
    """The value where it is of this kind."""
    return value if isinstance(value, kind) else None


def _text(frame: dict[str, Any]) -> str:
    return orjson.dumps(frame).decode()
