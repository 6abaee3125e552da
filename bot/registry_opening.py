"""How does the deployment's registry come to be open? For the service, and for every command that asks it something."""

from __future__ import annotations

import functools
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import config
from bot import awaiting, errors
from bot.told import Told
from crm_sync import address, migrate, registry
from crm_sync.encryption import MasterKey
from crm_sync.postgres_server import EmbeddedPostgres

Say = Callable[[Told], None]


@asynccontextmanager
async def database_url(deployment: config.Deployment, *, say: Say) -> AsyncGenerator[str]:
    """Where the deployment's PostgreSQL is; Bela's own is started, or joined, where the deployment has none."""
    if deployment.secrets.database_url:
        yield address.checked(deployment.secrets.database_url.reveal())
        return
    say(Told("Iniciando o PostgreSQL…", "Starting PostgreSQL…"))
    async with EmbeddedPostgres(deployment.data_folder / "postgres") as postgres:
        yield postgres.url


@asynccontextmanager
async def opened(
    deployment: config.Deployment, *, say: Say, patient: bool = False
) -> AsyncGenerator[registry.Registry]:
    """The deployment's registry, with a PostgreSQL of Bela's own where the deployment has none.

    Who is `patient` waits for a database that is not there; else crm_sync.errors.DatabaseUnavailable is raised.
    """
    secret = deployment.secrets.master_key
    if secret is None:
        raise errors.SecretMissing(
            "BELA_MASTER_KEY",
            Told(
                "gere uma com «bela key» e guarde-a no .env", "make one with «bela key» and keep it in .env"
            ),
        )
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(database_url(deployment, say=say))
        opening = functools.partial(_open_registry, url, MasterKey.from_base64(secret.reveal()))
        people = await (awaiting.database(opening, say=say) if patient else opening())
        stack.push_async_callback(people.close)
        yield people


async def _open_registry(url: str, keys: MasterKey) -> registry.Registry:
    await migrate.migrate(url)
    return await registry.Registry.open(url, keys=keys)
