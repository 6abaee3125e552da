"""How are the steps of many rooms written at once? Those that come while others are being written go together.

One statement, one round trip and one commit for all of them: the busier it gets, the less a step costs. A step that comes
alone waits for nobody. Each of the steps is written or refused by itself, as if it had come alone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg

from crm_sync import database, documents, errors
from crm_sync.identifiers import EncounterId, PersonId

#: Parameter: the steps as one jsonb list of documents. Answers the encounters that were moved on, with their revisions.
_RECORD: Final = database.statement("record.sql")
#: Statements under way at once: where one has to wait for a lock, the other rooms go on.
_STATEMENTS: Final = 2
#: More steps than this in one statement would only make the first of them wait for the last.
_STEPS: Final = 64
_DURING: Final = "o registro de um passo"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Waiting:
    """A step whose caller waits for its new revision; None when it was refused."""

    encounter_id: EncounterId
    person_id: PersonId
    document: dict[str, Any] = field(repr=False)
    revision: asyncio.Future[int | None]


class JointRecording:
    """Writes steps; safe to use from many tasks at once."""

    def __init__(self, db: database.Database) -> None:
        self._db = db
        self._waiting: deque[_Waiting] = deque()
        self._writers: set[asyncio.Task[None]] = set()

    async def write(
        self, document: dict[str, Any], *, encounter_id: EncounterId, person_id: PersonId
    ) -> int | None:
        """Write one step; its revision, or None when nothing was written.

        Raises errors.DatabaseUnavailable when it is unknown whether it was.
        """
        revision: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(
            _Waiting(encounter_id=encounter_id, person_id=person_id, document=document, revision=revision)
        )
        if len(self._writers) < _STATEMENTS:
            writer = asyncio.create_task(self._write_all())
            self._writers.add(writer)
            writer.add_done_callback(self._writers.discard)
        return await revision

    async def close(self) -> None:
        """End what is under way; whoever still waits is told that the database is away."""
        for writer in self._writers:
            writer.cancel()
        await asyncio.gather(*self._writers, return_exceptions=True)
        for each in self._waiting:
            _fail(each, errors.DatabaseUnavailable(_DURING))

    async def _write_all(self) -> None:
        while together := self._next():
            try:
                await self._write_together(together)
            except asyncio.CancelledError:
                self._waiting.extend(together)
                raise

    def _next(self) -> list[_Waiting]:
        """The longest waiting steps, at most one of an encounter and of a person: a statement writes a row once."""
        chosen: list[_Waiting] = []
        left: list[_Waiting] = []
        taken: set[EncounterId | PersonId] = set()
        while self._waiting and len(chosen) < _STEPS:
            each = self._waiting.popleft()
            if each.revision.done():  # its caller has gone
                continue
            if taken.isdisjoint((each.encounter_id, each.person_id)):
                taken |= {each.encounter_id, each.person_id}
                chosen.append(each)
            else:
                left.append(each)
        self._waiting.extendleft(reversed(left))
        return chosen

    async def _write_together(self, steps: list[_Waiting]) -> None:
        try:
            parameter = documents.document([each.document for each in steps])
            rows = await self._db.all_rows(_RECORD, (parameter,), during=_DURING)
        except psycopg.Error as fault:
            # Something in one of them: the others must not pay for it.
            if len(steps) == 1:
                _fail(steps[0], fault)
                return
            for each in steps:
                await self._write_together([each])
        except Exception as fault:  # ruff: ignore[blind-except] - each caller is told
            for each in steps:
                _fail(each, fault)
        else:
            revisions: dict[EncounterId, int] = dict(rows)
            for each in steps:
                if not each.revision.done():
                    each.revision.set_result(revisions.get(each.encounter_id))


def _fail(step: _Waiting, fault: Exception) -> None:
    if not step.revision.done():
        step.revision.set_exception(fault)
