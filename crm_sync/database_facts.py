"""What is the database like? Version, schema and sizes, without any row of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from sqlalchemy import text

from crm_sync import address, database

#: The oldest PostgreSQL that the statements were written for.
OLDEST_MAJOR: Final = 15
_SESSION: Final[Mapping[str, Any]] = {"connect_timeout": 5, "options": "-c statement_timeout=10s"}
_SERVER: Final = text(
    "select current_setting('server_version_num')::int, current_setting('server_version'),"
    " pg_database_size(current_database()), current_setting('fsync')"
)
_TABLES: Final = text(
    "select relname, n_live_tup, pg_total_relation_size(relid) from pg_stat_user_tables order by relname"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """One look."""

    major: int
    #: "18.1 (Debian …)"
    version: str
    size_mb: int
    fsync: bool
    #: Table → (rows, estimated; bytes with indexes).
    tables: Mapping[str, tuple[int, int]]


async def read(url: str) -> DatabaseFacts:
    """Look once. Raises crm_sync.errors.DatabaseUnavailable and DatabaseUrlInvalid."""
    try:
        async with await psycopg.AsyncConnection.connect(address.checked(url), **_SESSION) as connection:
            ((number, version, size, fsync),) = await database.run(connection, _SERVER)
            tables = await database.run(connection, _TABLES)
    except (psycopg.OperationalError, psycopg.InterfaceError) as fault:
        raise address.unavailable(url, fault, during="a leitura dos tamanhos") from fault
    return DatabaseFacts(
        major=number // 10_000,
        version=version,
        size_mb=size // 1_000_000,
        fsync=fsync == "on",
        tables={name: (rows, size_bytes) for name, rows, size_bytes in tables},
    )
