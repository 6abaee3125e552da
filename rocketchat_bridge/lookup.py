"""What does the server say of a room at this moment?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from rocketchat_bridge import errors, reading

if TYPE_CHECKING:
    from rocketchat_bridge import documents
    from rocketchat_bridge.rest import Rest

#: What Rocket.Chat answers about rooms that the bot may not see (any more); a room that it served once does exist.
#: `rooms.info` itself answers `errorType: "Not Allowed"`.
_NO_ACCESS = frozenset(
    {
        "Not Allowed",
        "error-room-not-found",
        "error-not-allowed",
        "not-allowed",
        "error-unauthorized",
        "unauthorized",
        "error-forbidden",
        "forbidden",
        "error-no-permission",
        "cannot-access-room",
        "invalid-room",
        "error-invalid-room",
    }
)


async def document(rest: Rest, room_id: documents.RoomId) -> reading.Document | None:
    """The room's document; None when the bot may not read it, so somebody else has it.

    Raises errors.Refused, errors.RateLimited, errors.Unavailable.
    """
    try:
        answer = await rest.get("rooms.info", roomId=room_id)
    except errors.Refused as refusal:
        if no_access(refusal):
            return None
        raise
    found = answer.get("room")
    return found if isinstance(found, dict) else None


async def room(rest: Rest, room_id: documents.RoomId) -> documents.Room | None:
    """The room; None when the bot may not read it.

    Raises errors.Refused, errors.RateLimited, errors.Unavailable.
    """
    found = await document(rest, room_id)
    return reading.room(found) if found is not None else None


def no_access(refusal: errors.Refused) -> bool:
    """Whether a refusal says that the bot may not see the room."""
    return refusal.code in _NO_ACCESS or refusal.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
