"""What can go wrong between us and Rocket.Chat, and what does the citizen hear of it?"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from config.errors import ToldInBoth

if TYPE_CHECKING:
    from rocketchat_bridge import documents


class CitizenWord(StrEnum):
    """What kind of word the citizen gets; the wording is content."""

    #: Nobody can answer now: say so honestly, give 192 when the case is severe, offer to wait or to leave a message.
    nobody_online = "nobody_online"
    #: The conversation is with the asked department already: say that a person will answer.
    already_there = "already_there"
    #: The conversation has ended: nothing can be said any more.
    closed = "closed"
    #: The installation is not set up for this, the operator's fault: apologise, offer 192.
    not_allowed = "not_allowed"
    #: Something passing: apologise and try again in a moment.
    try_later = "try_later"


class BridgeError(Exception):
    """Something asked of Rocket.Chat was not done."""

    citizen = CitizenWord.try_later


class Refused(BridgeError):
    """Rocket.Chat answered a call with no."""

    citizen = CitizenWord.not_allowed

    def __init__(self, route: str, status: int, code: str) -> None:
        super().__init__(f"Rocket.Chat refused {route} with {status} {code}. Run `bela check`.")
        self.route = route
        #: The HTTP status.
        self.status = status
        #: Rocket.Chat's own word, such as "error-not-allowed"; a whole sentence where it gives no word.
        self.code = code


class Unavailable(BridgeError):
    """Rocket.Chat, or the way to it, is out of order for now; it is tried again."""

    def __init__(self, route: str, why: str, *, status: int | None = None) -> None:
        super().__init__(f"Rocket.Chat could not be reached for {route}: {why}. It is tried again.")
        self.route = route
        #: The HTTP status; None when there was no answer.
        self.status = status


class RateLimited(BridgeError):
    """Rocket.Chat asks for slower calls of one route; it is called again when the limit is lifted."""

    def __init__(self, route: str, wait: float) -> None:
        super().__init__(f"Rocket.Chat limits {route} for another {wait:.1f} s. It is called again then.")
        self.route = route
        #: Seconds until the route may be called again.
        self.wait = wait


class ConnectionLost(BridgeError):
    """The realtime connection ended; a new one is made."""


class LoginRefused(ToldInBoth, BridgeError):
    """Rocket.Chat does not accept the bot's login; create a personal access token without two-factor for it and set it."""

    citizen = CitizenWord.not_allowed


class RoomNotServed(BridgeError):
    """The bot does not serve this room (closed, with somebody else, or unknown), so it must stay silent there."""

    citizen = CitizenWord.closed

    def __init__(self, room_id: documents.RoomId) -> None:
        super().__init__(
            f"The bot does not serve room {room_id}: it is closed, with somebody else, or unknown. Say nothing."
        )
        self.room_id = room_id


class SendRefused(BridgeError):
    """Rocket.Chat refused a message of ours for good."""

    citizen = CitizenWord.not_allowed

    def __init__(self, room_id: documents.RoomId, code: str) -> None:
        super().__init__(f"Rocket.Chat refused a message in room {room_id}: {code}. Run `bela check`.")
        self.room_id = room_id
        #: Rocket.Chat's own word, such as "error-message-size-exceeded".
        self.code = code


class CloseRefused(BridgeError):
    """Rocket.Chat refused to close a room."""

    citizen = CitizenWord.not_allowed

    def __init__(self, room_id: documents.RoomId, code: str) -> None:
        super().__init__(f"Rocket.Chat refused to close room {room_id}: {code}. Run `bela check`.")
        self.room_id = room_id
        #: Rocket.Chat's own word, such as "error-tags-must-be-assigned-before-closing-chat".
        self.code = code


