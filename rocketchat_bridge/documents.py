"""What do Rocket.Chat's rooms, visitors and messages look like on our side of the bridge?

The shapes follow `IRoom`, `IMessage` and `ILivechatVisitor` of @rocket.chat/core-typings 8.8; `reading` turns wire
documents into them. Names, phones, texts and visitor tokens are left out of every `repr`, so that no log can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

RoomId = NewType("RoomId", str)
MessageId = NewType("MessageId", str)
UserId = NewType("UserId", str)
VisitorId = NewType("VisitorId", str)
DepartmentId = NewType("DepartmentId", str)


class MessageKind(StrEnum):
    """What a visitor's message carries."""

    text = "text"
    image = "image"
    audio = "audio"
    video = "video"
    file = "file"
    location = "location"
    sticker = "sticker"


class Change(StrEnum):
    """What happened to a message after it was first seen."""

    edited = "edited"
    deleted = "deleted"


class Lost(StrEnum):
    """Why the bot no longer serves a room."""

    #: Somebody ended the conversation: the visitor, the bot or an agent.
    closed = "closed"
    #: Somebody else, or a queue, has the room now.
    forwarded = "forwarded"
    #: The room left the bot and the server could not be asked why.
    unknown = "unknown"


class Closer(StrEnum):
    """Who ended a conversation, as far as the server tells."""

    visitor = "visitor"
    #: A person of the team, or a bot.
    agent = "agent"
    #: Rocket.Chat itself, for inactivity.
    server = "server"
    unknown = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a room was closed."""

    #: By the server's clock; None when it does not tell.
    at: datetime | None
    by: Closer


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRef:
    """A Rocket.Chat user, as rooms mention one."""

    id: UserId
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The citizen's side of a room."""

    id: VisitorId
    #: A bearer secret: whoever has it speaks as the visitor. Never log it.
    token: str = field(repr=False)
    username: str
    #: None when the visitor gave none; Rocket.Chat's own "guest-7" is no name.
    name: str | None = field(repr=False)
    #: As the channel gave it, not normalised: "+55 85 9…".
    phone: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One omnichannel conversation as last heard of."""

    id: RoomId
    visitor: Visitor
    #: "livechat", "whatsapp", "facebook", "instagram", "telegram", "api", "sms", "email", "app" or "other".
    channel: str
    #: Rocket.Chat's `source.type`: "widget", "api", "app", "sms", "email" or "other".
    source_type: str
    department_id: DepartmentId | None
    #: None while the room waits in a queue.
    served_by: UserRef | None
    open: bool
    opened_at: datetime
    #: When the present agent got the room; None while it waits in a queue.
    served_since: datetime | None = None
    #: None while it is open.
    ended: Ended | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """What is safe to keep of a file: no address, and no name that the visitor gave it."""

    #: By which Rocket.Chat finds it; "" when not told.
    id: str
    #: "image/jpeg", as the server tells it, without parameters; "" when not told.
    media_type: str
    #: In bytes.
    size: int | None

    def __str__(self) -> str:
        """As people read it: "image/jpeg, 53211 bytes, 6vTnQk3x"."""
        size = None if self.size is None else f"{self.size} bytes"
        return ", ".join(part for part in (self.media_type, size, self.id) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of the visitor."""

    id: MessageId
    room_id: RoomId
    kind: MessageKind
    #: As typed, "" for a file without words; for a location the words of the channel, if any.
    text: str = field(repr=False)
    sent_at: datetime
    edited_at: datetime | None = None
    file_name: str | None = field(default=None, repr=False)
    file: SentFile | None = None
    #: A shared place: latitude and longitude in degrees.
    location: tuple[float, float] | None = field(default=None, repr=False)
