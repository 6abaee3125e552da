"""How does the bot stay connected?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from rocketchat_bridge import allowance, back_off, documents, errors, frames, login, realtime

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rocketchat_bridge.intake import Intake
    from rocketchat_bridge.rest import Rest

_NOT_YET = "ainda conectando"

_log = structlog.get_logger(__name__)


class Line:
    """Logs in, holds one realtime connection, and makes the next one when it is lost."""

    def __init__(
        self,
        *,
        url: str,
        credentials: login.Credentials,
        rest: Rest,
        intake: Intake,
        now: Callable[[], datetime],
        patience: realtime.Patience,
        sweep_every: float,
        username: str | None,
    ) -> None:
        """`username` is who the credentials must belong to, where that matters."""
        self._expected = username
        self._url = url
        self._credentials = credentials
        self._rest = rest
        self._intake = intake
        self._now = now
        self._patience = patience
        self._sweep_every = sweep_every
        self._identity: login.Identity | None = None
        self._username = ""
        self._connection: realtime.Connection | None = None
        self._companions: list[asyncio.Task[None]] = []
        self._pauses = back_off.pauses()
        self._connections = 0
        self._typing_pace = allowance.Allowance(burst=15, per_second=1.0)
        #: When the present connection was ready and caught up.
        self.connected_since: datetime | None = None
        #: When the server last said anything.
        self.last_frame_at: datetime | None = None
        #: Why there is no connection, in one sentence.
        self.fault: str | None = _NOT_YET

    @property
    def reconnects(self) -> int:
        """Connections made after the first."""
        return max(0, self._connections - 1)

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises errors.LoginRefused when the very first login is refused.
        """
        while True:
            try:
                await self._connect()
            except errors.LoginRefused as refusal:
                if not self._username:
                    raise
                self._identity = None
                await self._pause(refusal, next(self._pauses))
            except errors.RateLimited as limit:
                await self._pause(limit, limit.wait)
            except (errors.ConnectionLost, errors.Unavailable) as fault:
                await self._pause(fault, next(self._pauses))

    def log_in_again(self) -> None:
        """The login is no longer valid."""
        self._identity = None
        if self._connection is not None:
            self._connection.drop("the login is no longer valid")

    def show_typing(self, room_id: documents.RoomId, *, typing: bool) -> bool:
        """Tell a room's other side that the bot is typing, or no longer; false when it could not be told."""
        if self._connection is None or self.connected_since is None or not self._typing_pace.take():
            return False
        self._connection.tell(frames.activity("typing", room_id, self._username, typing=typing))
        return True

    async def _connect(self) -> None:
        if self._identity is None:
            self._identity = await login.log_in(self._rest, self._credentials)
            self._check(self._identity)
            self._username = self._identity.username
        self._intake.begin(self._identity.user_id)
        async with realtime.connect(
            self._rest.session, self._url, self._identity, patience=self._patience, heard=self._heard
        ) as connection:
            self._connection = connection
            try:
                await connection.run(ready=self._be_ready, handle=self._handle)
            finally:
                self._connection = None
                self.connected_since = None
                await self._end_companions()

    def _check(self, identity: login.Identity) -> None:
        """Where each bot has processes of its own, none may speak as another one."""
        if self._expected not in {None, identity.username}:
            raise errors.LoginRefused(
                f"O token é de {identity.username}, e não de {self._expected}; cada robô tem o seu.",
                f"The token is {identity.username}'s and not {self._expected}'s; each bot has its own.",
            )

    def _heard(self) -> None:
        self.last_frame_at = self._now()

    def _handle(self, event: frames.Event) -> None:
        if isinstance(event, frames.LoggedOut):
            self.log_in_again()
        else:
            self._intake.handle(event)

    def _be_ready(self) -> None:
        connection = self._connection
        assert connection is not None
        self._connections += 1
        self._companions = [
            asyncio.create_task(self._keep_up(connection)),
            asyncio.create_task(self._intake.deletions.run(connection.tell)),
        ]

    async def _keep_up(self, connection: realtime.Connection) -> None:
        try:
            await self._intake.refresh()
            self._tell_connected()
            while True:
                await asyncio.sleep(self._sweep_every)
                await self._intake.sweep()
        except Exception:  # ruff: ignore[blind-except] -- whatever it is, a new connection asks everything again
            _log.exception("catch_up_failed")
            connection.drop("what was missed could not be asked for")

    def _tell_connected(self) -> None:
        self._pauses = back_off.pauses()
        self.connected_since = self._now()
        self.fault = None
        _log.info("bridge_connected", reconnects=self.reconnects)

    async def _end_companions(self) -> None:
        for task in self._companions:
            task.cancel()
        await asyncio.gather(*self._companions, return_exceptions=True)
        self._companions = []
        await self._intake.interrupt()

    async def _pause(self, fault: errors.BridgeError, seconds: float) -> None:
        """Wait before the next connection; told once, however often it fails."""
        if self.fault in {None, _NOT_YET}:
            _log.warning("bridge_lost", why=str(fault))
        self.fault = _in_words(fault)
        await asyncio.sleep(seconds)


def _in_words(fault: errors.BridgeError) -> str:
    """For the operator, on the health page."""
    match fault:
        case errors.LoginRefused():
            return str(fault)
        case errors.RateLimited(wait=wait):
            return f"o Rocket.Chat pede para esperar {wait:.0f} s"
        case errors.Unavailable(route=route, status=status):
            return f"o Rocket.Chat não responde a {route} ({status or 'sem resposta'}); a Bela tenta de novo"
        case _:
            return f"a conexão com o Rocket.Chat caiu ({fault}); a Bela tenta de novo"
