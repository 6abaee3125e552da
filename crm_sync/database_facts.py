"""What is the database like? Version, schema and sizes, without any row of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from crm_sync.database import Database

#: The oldest PostgreSQL that the statements were written for.
OLDEST_MAJOR: Final = 15
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
    """Look once. Raises crm_sync.errors.DatabaseUnavailable."""
    database = await Database.open(url, pool_size=1)
    try:
        ((number, version, size, fsync),) = await database.rows(_SERVER, during="a leitura da versão")
        tables = await database.rows(_TABLES, during="a leitura dos tamanhos")
    finally:
        await database.close()
    return DatabaseFacts(
        major=number // 10_000,
        version=version,
        size_mb=size // 1_000_000,
        fsync=fsync == "on",
        tables={name: (rows, size_bytes) for name, rows, size_bytes in tables},
    )
