"""What did the bot miss, asked over REST?

The stream replays nothing after a reconnect and can lose frames before it is ready, so this is asked after every `ready`.
"""

from __future__ import annotations

import asyncio
import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import documents, reading
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from rocketchat_bridge.rest import Rest

#: How far behind the last seen message is asked again: messages can be published out of order.
OVERLAP = timedelta(seconds=5)
#: Rooms per page where the server allows as many, of which the last ones are asked again, as closing rooms move the others up.
PAGE = 100
PAGE_OVERLAP = 10

#: System messages that tell of an agent in the room.
_AGENT_MARKS = frozenset({"uj", "ul", "command"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What happened in a room since a moment, oldest first."""

    #: Visitor's messages.
    messages: tuple[documents.Message, ...] = ()
    #: Edits of messages from before that moment.
    edited: tuple[documents.Message, ...] = ()
    #: Deleted messages of anybody.
    deleted: tuple[documents.MessageId, ...] = ()


async def pages(
    rest: Rest, bot: documents.UserId, *, pause: float = 0.0
) -> AsyncGenerator[dict[documents.RoomId, reading.Document], None]:
    """The open rooms that the bot serves, some at a time; `pause` seconds lie between two questions.

    Waits out limits and outages. Raises errors.Refused.
    """
    offset = 0
    while True:
        answer = await calls.patiently(functools.partial(_page, rest, bot, offset))
        page = answer.get("rooms") or []
        yield {documents.RoomId(str(each.get("_id"))): each for each in page}
        if not page or offset + len(page) >= answer.get("total", 0):
            return
        offset += max(1, len(page) - PAGE_OVERLAP)
        await asyncio.sleep(pause)


async def _page(rest: Rest, bot: documents.UserId, offset: int) -> dict[str, Any]:
    return await rest.get(
        "livechat/rooms", agents_=bot, open="true", count=str(PAGE), offset=str(offset), sort='{"ts":1}'
    )


async def missed(
    rest: Rest, room: documents.Room, since: datetime | None, *, bot: documents.UserId
) -> Missed:
    """What happened in a room since the last handled message, or since it was opened.

    Raises errors.Refused, errors.RateLimited, errors.Unavailable.
    """
    floor = (since or room.opened_at) - OVERLAP
    moment = floor.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    result = (await rest.get("chat.syncMessages", roomId=room.id, lastUpdate=moment)).get("result") or {}
    return select(room, result.get("updated") or (), result.get("deleted") or (), floor=floor, bot=bot)


def select(
    room: documents.Room,
    updated: Iterable[reading.Document],
    deleted: Iterable[reading.Document],
    *,
    floor: datetime,
    bot: documents.UserId,
) -> Missed:
    """Sort a room's history, which the server gives newest first, into what the bot is to hear."""
    history = list(updated)[::-1]
    begin = max(floor, _own_time(room, history, bot))
    written = [each for each in history if each.get("t") is None and _is_visitor(room, each)]
    messages = sorted(filter(None, map(reading.message, written)), key=lambda message: message.sent_at)
    withdrawn = [each for each in history if each.get("t") == "rm" and _is_visitor(room, each)]
    return Missed(
        messages=tuple(message for message in messages if message.sent_at >= begin),
        edited=tuple(message for message in messages if message.sent_at < begin and message.edited_at),
        deleted=tuple(documents.MessageId(each["_id"]) for each in [*deleted, *withdrawn] if "_id" in each),
    )


def _own_time(room: documents.Room, history: list[reading.Document], bot: documents.UserId) -> datetime:
    """From when on the visitor spoke to the bot: in a room that an agent had before, what was said to the agent is not ours."""
    if room.served_since is not None and any(_is_agent(room, each, bot) for each in history):
        return room.served_since
    return datetime.min.replace(tzinfo=UTC)


def _is_agent(room: documents.Room, document: reading.Document, bot: documents.UserId) -> bool:
    """Whether another agent than the bot had the room before the bot got it."""
    written_at = reading.instant(document.get("ts"))
    return (
        (document.get("t") is None or document.get("t") in _AGENT_MARKS)
        and reading.author_id(document) not in {None, bot, room.visitor.id}
        and written_at is not None
        and room.served_since is not None
        and written_at < room.served_since
    )


def _is_visitor(room: documents.Room, document: reading.Document) -> bool:
    return reading.author_id(document) == room.visitor.id
