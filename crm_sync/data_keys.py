"""Where do the keys of the encrypted fields come from? The table data_key holds them, wrapped by the master key."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import psycopg
import sqlalchemy
from sqlalchemy import func, insert, select

from crm_sync import database, encryption
from crm_sync.tables import data_key

#: Held while keys are made, so that two processes on an empty database make one set.
LOCK = 7236418891


class Purpose(StrEnum):
    """What a wrapped key is for."""

    #: Seals fields; the newest one is used, older ones open what they sealed.
    FIELDS = "fields"
    #: Makes blind indexes; there is one for ever, since another would find nothing of what is stored.
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """All keys of a database, unwrapped."""

    by_id: Mapping[int, bytes] = field(repr=False)
    purposes: Mapping[int, Purpose]

    def cipher(self) -> encryption.FieldCipher:
        """What seals and opens with them."""
        (index_key,) = self._for(Purpose.INDEX).values()
        return encryption.FieldCipher(data_keys=self._for(Purpose.FIELDS), index_key=index_key)

    def _for(self, purpose: Purpose) -> dict[int, bytes]:
        return {key_id: key for key_id, key in self.by_id.items() if self.purposes[key_id] is purpose}


async def read(connection: psycopg.AsyncConnection[database.type_row], master: encryption.MasterKey) -> Keys:
    """The keys of a database that has some. Raises errors.WrongMasterKey."""
    return _opened(await database.run(connection, _ALL_KEYS), master)


async def load(
    db: database.Database, master: encryption.MasterKey, *, now: datetime
) -> encryption.FieldCipher:
    """The cipher of this database; on an empty one the first keys are made. Raises errors.WrongMasterKey."""
    async with db.connection("a leitura das chaves de dados") as connection, connection.transaction():
        await database.run(connection, select(func.pg_advisory_xact_lock(LOCK)))
        rows = await database.run(connection, _ALL_KEYS)
        if not rows:
            for purpose in Purpose:
                await _make(connection, master, purpose, now)
            rows = await database.run(connection, _ALL_KEYS)
    return _opened(rows, master).cipher()


async def add(db: database.Database, master: encryption.MasterKey, *, now: datetime) -> None:
    """Make a new data key for fields."""
    async with db.connection("a criação de uma chave de dados") as connection:
        await _make(connection, master, Purpose.FIELDS, now)


_ALL_KEYS = select(data_key.c.id, data_key.c.purpose, data_key.c.wrapped)


async def _make(
    connection: psycopg.AsyncConnection[database.type_row],
    master: encryption.MasterKey,
    purpose: Purpose,
    now: datetime,
) -> None:
    wrapped = master.wrap(os.urandom(encryption.KEY_BYTES))
    new_key: sqlalchemy.Insert = insert(data_key).values(
        purpose=purpose.value, wrapped=wrapped, created_at=now
    )
    await database.run(connection, new_key)


def _opened(rows: list[database.type_row], master: encryption.MasterKey) -> Keys:
    by_id, purposes = {}, {}
    for key_id, purpose, wrapped in rows:
        by_id[key_id], purposes[key_id] = master.unwrap(wrapped), Purpose(purpose)
    return Keys(by_id=by_id, purposes=purposes)
