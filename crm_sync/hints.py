"""How do Bela's processes tell each other that something happened in a room? PostgreSQL carries it, and keeps nothing.

A webhook arrives at any process: at a standby, or at one of another bot user, where the room is not known. Ids are told, no words.
A hint that is lost, because the database is away or nobody listens at that moment, is made up for by the sweep.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import Any, Final

import orjson
import psycopg
import structlog

from crm_sync import errors
from crm_sync.database import Database

_CHANNEL: Final = "bela_room_hints"
_TELL: Final = b"select pg_notify('bela_room_hints', %s)"
#: Seconds before a lost connection is made anew.
_AGAIN: Final = 1.0
_SESSION: Final[dict[str, Any]] = {
    "autocommit": True,
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "bela hints",
}

#: Told the room's id, and the message's where it is about one.
Heard = Callable[[str, str | None], None]

_log = structlog.get_logger(__name__)


class Hints:
    """One process's way to tell all others, and to hear from them."""

    def __init__(self, db: Database, database_url: str) -> None:
        """What it tells, it does not hear itself."""
        self._db = db
        self._url = database_url
        self._process = secrets.token_hex(8)

    async def tell(self, room_id: str, message_id: str | None) -> None:
        """Tell the other processes; where the database does not answer, nobody is told."""
        body = orjson.dumps([self._process, room_id, message_id]).decode()
        try:
            await self._db.row(_TELL, (body,), during="um aviso aos outros processos")
        except errors.DatabaseUnavailable:
            _log.info("hint_not_told", room=room_id)

    async def listen(self, heard: Heard) -> None:
        """Hear from the other processes until cancelled, through any outage."""
        while True:
            try:
                await self._listen(heard)
            except (psycopg.OperationalError, psycopg.InterfaceError):
                await asyncio.sleep(_AGAIN)

    async def _listen(self, heard: Heard) -> None:
        async with await psycopg.AsyncConnection.connect(self._url, **_SESSION) as connection:
            await connection.execute(f"listen {_CHANNEL}".encode())
            async for notice in connection.notifies():
                process, room_id, message_id = orjson.loads(notice.payload)
                if process != self._process:
                    heard(room_id, message_id)
