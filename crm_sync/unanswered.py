"""What did people ask that Bela could not answer? Kept for a while, without who asked it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from crm_sync import database, encryption, tables

#: Long enough to write the answers, short enough that a slip in taking out personal data does not stay. Older ones are deleted.
KEPT: Final = timedelta(days=90)

Opened = Callable[[Callable[[encryption.FieldCipher], list["Question"]]], Awaitable[list["Question"]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asked in vain, and on which day (UTC)."""

    words: str = field(repr=False)
    day: date


class Questions:
    """What was asked in vain. Methods raise errors.DatabaseUnavailable."""

    def __init__(self, db: database.Database, *, opened: Opened, now: Callable[[], datetime]) -> None:
        """`opened` lends the cipher, with every data key that there is."""
        self._db = db
        self._opened = opened
        self._now = now

    async def since(self, day: date) -> list[Question]:
        """Those from this day on, decrypted, the first day first."""
        table = tables.unanswered.c
        query = select(table.id, table.day, table.words).where(table.day >= day).order_by(table.day, table.id)
        rows = await self._db.rows(query, during="a leitura das perguntas sem resposta")
        return await self._opened(lambda cipher: [_question(row, cipher) for row in rows])

    async def forget_old(self) -> None:
        """Delete those that were kept for as long as they may be."""
        day = (self._now() - KEPT).date()
        old = delete(tables.unanswered).where(tables.unanswered.c.day < day)
        await self._db.rows(old, during="o apagar de perguntas sem resposta")


def _question(row: database.type_row, cipher: encryption.FieldCipher) -> Question:
    question_id, day, words = row
    return Question(day=day, words=cipher.open_text(words, column="unanswered.words", row=str(question_id)))
