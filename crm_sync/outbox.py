"""What was decided and is not sent yet?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Update, select, true, update

from crm_sync import clear_text, database, encryption, fencing
from crm_sync.fencing import Fence
from crm_sync.identifiers import EncounterId
from crm_sync.steps import OutgoingKind
from crm_sync.tables import encounter, outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingOutgoing:
    """One thing to send."""

    id: str
    room_id: str
    encounter_id: EncounterId
    #: Order inside the room.
    seq: int
    kind: OutgoingKind
    body: dict[str, Any] = field(repr=False)


_PENDING = (outgoing.c.sent_at.is_(None), outgoing.c.failed_at.is_(None))


def unsent(room_id: str | None, fence: Fence | None) -> Select[Any]:
    """Everything neither sent nor given up, of one room or of all of the bot's, in the order it was decided."""
    columns = outgoing.c
    pending = (
        select(columns.id, encounter.c.room_id, columns.encounter_id, columns.seq, columns.kind, columns.body)
        .join(encounter, encounter.c.id == columns.encounter_id)
        .where(*_PENDING, fencing.own(fence))
        .order_by(columns.encounter_id, columns.seq)
    )
    return pending if room_id is None else pending.where(encounter.c.room_id == clear_text.storable(room_id))


def pending(row: database.type_row, cipher: encryption.FieldCipher) -> PendingOutgoing:
    """The typed form of a row of `unsent`."""
    outgoing_id, room_id, encounter_id, seq, kind, body = row
    return PendingOutgoing(
        id=outgoing_id,
        room_id=room_id,
        encounter_id=encounter_id,
        seq=seq,
        kind=OutgoingKind(kind),
        body=cipher.open_json(body, column="outgoing.body", row=outgoing_id),
    )


#: Marks any number of ids; parameters: the moment, the ids.
MARK_SENT = database.statement("mark_sent.sql")


def storable_ids(ids: Sequence[str]) -> list[str]:
    """The ids as they stand in the table."""
    return [clear_text.storable(outgoing_id) for outgoing_id in ids]


def give_up(
    outgoing_id: str, reason: str, *, at: datetime, cipher: encryption.FieldCipher, fence: Fence | None
) -> Update:
    """It will never be sent: the room is closed, the message was refused."""
    in_term = true() if fence is None else fencing.holds(fence)
    stored_id = clear_text.storable(outgoing_id)
    failure = cipher.seal_text(reason, column="outgoing.failure", row=stored_id)
    return (
        update(outgoing)
        .where(outgoing.c.id == stored_id, *_PENDING, in_term)
        .values(failed_at=at, failure=failure)
    )
