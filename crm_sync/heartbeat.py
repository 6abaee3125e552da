"""How long has nobody answered for a bot user?"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final

import psycopg

from crm_sync import address

_ANSWERS_WITHIN: Final = 4.0
_SILENCE: Final = b"select clock_timestamp() - connected_at from leadership where bot = %s"


async def silence(database_url: str, bot: str) -> timedelta | None:
    """Time since a leader of this bot was last connected to Rocket.Chat; None when none ever was.

    Raises errors.DatabaseUnavailable. Needs no key: nothing personal is read.
    """
    try:
        async with asyncio.timeout(_ANSWERS_WITHIN):
            return await _asked(database_url, bot)
    except (psycopg.OperationalError, psycopg.errors.UndefinedTable, TimeoutError) as fault:
        raise address.unavailable(database_url, fault, during="a procura por um sinal de vida") from fault


async def _asked(database_url: str, bot: str) -> timedelta | None:
    async with await psycopg.AsyncConnection.connect(database_url, connect_timeout=2) as connection:
        row = await (await connection.execute(_SILENCE, (bot,))).fetchone()
    return None if row is None else row[0]
