"""How does a database get, or keep up with, the registry's schema?"""

from __future__ import annotations

import asyncio
from importlib import resources

import psycopg
import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, pool

from crm_sync import address, errors

#: Two processes that start at once migrate one after the other; the second finds nothing to do.
_LOCK = sqlalchemy.text("select pg_advisory_lock(7236418890)")
_UNLOCK = sqlalchemy.text("select pg_advisory_unlock(7236418890)")


async def migrate(database_url: str) -> None:
    """Bring the schema to the newest version; changes nothing when it is there already.

    Raises errors.DatabaseUnavailable, and errors.DatabaseIsNewer when this program does not know its version.
    """
    await asyncio.to_thread(migrate_now, database_url)


def migrate_now(database_url: str) -> None:
    """The same, for callers without an event loop."""
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(database_url), poolclass=pool.NullPool
    )
    try:
        with engine.connect() as connection:
            _upgrade(connection)
    except sqlalchemy.exc.OperationalError as error:
        raise address.unavailable(database_url, error.orig, during="a atualização do esquema") from error


def _upgrade(connection: Connection) -> None:
    connection.execute(_LOCK)
    connection.commit()
    try:
        settings = configuration(connection)
        known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
        present = MigrationContext.configure(connection).get_current_heads()
        connection.rollback()  # Alembic commits only a transaction that it began itself
        if not known.issuperset(present):
            raise errors.DatabaseIsNewer
        command.upgrade(settings, "head")
    finally:
        connection.rollback()
        connection.execute(_UNLOCK)


def configuration(connection: Connection) -> Config:
    """Alembic's settings for one connection."""
    config = Config()
    config.set_main_option("script_location", str(resources.files("crm_sync") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
