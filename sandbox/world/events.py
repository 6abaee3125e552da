"""What can happen in the world that clients or webhooks hear of?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world.documents import Document


class Change(StrEnum):
    """How a document changed."""

    INSERTED = "inserted"
    UPDATED = "updated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSaved:
    """A message is new, edited or republished."""

    room: Document
    message: Document
    #: False when the message was there before.
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted:
    """A message is gone."""

    room: Document
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionChanged:
    """A user's membership of a room began, changed or ended."""

    change: Change
    subscription: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged:
    """A room's document changed; `user_id` is given when only this user hears of it."""

    change: Change
    room: Document
    user_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryChanged:
    """A waiting entry of the queue changed."""

    change: Change
    inquiry: Document
    #: Names of the fields that changed.
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorNotice:
    """Something for the room's visitor: agentData, agentStatus, queueData."""

    room_id: str
    notice: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class UserNotice:
    """Something for one user: `message`, `departmentAgentData`, `force_logout`."""

    user_id: str
    name: str
    args: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged:
    """A user came online or went."""

    user: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A moment of a conversation for which Rocket.Chat has a webhook."""

    #: The webhook's `type`: LivechatSessionStart, LivechatSessionTaken …
    type: str
    room: Document
    #: The fields this type adds.
    extra: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineMessageLeft:
    """The widget's offline form was sent."""

    form: Document


Event = (
    MessageSaved
    | MessageDeleted
    | SubscriptionChanged
    | RoomChanged
    | InquiryChanged
    | VisitorNotice
    | UserNotice
    | PresenceChanged
    | Signal
    | OfflineMessageLeft
)
