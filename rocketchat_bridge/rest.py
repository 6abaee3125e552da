"""How is Rocket.Chat's REST interface called?"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self, TypeVar

import aiohttp
import orjson
import structlog

from rocketchat_bridge import answers, back_off, errors

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime
    from types import TracebackType

#: Seconds one call may take.
CALL_TIMEOUT = 15.0
#: Calls under way at once.
CONNECTIONS = 64

Answer = TypeVar("Answer")

_LOGIN_ROUTES = frozenset({"login", "me"})

_log = structlog.get_logger(__name__)

_JSON = {"Content-Type": "application/json"}


class Rest:
    """One bot user's REST calls; a route under a rate limit does not hold up the others."""

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        unauthorised: Callable[[], None],
        timeout: float,
        granted: Callable[[], Awaitable[None]],
    ) -> None:
        """`granted` returns when this process may change anything on the server; it is asked before every POST."""
        self._granted = granted
        self._base = f"{url.rstrip('/')}/api/v1/"
        self._now = now
        self._unauthorised = unauthorised
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self._identity: dict[str, str] = {}
        self._limited_until: dict[str, float] = {}
        self._away = False
        #: Answers 429 so far.
        self.rate_limited = 0

    async def __aenter__(self) -> Self:
        """Open the session; most calls need `authorise` first."""
        self._session = aiohttp.ClientSession(
            timeout=self._timeout,
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The HTTP session, shared with the realtime connection."""
        assert self._session is not None, "Rest is used inside `async with`"
        return self._session

    def authorise(self, *, user_id: str, token: str) -> None:
        """Make the following calls as this user."""
        self._identity = {"X-User-Id": user_id, "X-Auth-Token": token}

    async def get(self, route: str, **parameters: str) -> dict[str, Any]:
        """One GET; parameters whose name ends in "_" are lists ("agents_" is "agents[]").

        Raises errors.Refused, errors.RateLimited, errors.Unavailable.
        """
        query = {f"{name[:-1]}[]" if name.endswith("_") else name: text for name, text in parameters.items()}
        return await self._call("GET", route, query=query)

    async def post(self, route: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """One POST.

        Raises errors.Refused, errors.RateLimited, errors.Unavailable.
        """
        await self._granted()
        return await self._call("POST", route, body=orjson.dumps(body))

    async def _call(
        self, method: str, route: str, *, query: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> dict[str, Any]:
        self._pass_gate(route)
        try:
            status, raw, headers = await self._exchange(method, route, query, body)
            answer = answers.read(route, status, raw, headers, now=self._now())
        except errors.Unavailable as fault:
            self._tell_loss(fault)
            raise
        except errors.RateLimited as limit:
            self.rate_limited += 1
            self._limited_until[route] = asyncio.get_running_loop().time() + limit.wait
            raise
        except errors.Refused as refusal:
            if refusal.status == HTTPStatus.UNAUTHORIZED and await self._logged_out(route):
                self._unauthorised()
                raise errors.Unavailable(route, "the login is no longer valid") from refusal
            raise
        if self._away:
            self._away = False
            _log.info("rocketchat_back")
        return answer

    def _tell_loss(self, fault: errors.Unavailable) -> None:
        if not self._away:
            self._away = True
            _log.warning("rocketchat_unavailable", route=fault.route, why=str(fault))

    def _pass_gate(self, route: str) -> None:
        until = self._limited_until.get(route)
        if until is None:
            return
        wait = until - asyncio.get_running_loop().time()
        if wait > 0:
            raise errors.RateLimited(route, wait)
        del self._limited_until[route]

    async def _exchange(
        self, method: str, route: str, query: Mapping[str, str] | None, body: bytes | None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        headers = self._identity if body is None else self._identity | _JSON
        try:
            async with self.session.request(
                method, self._base + route, params=query, data=body, headers=headers, allow_redirects=False
            ) as response:
                return response.status, await response.read(), response.headers
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            raise errors.Unavailable(route, type(fault).__name__) from fault

    async def _logged_out(self, route: str) -> bool:
        """Whether a 401 means a dead login; 8.x also answers 401 where a permission is missing."""
        if route in _LOGIN_ROUTES:
            return False
        try:
            await self.get("me")
        except errors.Refused:
            return True
        except (errors.Unavailable, errors.RateLimited):
            return False
        return False


async def patiently(
    call: Callable[[], Awaitable[Answer]], *, pause: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> Answer:
    """Call until there is an answer, waiting out limits and outages; only for calls that may be made twice.

    `pause` waits so many seconds and may raise to give up. Raises errors.Refused.
    """
    pauses = back_off.pauses()
    while True:
        try:
            return await call()
        except errors.RateLimited as limit:
            await pause(limit.wait)
        except errors.Unavailable:
            await pause(next(pauses))
