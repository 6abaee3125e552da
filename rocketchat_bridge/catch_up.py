"""What did the bot miss, asked over REST?

The stream replays nothing after a reconnect and can lose frames before it is ready, so this is asked after every `ready`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from rocketchat_bridge import documents, guards_word, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rocketchat_bridge.rest import Rest

#: How far behind the last seen message is asked again: messages can be published out of order.
OVERLAP = timedelta(seconds=5)
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
    #: From when on the visitor spoke to the bot, where somebody else had the room before.
    own_since: datetime | None = None
    #: Whether somebody else has spoken or acted since the bot got the room, by the document that was asked before.
    others_since: bool = False


async def missed(
    rest: Rest, room: documents.Room, since: datetime | None, *, bot: documents.UserId
) -> Missed:
    """What happened in a room since the last handled message, or since it was opened.

    Raises errors.Refused, errors.RateLimited, errors.Unavailable.
    """
    floor = (since or room.opened_at) - OVERLAP
    answer = await rest.get("chat.syncMessages", roomId=room.id, lastUpdate=reading.iso(floor))
    updated, deleted = changes(answer)
    return select(room, updated, deleted, floor=floor, bot=bot)


def changes(answer: dict[str, Any]) -> tuple[list[reading.Document], list[reading.Document]]:
    """The changed and the deleted messages in an answer of `chat.syncMessages`."""
    result = answer.get("result")
    known = result if isinstance(result, dict) else {}
    return reading.listed(known.get("updated")), reading.listed(known.get("deleted"))


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
    own_since = _own_time(room, history, bot)
    begin = max(floor, own_since) if own_since else floor
    written = [each for each in history if each.get("t") is None and _is_visitor(room, each)]
    messages = sorted(filter(None, map(reading.message, written)), key=lambda message: message.sent_at)
    withdrawn = [each for each in history if each.get("t") == "rm" and _is_visitor(room, each)]
    return Missed(
        messages=tuple(message for message in messages if message.sent_at >= begin),
        edited=tuple(message for message in messages if message.sent_at < begin and message.edited_at),
        deleted=tuple(documents.MessageId(each["_id"]) for each in [*deleted, *withdrawn] if "_id" in each),
        own_since=own_since,
        others_since=any(_is_agent(each, room, bot, before=False) for each in history),
    )


def _own_time(
    room: documents.Room, history: list[reading.Document], bot: documents.UserId
) -> datetime | None:
    """From when on the visitor spoke to the bot: in a room that an agent had before, what was said to the agent is not ours."""
    return room.served_since if any(_is_agent(each, room, bot, before=True) for each in history) else None


def _is_agent(
    document: reading.Document, room: documents.Room, bot: documents.UserId, *, before: bool
) -> bool:
    """Whether another agent than the bot left this mark, before the bot got the room or since."""
    written_at = reading.instant(document.get("ts"))
    return (
        (reading.system_kind(document) in {None, *_AGENT_MARKS})
        and reading.author_id(document) not in {None, bot, room.visitor.id}
        and not guards_word.is_one(document)
        and written_at is not None
        and room.served_since is not None
        and (written_at < room.served_since) is before
    )


def _is_visitor(room: documents.Room, document: reading.Document) -> bool:
    return reading.author_id(document) == room.visitor.id
