"""What happened in a room, named so that it is handled once?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.content.definitions import Value
from bot.engine.turn import Refusal, TurnKind
from crm_sync import beginnings, steps
from rocketchat_bridge import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in one room."""

    #: Unique in its room: a second event of the same id changes nothing.
    id: str
    kind: TurnKind
    text: str = field(default="", repr=False)
    medium: str = ""
    #: What is kept of a file that was sent.
    file: str = ""
    location: tuple[float, float] | None = field(default=None, repr=False)
    refusal: Refusal | None = None
    #: For a step of the watch: which one, what came of it, and the department that is asked besides.
    step: str = ""
    outcome: str = ""
    department: str = ""
    #: Written in a room that waits in a queue, where questions are to be answered.
    in_queue: bool = False
    #: For what Bela begins: the entry point, and the slots that are known.
    entry: str = ""
    known: Mapping[str, Value] = field(default_factory=dict, repr=False)
    #: For a room that was closed: when and by whom, where the server was asked.
    ended: documents.Ended | None = None
    #: The outgoing item whose outcome this is; it counts as done once this event is recorded.
    settles: str | None = None
    #: The citizen's message, for the history.
    inbound: steps.InboundMessage | None = None


def of_beginning(beginning: beginnings.Beginning) -> Event:
    """A conversation that Bela was told to begin; of the same plan there is one event, however often it is tried."""
    return Event(
        id=f"begun:{beginning.id}", kind=TurnKind.begun, entry=beginning.entry, known=beginning.slots
    )


def of_end(room: documents.Room) -> Event:
    """A room that was seen closed: a room is closed once, so that whoever sees it makes the same event."""
    ended = room.ended or documents.Ended(at=None, by=documents.Closer.unknown)
    at = "" if ended.at is None else ended.at.isoformat()
    return Event(id=f"closed:{ended.by}:{at}", kind=TurnKind.closed, ended=ended)


def of_message(message: documents.Message, *, in_queue: bool = False) -> Event:
    """A message of the citizen."""
    kind = TurnKind.text if message.kind is documents.MessageKind.text else TurnKind.unreadable
    return Event(
        id=message.id,
        kind=kind,
        text=message.text,
        medium="" if kind is TurnKind.text else message.kind.value,
        file=str(message.file or ""),
        location=message.location,
        in_queue=in_queue,
        inbound=_inbound(message, steps.MessageChange.WRITTEN, at=message.sent_at),
    )


def of_change(message: documents.Message, change: documents.Change, *, now: datetime) -> Event:
    """A message that was edited or deleted; each edit is an event of its own."""
    if change is documents.Change.deleted:
        return Event(
            id=f"{message.id}:deleted",
            kind=TurnKind.deleted,
            inbound=_inbound(message, steps.MessageChange.DELETED, at=now),
        )
    moment = message.edited_at or now
    return Event(
        id=f"{message.id}:edited:{moment.isoformat()}",
        kind=TurnKind.edited,
        text=message.text,
        inbound=_inbound(message, steps.MessageChange.EDITED, at=moment),
    )


def _inbound(
    message: documents.Message, change: steps.MessageChange, *, at: datetime
) -> steps.InboundMessage:
    return steps.InboundMessage(
        id=message.id, text=message.text, sent_at=at, kind=message.kind.value, change=change
    )
