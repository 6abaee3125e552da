"""How does everything stored come under the newest data key, and how does the master key change?

Both are asked at the terminal, beside or without a running Bela. Resealing goes through each sealed column in the order of its
keys, a few hundred fields in a transaction; a field that somebody changes meanwhile is left to them and looked at once more.
What is done already is known by the key that each field names, so a run that was killed is simply started again.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, LiteralString, Self

import psycopg
from psycopg import sql

from crm_sync import address, data_keys, encryption, errors

#: Fields of one transaction.
_BATCH: Final = 500
_ROUNDS: Final = 2
#: How long somebody waits for a database that does not answer; what it does may take its time.
_SESSION: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    "application_name": "bela keys",
    "options": "-c timezone=UTC",
    "autocommit": True,
}
#: Every Bela that could seal a field: her pools and her leader's session.
_OTHERS: Final = b"select count(*) from pg_stat_activity where datname = current_database() and application_name in ('bela', 'bela leader')"
_COUNT: Final = "select count(*) from {table} where substring({column} from 1 for 4) <> %s"
_FIRST: Final = "select {keys}, {column} from {table} where substring({column} from 1 for 4) <> %s order by {keys} limit %s"
_NEXT: Final = (
    "select {keys}, {column} from {table} where substring({column} from 1 for 4) <> %s and ({keys}) > ({places})"
    " order by {keys} limit %s"
)
#: Only where nobody has changed the field meanwhile.
_UPDATE: Final = "update {table} set {column} = %s where ({keys}) = ({places}) and {column} = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One column of sealed fields."""

    table: LiteralString
    column: LiteralString
    #: The table's primary key.
    keys: tuple[LiteralString, ...]
    #: How many of the keys are the field's place.
    placed_by: int

    @property
    def name(self) -> str:
        """As the cipher knows it."""
        return f"{self.table}.{self.column}"

    def row(self, keys: Sequence[Any]) -> str:
        """The field's row, as it is authenticated."""
        return "/".join(str(key) for key in keys[: self.placed_by])


def _of(table: LiteralString, column: LiteralString, *keys: LiteralString, placed_by: int = 0) -> Sealed:
    return Sealed(table=table, column=column, keys=keys, placed_by=placed_by or len(keys))


_STEP: Final[tuple[LiteralString, ...]] = ("encounter_id", "revision")
SEALED: Final = (
    _of("person", "name", "id"),
    _of("channel_identity", "account", "id"),
    _of("channel_identity", "phone", "id"),
    _of("conversation", "state", "encounter_id"),
    _of("message", "body", *_STEP, "id", placed_by=2),
    _of("answer", "value", *_STEP, "position"),
    _of("flag", "words", *_STEP, "position"),
    _of("triage", "inputs", *_STEP),
    _of("content_fault", "sentence", *_STEP, "position"),
    _of("outgoing", "body", "id"),
    _of("outgoing", "failure", "id"),
    _of("beginning", "slots", "id"),
    _of("unanswered", "words", "id"),
)

Connection = psycopg.AsyncConnection[tuple[Any, ...]]


class KeyChange:
    """One deployment's keys, for whoever changes them; use `opened`."""

    def __init__(self, connection: Connection, master: encryption.MasterKey, keys: data_keys.Keys) -> None:
        self._connection = connection
        self._master = master
        self._keys = keys
        self._cipher = keys.cipher()

    @classmethod
    @asynccontextmanager
    async def opened(cls, database_url: str, master: encryption.MasterKey) -> AsyncGenerator[Self]:
        """Connect to a migrated database.

        Raises errors.DatabaseUnavailable, here and in whatever is done, and errors.WrongMasterKey.
        """
        try:
            async with await psycopg.AsyncConnection.connect(database_url, **_SESSION) as connection:
                yield cls(connection, master, await data_keys.read(connection, master))
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise address.unavailable(database_url, error, during="a troca de chaves") from error

    async def left(self) -> int:
        """How many fields are sealed with an older key than the newest."""
        return sum([await self._count(each) for each in SEALED])

    async def reseal(self, tell: Callable[[int], object]) -> None:
        """Bring every field under the newest key; `tell` hears how many were done by each batch.

        A Bela that runs learns the newest key by this. What she sealed with an older one until then is left for a second round.
        """
        for _ in range(_ROUNDS):
            for sealed in SEALED:
                await self._reseal(sealed, tell)

    async def forget_older(self) -> int:
        """Delete the older data keys, which no field may name any more; how many there were.

        Raises errors.OthersConnected: some process could still seal with one of them.
        """
        async with self._alone():
            if await self.left():
                return 0
            deleted = await self._connection.execute(
                "delete from data_key where purpose = %s and id <> %s",
                (data_keys.Purpose.FIELDS.value, self._cipher.newest_key_id),
            )
            return deleted.rowcount

    async def change_master(self, new: encryption.MasterKey) -> None:
        """Wrap every key with another master key: all of them, or none.

        Raises errors.OthersConnected: a running process would find itself without the right key.
        """
        async with self._alone():
            for key_id, key in self._keys.by_id.items():
                wrapped = new.wrap(key)
                await self._connection.execute(
                    "update data_key set wrapped = %s where id = %s", (wrapped, key_id)
                )

    @asynccontextmanager
    async def _alone(self) -> AsyncGenerator[None]:
        """A transaction in which no other process has the keys, or can fetch them."""
        async with self._connection.transaction():
            await self._connection.execute("select pg_advisory_xact_lock(%s)", (data_keys.LOCK,))
            others = await (await self._connection.execute(_OTHERS)).fetchone()
            if others and others[0]:
                raise errors.OthersConnected(others[0])
            yield

    async def _count(self, sealed: Sealed) -> int:
        query = _composed(_COUNT, sealed)
        row = await (await self._connection.execute(query, (self._newest,))).fetchone()
        return row[0] if row else 0

    async def _reseal(self, sealed: Sealed, tell: Callable[[int], object]) -> None:
        """One column from its first key to its last."""
        rows = await self._older(sealed, after=None)
        while rows:
            cursor = self._connection.cursor()
            async with self._connection.transaction():
                await cursor.executemany(
                    _composed(_UPDATE, sealed), [self._renewed(sealed, row) for row in rows]
                )
            tell(len(rows))
            rows = await self._older(sealed, after=rows[-1][:-1])

    async def _older(self, sealed: Sealed, *, after: Sequence[Any] | None) -> list[tuple[Any, ...]]:
        query = _composed(_NEXT if after else _FIRST, sealed)
        return await (
            await self._connection.execute(query, (self._newest, *(after or ()), _BATCH))
        ).fetchall()

    def _renewed(self, sealed: Sealed, row: tuple[Any, ...]) -> tuple[Any, ...]:
        *keys, old = row
        place = {"column": sealed.name, "row": sealed.row(keys)}
        return (self._cipher.seal(self._cipher.open(old, **place), **place), *keys, old)

    @property
    def _newest(self) -> bytes:
        return encryption.key_prefix(self._cipher.newest_key_id)


def _composed(text: LiteralString, sealed: Sealed) -> sql.Composed:
    return sql.SQL(text).format(
        table=sql.Identifier(sealed.table),
        column=sql.Identifier(sealed.column),
        keys=sql.SQL(", ").join(map(sql.Identifier, sealed.keys)),
        places=sql.SQL(", ").join(sql.Placeholder() for _ in sealed.keys),
    )
