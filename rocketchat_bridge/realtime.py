"""How is one realtime (DDP) connection held?"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog

from rocketchat_bridge import errors, frames, login

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable


_log = structlog.get_logger(__name__)

_MESSAGES, _MEMBERSHIPS, _ROOMS, _LOGOUT = "messages", "memberships", "rooms", "logout"
#: Without these the bot is deaf.
_NEEDED = frozenset({_MESSAGES, _MEMBERSHIPS, _ROOMS})
#: Larger than any frame of a room or message.
_LARGEST_FRAME = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds that a connection may take over things."""

    #: Of silence before we ping.
    ping_after: float = 20.0
    #: Of silence after which the connection is dead, as a half-open socket tells nothing.
    dead_after: float = 45.0
    #: From connecting until the subscriptions run.
    ready_within: float = 30.0
    #: Of silence before that: every step is answered at once by a server that is there.
    answer_within: float = 10.0


class Connection:
    """One DDP session of the bot, from login to loss."""

    def __init__(
        self,
        socket: aiohttp.ClientWebSocketResponse,
        identity: login.Identity,
        *,
        patience: Patience,
        heard: Callable[[], None],
    ) -> None:
        self._socket = socket
        self._identity = identity
        self._patience = patience
        self._heard = heard
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._last_frame = asyncio.get_running_loop().time()
        self._missing = set(_NEEDED)
        self._dropped: str | None = None
        self._limit = asyncio.timeout(None)

    async def run(self, *, ready: Callable[[], None], handle: Callable[[frames.Event], None]) -> None:
        """Hand on events until the connection ends; `ready` is called once the subscriptions run.

        Raises errors.ConnectionLost, errors.LoginRefused.
        """
        tasks = [asyncio.create_task(self._write()), asyncio.create_task(self._watch())]
        self.tell(frames.CONNECT)
        try:
            async with self._limit:
                await self._read(ready, handle)
        except TimeoutError:
            raise errors.ConnectionLost(self._dropped or "the server fell silent") from None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def tell(self, frame: str) -> None:
        """Send a frame soon; forgotten when the connection ends first."""
        self._outgoing.put_nowait(frame)

    def drop(self, why: str) -> None:
        """End the connection."""
        if self._dropped is None:
            self._dropped = why
            with contextlib.suppress(RuntimeError):  # not begun, or ended already
                self._limit.reschedule(asyncio.get_running_loop().time())

    async def _read(self, ready: Callable[[], None], handle: Callable[[frames.Event], None]) -> None:
        clock = asyncio.get_running_loop().time
        while self._dropped is None:
            message = await self._socket.receive()
            if message.type not in {aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY}:
                raise errors.ConnectionLost(f"the server closed the connection ({self._socket.close_code})")
            self._last_frame = clock()
            self._heard()
            frame = frames.read(message.data)
            if frame is not None and not self._answer(frame, ready):
                _hand_on(frame, handle)
        raise errors.ConnectionLost(self._dropped)

    def _answer(self, frame: frames.Frame, ready: Callable[[], None]) -> bool:
        """Deal with the frames of the session itself; false for an event."""
        match frame:
            case frames.Pinged(id=id_):
                self.tell(frames.pong(id_))
            case frames.Connected():
                self.tell(frames.login(self._identity.token))
            case frames.LoggedIn():
                self._subscribe()
            case frames.Ready(ids=ids):
                self._become_ready(ids, ready)
            case frames.Refused():
                _raise_if_fatal(frame)
            case _:
                return False
        return True

    def _subscribe(self) -> None:
        own = self._identity.user_id
        self.tell(frames.subscribe(_MESSAGES, "stream-room-messages", "__my_messages__"))
        self.tell(frames.subscribe(_MEMBERSHIPS, "stream-notify-user", f"{own}/subscriptions-changed"))
        self.tell(frames.subscribe(_ROOMS, "stream-notify-user", f"{own}/rooms-changed"))
        self.tell(frames.subscribe(_LOGOUT, "stream-notify-user", f"{own}/force_logout"))

    def _become_ready(self, ids: tuple[str, ...], ready: Callable[[], None]) -> None:
        if self._missing and not self._missing.difference(ids):
            ready()
        self._missing.difference_update(ids)

    async def _write(self) -> None:
        while True:
            frame = await self._outgoing.get()
            try:
                await self._socket.send_str(frame)
            except (aiohttp.ClientError, OSError) as fault:
                self.drop(f"a frame could not be sent ({type(fault).__name__})")
                return

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        patience = self._patience
        pause = (
            min(patience.ping_after, patience.dead_after, patience.ready_within, patience.answer_within) / 4
        )
        while True:
            await asyncio.sleep(pause)
            silence = loop.time() - self._last_frame
            if silence > self._patience.dead_after:
                self.drop(f"the server said nothing for {silence:.0f} s")
            elif self._missing and loop.time() - begun > self._patience.ready_within:
                self.drop(f"the subscriptions were not ready within {self._patience.ready_within:.0f} s")
            elif self._missing and silence > self._patience.answer_within:
                self.drop(f"the server left the subscriptions unanswered for {silence:.0f} s")
            elif silence > self._patience.ping_after:
                self.tell(frames.PING)


def _hand_on(frame: frames.Frame, handle: Callable[[frames.Event], None]) -> None:
    """Let an event be dealt with; one that cannot be is logged, and the next catch-up or sweep makes up for it."""
    try:
        handle(frame)  # type: ignore[arg-type]  # the session's own frames do not come here
    except Exception:  # ruff: ignore[blind-except] -- no document of a server may end the reading
        _log.exception("event_failed", event_type=type(frame).__name__)


def _raise_if_fatal(refusal: frames.Refused) -> None:
    if refusal.id == frames.LOGIN:
        raise login.refused(refusal.code)
    if refusal.id in _NEEDED or refusal.code == "failed":
        raise errors.ConnectionLost(f"the server refused the subscription {refusal.id}: {refusal.code}")


@contextlib.asynccontextmanager
async def connect(
    session: aiohttp.ClientSession,
    url: str,
    identity: login.Identity,
    *,
    patience: Patience,
    heard: Callable[[], None],
) -> AsyncGenerator[Connection, None]:
    """Open a connection; `heard` is called at every frame.

    Raises errors.ConnectionLost.
    """
    address = f"{url.rstrip('/')}/websocket".replace("http", "ws", 1)
    try:
        async with asyncio.timeout(patience.ready_within):
            socket = await session.ws_connect(
                address,
                max_msg_size=_LARGEST_FRAME,
                timeout=aiohttp.ClientWSTimeout(ws_close=1.0),
            )
    except (aiohttp.ClientError, TimeoutError, OSError) as fault:
        raise errors.ConnectionLost(f"the server does not answer ({type(fault).__name__})") from fault
    try:
        yield Connection(socket, identity, patience=patience, heard=heard)
    finally:
        await socket.close()
