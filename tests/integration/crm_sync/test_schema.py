"""The schema is made by migrations, and is the one the code means."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
import pytest
import sqlalchemy
from alembic import autogenerate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from crm_sync import errors, migrate, tables


@pytest.fixture
def empty_url(postgres_url):
    """A database without a schema."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return postgres_url


async def version_in(url):
    async with await psycopg.AsyncConnection.connect(url) as connection:
        return await (await connection.execute("select version_num from alembic_version")).fetchall()


async def test_processes_that_start_at_once_migrate_once(empty_url):
    """Four migrations of one empty database at once all succeed and leave one version."""
    await asyncio.gather(*(migrate.migrate(empty_url) for _ in range(4)))
    newest = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations")).get_current_head()
    assert await version_in(empty_url) == [(newest,)]


async def test_a_migrated_database_stays_as_it_is(postgres_url):
    """Migrating again changes nothing and loses no row."""
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        await connection.execute(
            "insert into person values (gen_random_uuid(), 'BELA-0000-0000', null, now())"
        )
    await migrate.migrate(postgres_url)
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        assert await (await connection.execute("select count(*) from person")).fetchone() == (1,)


def test_the_migrations_make_the_tables_of_the_code(postgres_url):
    """Comparing the migrated database with `tables` finds no difference."""
    engine = sqlalchemy.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(postgres_url))
    with engine.connect() as connection:
        assert autogenerate.compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


async def test_the_old_spelling_of_an_address_is_understood(postgres_url):
    """Hosting providers write postgres:// where libraries write postgresql://."""
    await migrate.migrate(postgres_url.replace("postgresql://", "postgres://"))


async def test_no_server_is_one_sentence(unused_tcp_port):
    """A migration without a server tells that the database did not answer."""
    with pytest.raises(errors.DatabaseUnavailable, match="atualização do esquema"):
        await migrate.migrate(f"postgresql://bela:x@127.0.0.1:{unused_tcp_port}/bela")


async def test_a_newer_programs_database_is_refused_in_one_sentence(postgres_url):
    """A program that is older than the database says so, and changes nothing."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(errors.DatabaseIsNewer, match="versão mais nova"):
        await migrate.migrate(postgres_url)
    assert await version_in(postgres_url) == [("9999",)]
