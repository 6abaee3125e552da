"""Which of several processes speaks for a bot user?

The one that holds an advisory lock in a PostgreSQL session of its own. The lock falls when the process dies. A process that is
frozen or cut off keeps it: when its heartbeat has been missing for `SILENT_FOR`, a waiting one ends its session and takes over.
Every reign has a term, larger than all before; what is written under an older one is refused (`fencing`). A leader that could
not renew its heartbeat for `SPEAKS_FOR`, by its own clock, holds its tongue until it knows that its term goes on; that ends
before anybody else may begin.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import psycopg
import structlog

from crm_sync import database, heartbeat
from crm_sync.fencing import Fence

#: Seconds between two heartbeats, and between two looks of a process that waits.
BEAT_EVERY: Final = 1.0
LOOK_EVERY: Final = 0.5
#: Seconds for which a heartbeat lets its process speak.
SPEAKS_FOR: Final = 3.0
#: Seconds without a heartbeat after which a leader may be deposed.
SILENT_FOR: Final = 4.0

_ANSWERS_WITHIN: Final = 2.0
#: The first half of every lock's key; the second is made from the bot's name.
_SPACE: Final = 0x42656C61
_SESSION: Final[dict[str, Any]] = {
    "autocommit": True,
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "application_name": "bela leader",
    "options": "-c statement_timeout=2s -c timezone=UTC",
}
_TRY_LOCK: Final = b"select pg_try_advisory_lock(%s, %s)"
_DEPOSE: Final = database.statement("depose.sql")
_LEAD: Final = database.statement("lead.sql")
_BEAT: Final = database.statement("beat.sql")

Session = psycopg.AsyncConnection[database.type_row]

_log = structlog.get_logger(__name__)


class Leadership:
    """One process's claim to speak for one bot user."""

    def __init__(
        self, database_url: str, *, bot: str, holder: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`holder` names the process to people: "host:pid"; `clock` gives seconds, and goes on while the process is frozen."""
        self.clock = clock
        self._url = database_url
        self._bot = bot
        self._holder = holder
        self._key = zlib.crc32(bot.encode()) & 0x7FFFFFFF
        self._session: Session | None = None
        self._locked = False
        self._speaks_until = 0.0
        self._confirmed = asyncio.Event()
        self._away = False
        #: The present reign; None while waiting.
        self.fence: Fence | None = None
        #: Whether another process led when this one looked last.
        self.outvoted = False

    async def close(self) -> None:
        """Give the lock back at once; safe to call twice."""
        self._fall_silent()
        self.fence = None
        await self._hang_up()

    async def silence(self) -> timedelta | None:
        """Time since a leader of this bot was last connected to Rocket.Chat; None when none ever was.

        Raises errors.DatabaseUnavailable.
        """
        return await heartbeat.silence(self._url, self._bot)

    async def win(self) -> Fence:
        """Wait until this process leads; a database that is away is waited for."""
        while True:
            elected = await self._patiently(self._elected)
            self.outvoted = elected is False
            if elected and self.fence is not None:
                _log.info("leading", bot=self._bot, term=self.fence.term)
                return self.fence
            await asyncio.sleep(LOOK_EVERY)

    @contextlib.asynccontextmanager
    async def instead(self) -> AsyncGenerator[Callable[[], bool]]:
        """Lead for a moment without speaking, so that no process of the bot can: who comes up meanwhile waits.

        The answer tells whether that is so still; it never is where a process lives, or the database does not answer.
        Nothing is waited for.
        """
        with contextlib.suppress(psycopg.errors.UndefinedTable):
            await self._patiently(self._elected)
        holding = asyncio.create_task(self.hold(connected=lambda: False)) if self.fence else None
        try:
            yield lambda: holding is not None and not holding.done() and self.clock() < self._speaks_until
        finally:
            if holding:
                holding.cancel()
                await asyncio.gather(holding, return_exceptions=True)
            await self.close()

    async def hold(self, *, connected: Callable[[], bool]) -> None:
        """Keep the heartbeat going; returns when another process leads.

        `connected` tells whether people are heard at the moment. While the database is away nobody can know whose term it is:
        nothing is written, `granted` waits, and this goes on trying.
        """
        while True:
            await asyncio.sleep(BEAT_EVERY)
            goes_on = await self._patiently(lambda: self._renewed(connected=connected()))
            if goes_on is False:
                _log.warning("leadership_lost", bot=self._bot)
                self._fall_silent()
                return

    async def granted(self) -> None:
        """Return when this process may speak: at once while its heartbeat is fresh, else once it is renewed."""
        while self.clock() >= self._speaks_until:
            self._confirmed.clear()
            await self._confirmed.wait()

    async def _elected(self) -> bool:
        session = await self._connected()
        if not await self._has_lock(session) and not (
            await self._deposed(session) and await self._has_lock(session)
        ):
            return False
        asked_at = self.clock()
        (term,) = await _one(session, _LEAD, (self._bot, self._holder))
        self.fence = Fence(bot=self._bot, term=term)
        self._speak(asked_at)
        return True

    async def _renewed(self, *, connected: bool) -> bool:
        """Whether the term goes on; its row decides. A session that was lost takes the lock again when it can."""
        assert self.fence is not None
        session = await self._connected()
        await self._has_lock(session)
        asked_at = self.clock()
        (beats,) = await _one(session, _BEAT, (connected, self._bot, self.fence.term))
        if beats:
            self._speak(asked_at)
        return bool(beats)

    def _speak(self, asked_at: float) -> None:
        self._speaks_until = asked_at + SPEAKS_FOR
        self._confirmed.set()

    def _fall_silent(self) -> None:
        self._speaks_until = 0.0

    async def _connected(self) -> Session:
        if self._session is None:
            self._session = await psycopg.AsyncConnection.connect(self._url, **_SESSION)
            self._locked = False
        return self._session

    async def _has_lock(self, session: Session) -> bool:
        if not self._locked:
            (self._locked,) = await _one(session, _TRY_LOCK, (_SPACE, self._key))
        return self._locked

    async def _deposed(self, session: Session) -> bool:
        """Whether a leader that has been silent for too long was put down."""
        silent = {"bot": self._bot, "space": _SPACE, "key": self._key, "silent": SILENT_FOR}
        (ended,) = await _one(session, _DEPOSE, silent)
        if ended:
            _log.warning("leader_deposed", bot=self._bot)
        return bool(ended)

    async def _patiently(self, attempt: Callable[[], Awaitable[bool]]) -> bool | None:
        """What the attempt gives; None when the database does not answer, which is logged once."""
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN):
                outcome = await attempt()
        except (psycopg.OperationalError, psycopg.InterfaceError) as fault:
            # The session is gone, and with it the lock: somebody else may lead in the next moment.
            self._fall_silent()
            await self._part(type(fault).__name__)
            return None
        except TimeoutError:
            await self._part("TimeoutError")
            return None
        self._away = False
        return outcome

    async def _part(self, why: str) -> None:
        if not self._away:
            self._away = True
            _log.warning("leadership_unconfirmed", bot=self._bot, why=why)
        await self._hang_up()

    async def _hang_up(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with contextlib.suppress(psycopg.Error):
                await session.close()


async def _one(session: Session, statement: bytes, parameters: Any) -> database.type_row:
    row = await (await session.execute(statement, parameters)).fetchone()
    assert row is not None, "every statement here answers one row"
    return row