class HandOffReason(StrEnum):
    """Why a hand-off did not happen: `livechat/room.forward`'s own words, and four of ours at the end."""

    invalid_room = "error-invalid-room"
    room_closed = "This_conversation_is_already_closed"
    contacts_limit = "error-mac-limit-reached"
    invalid_visitor = "error-invalid-visitor"
    on_hold = "error-room-onHold"
    invalid_department = "error-invalid-department"
    same_department = "error-forwarding-chat-same-department"
    target_not_allowed = "error-forwarding-department-target-not-allowed"
    user_offline = "error-user-is-offline"
    user_not_in_department = "error-user-not-belong-to-department"
    same_agent = "error-selected-agent-room-agent-are-same"
    inquiry_not_transferred = "error-transferring-inquiry"
    inquiry_without_department = "error-transferring-inquiry-no-department"
    invalid_inquiry = "error-invalid-inquiry"
    nobody_online = "error-no-agents-online-in-department"
    forwarding_failed = "error-forwarding-chat"
    #: 403: the bot lacks `transfer-livechat-guest` (or `view-l-room`).
    not_permitted = "not-permitted"
    #: The server said yes and the room stayed with the bot (fallback department in the Community edition).
    without_effect = "without-effect"
    #: No enabled department bears the name.
    unknown_department = "unknown-department"
    #: Rocket.Chat did not answer, or limited us, for longer than a citizen can wait.
    unreachable = "unreachable"


_HAND_OFF_WORDS: dict[HandOffReason, tuple[CitizenWord, str]] = {
    HandOffReason.invalid_room: (CitizenWord.closed, "the room does not exist"),
    HandOffReason.room_closed: (CitizenWord.closed, "the conversation is closed"),
    HandOffReason.contacts_limit: (
        CitizenWord.nobody_online,
        "the workspace is over its monthly active contacts; ask for a larger licence",
    ),
    HandOffReason.invalid_visitor: (CitizenWord.closed, "the visitor's record is gone"),
    HandOffReason.on_hold: (CitizenWord.try_later, "the room is on hold"),
    HandOffReason.invalid_department: (
        CitizenWord.not_allowed,
        "the department is unknown or archived; run `bela check`",
    ),
    HandOffReason.same_department: (
        CitizenWord.already_there,
        "the room is in this department and with the bot; take the bot out of the department's agents",
    ),
    HandOffReason.target_not_allowed: (
        CitizenWord.not_allowed,
        "the room's department may not forward there; add the target to its allowed departments",
    ),
    HandOffReason.user_offline: (CitizenWord.nobody_online, "the agent is offline"),
    HandOffReason.user_not_in_department: (
        CitizenWord.not_allowed,
        "the agent is not in the department; run `bela check`",
    ),
    HandOffReason.same_agent: (
        CitizenWord.not_allowed,
        "the chosen agent is the bot itself; take the bot out of the department's agents",
    ),
    HandOffReason.inquiry_not_transferred: (CitizenWord.try_later, "the queue entry could not be moved"),
    HandOffReason.inquiry_without_department: (
        CitizenWord.try_later,
        "the queue entry has no department",
    ),
    HandOffReason.invalid_inquiry: (CitizenWord.try_later, "the queue entry is missing"),
    HandOffReason.nobody_online: (CitizenWord.nobody_online, "nobody of the department is online"),
    HandOffReason.forwarding_failed: (CitizenWord.try_later, "Rocket.Chat could not forward the room"),
    HandOffReason.not_permitted: (
        CitizenWord.not_allowed,
        "the bot may not forward; grant `transfer-livechat-guest` to the role `bot` (`bela provision`)",
    ),
    HandOffReason.without_effect: (
        CitizenWord.nobody_online,
        "Rocket.Chat said yes but the room stayed with the bot; look at the department's agents and fallback",
    ),
    HandOffReason.unknown_department: (
        CitizenWord.not_allowed,
        "no enabled department bears this name; run `bela check`",
    ),
    HandOffReason.unreachable: (CitizenWord.try_later, "Rocket.Chat did not answer in time"),
}


class HandOffFailed(BridgeError):
    """A room could not be given to a department; the bot still serves it unless `citizen` is `closed`."""

    def __init__(self, room_id: documents.RoomId, department: str, reason: HandOffReason) -> None:
        self.citizen, why = _HAND_OFF_WORDS[reason]
        super().__init__(f'Room {room_id} was not handed to department "{department}": {why}.')
        self.room_id = room_id
        #: The department's name, as asked.
        self.department = department
        self.reason = reason
