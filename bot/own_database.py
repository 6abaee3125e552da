"""How is Bela's own PostgreSQL kept running without Bela? For putting a backup back: nobody may write meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import config
from bot import errors
from bot.stopping import until_stopped
from bot.told import Told
from crm_sync.postgres_server import EmbeddedPostgres


def run(deployment: config.Deployment, *, say: Callable[[Told], None]) -> None:
    """Keep the server of the data folder until SIGINT or SIGTERM; its database is made, empty, where there is none.

    Raises:
        errors.CannotRun: the deployment uses a PostgreSQL that is not Bela's.
    """
    if deployment.secrets.database_url is not None:
        raise errors.CannotRun(
            "DATABASE_URL aponta para um PostgreSQL seu; use as ferramentas dele, ou apague a linha no .env.",
            "DATABASE_URL names a PostgreSQL of yours; use its own tools, or delete the line in .env.",
        )
    asyncio.run(until_stopped(_keep(EmbeddedPostgres(deployment.data_folder / "postgres"), say=say)))


async def _keep(server: EmbeddedPostgres, *, say: Callable[[Told], None]) -> None:
    async with server:
        folder = server.folder
        say(
            Told(
                f"O PostgreSQL da Bela está no ar, em {folder}, até Ctrl-C; a Bela não atende.",
                f"Bela's PostgreSQL is running, in {folder}, until Ctrl-C; Bela answers nobody.",
            )
        )
        await asyncio.Event().wait()
