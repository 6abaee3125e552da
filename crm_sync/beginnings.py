"""Which conversations is Bela to begin, and when? Planned ahead, kept through restarts, begun once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from crm_sync import database, encryption, errors, fencing
from crm_sync.identifiers import PersonCode
from crm_sync.tables import beginning, encounter, person

Opened = Callable[[Callable[[encryption.FieldCipher], list["Beginning"]]], Awaitable[list["Beginning"]]]
Sealed = Callable[[Callable[[encryption.FieldCipher], bytes]], Awaitable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """One conversation to begin."""

    id: UUID
    room_id: str
    #: The entry point of the content.
    entry: str
    #: Slots that are known already.
    slots: Mapping[str, Any] = field(repr=False)


class Beginnings:
    """What was planned. Methods raise errors.DatabaseUnavailable."""

    def __init__(
        self,
        db: database.Database,
        *,
        opened: Opened,
        sealed: Sealed,
        new_id: Callable[[], UUID],
        now: Callable[[], datetime],
        fence: fencing.Fence | None,
    ) -> None:
        """`opened` and `sealed` lend the cipher; `fence` is the leader's, who alone begins anything."""
        self._db = db
        self._opened = opened
        self._sealed = sealed
        self._new_id = new_id
        self._now = now
        self._fence = fence

    async def plan(
        self, code: PersonCode, entry: str, *, slots: Mapping[str, Any], due_at: datetime, by: str
    ) -> UUID:
        """Begin in the person's open room at that time. Raises errors.NoOpenRoom when there is none."""
        open_room = (
            select(encounter.c.id)
            .join(person, person.c.id == encounter.c.person_id)
            .where(person.c.code == code, encounter.c.closed_at.is_(None))
            .order_by(encounter.c.opened_at.desc())
            .limit(1)
        )
        rows = await self._db.rows(open_room, during="a busca da conversa da pessoa")
        if not rows:
            raise errors.NoOpenRoom(code)
        new_id = self._new_id()
        sealed = await self._sealed(
            lambda cipher: cipher.seal_json(dict(slots), column="beginning.slots", row=str(new_id))
        )
        written = insert(beginning).values(
            id=new_id,
            encounter_id=rows[0][0],
            entry=entry,
            slots=sealed,
            due_at=due_at,
            planned_at=self._now(),
            planned_by=by,
        )
        await self._db.rows(written, during="a marcação de um contato")
        return new_id

    async def due(self, now: datetime) -> list[Beginning]:
        """Those whose time has come and that are not settled, the longest waiting first; this bot's rooms only."""
        query = (
            select(beginning.c.id, encounter.c.room_id, beginning.c.entry, beginning.c.slots)
            .join(encounter, encounter.c.id == beginning.c.encounter_id)
            .where(beginning.c.settled_at.is_(None), beginning.c.due_at <= now, fencing.own(self._fence))
            .order_by(beginning.c.due_at)
        )
        rows = await self._db.rows(query, during="a busca de contatos marcados")
        return await self._opened(lambda cipher: [_beginning(row, cipher) for row in rows])

    async def settle(self, beginning_id: UUID) -> None:
        """It was begun, or there was no conversation left to begin in."""
        done = (
            update(beginning)
            .where(beginning.c.id == beginning_id, beginning.c.settled_at.is_(None))
            .values(settled_at=self._now())
        )
        await self._db.rows(done, during="o registro de um contato feito")


def _beginning(row: database.type_row, cipher: encryption.FieldCipher) -> Beginning:
    beginning_id, room_id, entry, sealed = row
    return Beginning(
        id=beginning_id,
        room_id=room_id,
        entry=entry,
        slots=cipher.open_json(sealed, column="beginning.slots", row=str(beginning_id)),
    )
