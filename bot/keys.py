"""How are the keys of the stored data changed, at the terminal?"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import config
from bot import errors, registry_opening
from bot.told import Told
from crm_sync.encryption import MasterKey
from crm_sync.resealing import KeyChange

Say = Callable[[Told], None]


async def rotate(deployment: config.Deployment) -> int:
    """Make a new data key, which all fields are sealed with from now on; its number. A running Bela learns it by herself."""
    async with registry_opening.opened(deployment, say=_nothing) as people:
        return await people.rotate_data_key()


async def reseal(deployment: config.Deployment, *, tell: Callable[[int, int], object]) -> int:
    """Bring everything stored under the newest data key; `tell` hears how many of how many are done. How many are left.

    Started again after it was killed it goes on with the rest.
    """
    async with _opened(deployment) as keys:
        total, done = await keys.left(), 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            tell(min(done, total), total)

        await keys.reseal(count)
        return await keys.left()


async def forget_older(deployment: config.Deployment) -> int:
    """Delete the data keys that no field names any more; how many there were.

    Raises:
        crm_sync.errors.OthersConnected: a Bela runs.
    """
    async with _opened(deployment) as keys:
        return await keys.forget_older()


async def change_master(deployment: config.Deployment, new: str) -> None:
    """Wrap the data keys with another master key, given as BELA_MASTER_KEY has it.

    Raises:
        crm_sync.errors.OthersConnected: a Bela runs.
        crm_sync.errors.MasterKeyInvalid: that is no master key.
    """
    key = MasterKey.from_base64(new)
    async with _opened(deployment) as keys:
        await keys.change_master(key)


@asynccontextmanager
async def _opened(deployment: config.Deployment) -> AsyncGenerator[KeyChange]:
    """The keys of a database that is up to date and was opened with the deployment's master key."""
    secret = deployment.secrets.master_key
    async with registry_opening.database_url(deployment, say=_nothing) as url:
        async with registry_opening.opened(deployment, say=_nothing):
            pass
        if secret is None:
            raise errors.SecretMissing(
                "BELA_MASTER_KEY", Told("sem ela nada se abre", "without it nothing opens")
            )
        async with KeyChange.opened(url, MasterKey.from_base64(secret.reveal())) as keys:
            yield keys


def _nothing(_: Told) -> None:
    """Nobody waits for a word about the database here."""
