"""How does the registry reach PostgreSQL? One psycopg pool for everything.

SQLAlchemy Core writes the statements whose cost does not matter; the statements of every turn are prepared ones from
`sql/`, given to psycopg directly, since compiling an expression costs as much again as running it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from importlib import resources
from typing import Any, Self

import psycopg
import psycopg_pool
import structlog
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.expression import ClauseElement

from crm_sync import address, errors

#: How long an operation waits for a connection before it says that the database is unavailable.
_CONNECTION_WAIT_S = 5.0
#: After this long without success the pool stops trying by itself; the next operation tries anew at once.
_RECONNECT_S = 5.0
_LEAST_CONNECTIONS = 2
#: A server that is gone without a word is noticed by the network layer, one that hangs by its own statement limit.
_SESSION = {
    "autocommit": True,
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "bela",
    "options": "-c statement_timeout=10s -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan",
    "prepare_threshold": 0,
}
_NONE_FREE = (psycopg_pool.PoolTimeout, psycopg_pool.PoolClosed)
_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]

type_row = tuple[Any, ...]
_log = structlog.get_logger(__name__)


def statement(name: str) -> bytes:
    """The text of one file of `sql/`."""
    return (resources.files("crm_sync") / "sql" / name).read_bytes()


class Database:
    """A pool of connections, and errors that say when it cannot be reached."""

    def __init__(self, pool: psycopg_pool.AsyncConnectionPool[psycopg.AsyncConnection[type_row]]) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, database_url: str, *, pool_size: int) -> Self:
        """Connect. Raises errors.DatabaseUnavailable."""
        pool: psycopg_pool.AsyncConnectionPool[psycopg.AsyncConnection[type_row]] = (
            psycopg_pool.AsyncConnectionPool(
                database_url,
                kwargs=_SESSION,
                min_size=min(_LEAST_CONNECTIONS, pool_size),
                max_size=pool_size,
                open=False,
                timeout=_CONNECTION_WAIT_S,
                reconnect_timeout=_RECONNECT_S,
            )
        )
        try:
            await pool.open(wait=True, timeout=_CONNECTION_WAIT_S)
        except psycopg_pool.PoolTimeout as error:
            await pool.close()
            raise errors.DatabaseUnavailable("a primeira conexão", at=address.told(database_url)) from error
        return cls(pool)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()

    @contextlib.asynccontextmanager
    async def connection(self, during: str) -> AsyncGenerator[psycopg.AsyncConnection[type_row], None]:
        """Borrow one connection.

        Raises errors.DatabaseUnavailable when there is none in time, or the server is lost while it is used.
        """
        asked_before = _asked_to_end()
        try:
            async with self._pool.connection() as connection:
                # The pool waits by asyncio.wait_for, which before Python 3.12 forgets who is asked to end in the moment
                # in which a connection comes (https://github.com/python/cpython/issues/86296).
                if _asked_to_end() > asked_before:
                    raise asyncio.CancelledError
                yield connection
        except _NONE_FREE as error:  # kinds of OperationalError, but not of a broken connection
            raise errors.DatabaseUnavailable(during) from error
        except _LOST as error:
            await self._drop_dead_connections()
            raise errors.DatabaseUnavailable(during) from error

    async def row(self, sql: bytes, parameters: Sequence[Any], *, during: str) -> type_row | None:
        """Run one prepared statement and answer its first row; results travel in binary."""
        async with self.connection(during) as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(sql, parameters, prepare=True)
            return await cursor.fetchone()

    async def all_rows(self, sql: bytes, parameters: Sequence[Any], *, during: str) -> list[type_row]:
        """Run one prepared statement and answer all its rows; results travel in binary."""
        async with self.connection(during) as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(sql, parameters, prepare=True)
            return await cursor.fetchall()

    async def execute(self, sql: bytes, parameters: Sequence[Any], *, during: str) -> None:
        """Run one prepared statement that answers no row."""
        async with self.connection(during) as connection:
            await connection.execute(sql, parameters, prepare=True)

    async def rows(self, expression: ClauseElement, *, during: str) -> list[type_row]:
        """Run one SQLAlchemy expression in a transaction of its own."""
        async with self.connection(during) as connection:
            return await run(connection, expression)

    async def _drop_dead_connections(self) -> None:
        """When one connection broke, the server may be gone under all: the pool replaces those that fail a look."""
        with contextlib.suppress(*_LOST):
            await self._pool.check()


def _asked_to_end() -> int:
    """How often this task was cancelled, whether or not it has noticed."""
    task = asyncio.current_task()
    return task.cancelling() if task else 0


async def run(connection: psycopg.AsyncConnection[type_row], expression: ClauseElement) -> list[type_row]:
    """Run one SQLAlchemy expression on a borrowed connection."""
    compiled = expression.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    parameters: Mapping[str, Any] = compiled.params
    cursor = await connection.execute(str(compiled).encode(), parameters)
    return await cursor.fetchall() if cursor.description else []
