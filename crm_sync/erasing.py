"""What is not kept any longer? Erased, conversation by conversation, when the time for it has passed.

A time counts from the end of a conversation: its closing, else its last step. Of answers that are due go the answers, the
citizen's messages that they were read from, the triages that looked at them, and whatever Bela said or noted there, which may
quote any of them. What the program itself holds of the conversation is given back without them by `Without`. When the
longest time has passed, every word of the conversation goes; that it took place, and when, stays.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from sqlalchemy import Delete, Integer, Select, Text, cast, delete, func, null, select, update

from crm_sync import database, encryption, step_writing
from crm_sync.identifiers import EncounterId
from crm_sync.tables import (
    answer,
    beginning,
    content_fault,
    conversation,
    encounter,
    flag,
    message,
    outgoing,
    person,
    step,
    triage,
)

#: The conversation's stand without these slots.
Without = Callable[[Mapping[str, Any], Collection[str]], Mapping[str, Any]]
Lent = Callable[[Callable[[encryption.FieldCipher], "_Erased"]], Awaitable["_Erased"]]

#: Under this name it is noted that all of a conversation was erased; no class is called so.
_ALL: Final = "*"
#: So many conversations are looked for at once.
_TOGETHER: Final = 100
_DURING: Final = "o apagar do que não se guarda mais"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Answers whose time has passed."""

    #: The class that the time is that of.
    name: str
    slots: frozenset[str]
    #: Conversations that ended before this.
    ended_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Erased:
    """What is written in place of a conversation's stand, and which triages go."""

    state: bytes | None
    triages: Sequence[int]


class Erasing:
    """Erases what was kept for as long as it may be. Methods raise errors.DatabaseUnavailable."""

    def __init__(self, db: database.Database, *, lent: Lent) -> None:
        """`lent` lends the cipher, with every data key that there is."""
        self._db = db
        self._lent = lent

    async def answers(self, due: Due, *, without: Without) -> int:
        """Erase these answers and what was told with them; how many conversations there were."""
        return await self._each(due.name, due.ended_before, lambda room: self._answers(room, due, without))

    async def conversations(self, *, ended_before: datetime) -> int:
        """Erase every word of conversations that ended before this; how many there were."""
        return await self._each(_ALL, ended_before, self._conversation)

    async def names(self, *, ended_before: datetime) -> None:
        """Forget what people are called whose last conversation ended before this."""
        ended = select(encounter.c.person_id).group_by(encounter.c.person_id)
        ended = ended.having(func.max(_ended()) < ended_before)
        forgotten = update(person).where(person.c.name.is_not(None), person.c.id.in_(ended))
        await self._db.rows(forgotten.values(name=None), during=_DURING)

    async def _each(
        self, name: str, ended_before: datetime, erase: Callable[[database.type_row], Awaitable[None]]
    ) -> int:
        count = 0
        while rooms := await self._db.rows(_rooms(name, ended_before), during=_DURING):
            for room in rooms:
                await erase(room)
            count += len(rooms)
        return count

    async def _answers(self, room: database.type_row, due: Due, without: Without) -> None:
        encounter_id, revision, state = room
        async with self._db.connection(_DURING) as connection, connection.transaction():
            looked_at = await database.run(
                connection,
                select(triage.c.revision, triage.c.inputs).where(triage.c.encounter_id == encounter_id),
            )
            erased = await self._lent(
                lambda cipher: _Erased(
                    state=_stand(state, encounter_id, cipher, lambda stand: without(stand, due.slots)),
                    triages=[
                        at
                        for at, inputs in looked_at
                        if due.slots & set(_inputs(inputs, encounter_id, at, cipher))
                    ],
                )
            )
            await _delete(connection, _told(encounter_id, due.slots, erased.triages))
            await _note(connection, (encounter_id, revision), due.name, erased.state)

    async def _conversation(self, room: database.type_row) -> None:
        encounter_id, revision, _ = room
        tables = (message, answer, flag, triage, content_fault, outgoing, beginning)
        async with self._db.connection(_DURING) as connection, connection.transaction():
            await _delete(
                connection, [delete(each).where(each.c.encounter_id == encounter_id) for each in tables]
            )
            await _note(connection, (encounter_id, revision), _ALL, None)


def _ended() -> Any:
    """When the conversation of an encounter ended."""
    last = select(func.max(step.c.at)).where(step.c.encounter_id == encounter.c.id).scalar_subquery()
    return func.coalesce(encounter.c.closed_at, last, encounter.c.opened_at)


def _rooms(name: str, ended_before: datetime) -> Select[Any]:
    """Conversations that are due and went on since this was erased of them, or of which it never was."""
    erased_at = func.coalesce(cast(conversation.c.erased[name].astext, Integer), -1)
    return (
        select(conversation.c.encounter_id, conversation.c.revision, conversation.c.state)
        .join(encounter, encounter.c.id == conversation.c.encounter_id)
        .where(
            encounter.c.opened_at < ended_before, conversation.c.revision > erased_at, _ended() < ended_before
        )
        .limit(_TOGETHER)
    )


def _told(encounter_id: EncounterId, slots: Collection[str], triages: Sequence[int]) -> list[Delete]:
    """What is deleted with those answers; the answers last, since they lead to the messages."""
    read_from = select(answer.c.revision).where(
        answer.c.encounter_id == encounter_id, answer.c.question.in_(slots)
    )
    messages = select(message.c.id).where(
        message.c.encounter_id == encounter_id, message.c.revision.in_(read_from)
    )
    return [
        delete(message).where(message.c.encounter_id == encounter_id, message.c.id.in_(messages)),
        delete(triage).where(triage.c.encounter_id == encounter_id, triage.c.revision.in_(triages)),
        delete(outgoing).where(outgoing.c.encounter_id == encounter_id),
        delete(answer).where(answer.c.encounter_id == encounter_id, answer.c.question.in_(slots)),
    ]


async def _delete(
    connection: psycopg.AsyncConnection[database.type_row], deletions: Sequence[Delete]
) -> None:
    for deletion in deletions:
        await database.run(connection, deletion)


async def _note(
    connection: psycopg.AsyncConnection[database.type_row],
    read_at: tuple[EncounterId, int],
    name: str,
    state: bytes | None,
) -> None:
    """Write the stand and that this was erased; where the conversation went on meanwhile, it is due again."""
    encounter_id, revision = read_at
    here = conversation.c.encounter_id == encounter_id
    before = func.coalesce(conversation.c.erased, func.jsonb_build_object())
    erased = func.jsonb_build_object(cast(name, Text), cast(revision, Integer))
    noted = {
        "erased": before.op("||")(erased),
        "state": null() if state is None else state,
    }
    await database.run(
        connection, update(conversation).where(here, conversation.c.revision == revision).values(noted)
    )


def _stand(
    sealed: bytes | None,
    encounter_id: EncounterId,
    cipher: encryption.FieldCipher,
    without: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> bytes | None:
    if sealed is None:
        return None
    place = {"column": "conversation.state", "row": str(encounter_id)}
    return cipher.seal_json(dict(without(cipher.open_json(sealed, **place))), **place)


def _inputs(
    sealed: bytes, encounter_id: EncounterId, revision: int, cipher: encryption.FieldCipher
) -> Mapping[str, Any]:
    opened: Mapping[str, Any] = cipher.open_json(
        sealed, column="triage.inputs", row=step_writing.row_name(encounter_id, revision)
    )
    return opened
