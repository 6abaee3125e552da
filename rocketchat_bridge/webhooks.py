"""What is made of the omnichannel webhooks that Rocket.Chat sends?

They are a second source beside the realtime connection, and like it only hints: a webhook names a room in which something happened,
and the room is asked over REST when realtime has not told the same within a moment. Nothing of a webhook's words is used.

Facts: a static secret in the header `X-RocketChat-Livechat-Token`, no signature; events come late, twice and out of order; only the
answer 200 counts as received, and its text would be stored in the room.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from rocketchat_bridge import documents, json_text

if TYPE_CHECKING:
    from collections.abc import Callable

#: The header that carries the secret.
SECRET_HEADER: Final = "X-RocketChat-Livechat-Token"  # ruff: ignore[hardcoded-password-string] - a header's name
#: Bytes of one webhook: every event but `Message` repeats the whole conversation.
LARGEST: Final = 4 * 1024 * 1024
#: Webhooks remembered, so that a repeated one is no news.
_REMEMBERED: Final = 4_096


class Receiver:
    """Takes webhooks in; answers at once, whatever comes of them."""

    def __init__(
        self, *, secret: str, nudge: Callable[[documents.RoomId, documents.MessageId | None], None]
    ) -> None:
        """`nudge` is told the room, and the message where the webhook is about one; it must not wait."""
        self._secret = secret.encode()
        self._nudge = nudge
        self._seen: OrderedDict[tuple[str, ...], None] = OrderedDict()

    def admits(self, secret: str | None) -> bool:
        """Whether the caller knows the secret; tells nothing by the time it takes."""
        return hmac.compare_digest((secret or "").encode("utf-8", "surrogateescape"), self._secret)

    def receive(self, body: bytes) -> HTTPStatus:
        """Take in one webhook of an admitted caller."""
        try:
            event = json_text.read(body)
        except ValueError:
            return HTTPStatus.BAD_REQUEST
        if not isinstance(event, dict):
            return HTTPStatus.BAD_REQUEST
        room_id = event.get("_id")
        if isinstance(room_id, str) and room_id and not _by_agent(event) and self._is_news(event, room_id):
            self._nudge(documents.RoomId(room_id), _message_id(event))
        return HTTPStatus.OK

    def _is_news(self, event: dict[str, Any], room_id: str) -> bool:
        key = (room_id, *(str(event.get(name)) for name in ("type", "lastMessageAt")), str(_last_id(event)))
        if key in self._seen:
            self._seen.move_to_end(key)
            return False
        self._seen[key] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True


def _message_id(event: dict[str, Any]) -> documents.MessageId | None:
    """The message that the webhook is about."""
    found = _last_id(event) if event.get("type") == "Message" else None
    return None if found is None else documents.MessageId(found)


def _by_agent(event: dict[str, Any]) -> bool:
    """Whether it is about one message of the team, or of the bot itself: nothing to answer."""
    last = _last(event)
    return event.get("type") == "Message" and last is not None and "agentId" in last


def _last_id(event: dict[str, Any]) -> str | None:
    found = (_last(event) or {}).get("_id")
    return found if isinstance(found, str) else None


def _last(event: dict[str, Any]) -> dict[str, Any] | None:
    messages = event.get("messages")
    last = messages[-1] if isinstance(messages, list) and messages else None
    return last if isinstance(last, dict) else None
