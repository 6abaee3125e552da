"""How does a deployment without a PostgreSQL of its own get one? Started, watched and stopped by Bela itself.

async with EmbeddedPostgres(Path("var/demo/postgres")) as server:
    await migrate.migrate(server.url)
"""

from crm_sync.postgres_server.supervisor import EmbeddedPostgres

__all__ = ["EmbeddedPostgres"]
