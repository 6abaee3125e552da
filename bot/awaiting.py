"""What is waited for when Bela starts? The database: start order does not matter, and what is missing is said once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.told import Told
from crm_sync import errors

_Made = TypeVar("_Made")

#: Seconds between two tries.
_AGAIN: Final = 1.0

_log = structlog.get_logger()


async def database(
    work: Callable[[], Awaitable[_Made]], *, say: Callable[[Told], None], again: float = _AGAIN
) -> _Made:
    """Do the work, which needs the database, as soon as there is one; told once, however long it takes."""
    told = False
    while True:
        try:
            return await work()
        except errors.DatabaseUnavailable as missing:
            if not told:
                told = True
                _log.warning("database_awaited")
                say(
                    Told(f"{missing.told.pt} A Bela espera por ele.", f"{missing.told.en} Bela waits for it.")
                )
        await asyncio.sleep(again)
