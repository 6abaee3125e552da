"""A real PostgreSQL for tests: one embedded server per session, one fresh migrated database per test.

Use it with `from tests.postgres import postgres_server, postgres_url` in a conftest.py, and ask for `postgres_url`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from crm_sync import migrate
from crm_sync.postgres_server import EmbeddedPostgres

_TEMPLATE = "migrated"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgres_server() -> AsyncIterator[EmbeddedPostgres]:
    """A server with a migrated template database; fsync is on, as in service."""
    # Not below pytest's own folder, which only we could enter: PostgreSQL runs as nobody when we are root.
    folder = Path(tempfile.mkdtemp(prefix="bela-postgres-"))
    try:
        async with EmbeddedPostgres(folder) as server:
            _run(server.url, sql.SQL("create database {}").format(sql.Identifier(_TEMPLATE)))
            migrate.migrate_now(_database(server.url, _TEMPLATE))
            yield server
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """The address of a database of this test's own: migrated, empty."""
    with fresh_database(postgres_server) as url:
        yield url


@contextmanager
def fresh_database(server: EmbeddedPostgres) -> Generator[str]:
    """The address of a migrated, empty database, which is dropped in the end."""
    name = f"test_{uuid4().hex}"
    template = sql.Identifier(_TEMPLATE)
    database = sql.Identifier(name)
    _run(server.url, sql.SQL("create database {} template {}").format(database, template))
    try:
        yield _database(server.url, name)
    finally:
        _run(server.url, sql.SQL("drop database {} with (force)").format(database))


def _database(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


def _run(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
