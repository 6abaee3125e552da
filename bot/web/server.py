"""Where do the pages listen? On loopback; a reverse proxy shows them further where somebody wants that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot import errors
from rocketchat_bridge import webhooks

#: Bytes of a request; more is refused while it is being read.
_LARGEST_BODY: Final = webhooks.LARGEST
#: Requests that are worked on at once; who comes then is told to come again.
AT_ONCE: Final = 64
#: Seconds until a request that is still not answered, or not even read, is given up; publishing with all its proofs takes minutes.
_ANSWERED_WITHIN: Final = 900.0
#: Seconds for which a silent connection is kept.
_KEPT_FOR: Final = 30.0


@asynccontextmanager
async def serve(
    routes: Sequence[web.RouteDef],
    *,
    port: int,
    chosen_by: str = "BELA_HEALTH_PORT",
    answered_within: float = _ANSWERED_WITHIN,
) -> AsyncGenerator[int]:
    """Serve the routes; gives the port, which is a free one for port 0. Raises errors.PortBusy.

    `chosen_by` names what somebody who needs another port would set.
    """
    app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_bounds(AT_ONCE, answered_within)])
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=_KEPT_FOR)
    await runner.setup()
    try:
        try:
            site = web.TCPSite(runner, "127.0.0.1", port)
            await site.start()
        except OSError as error:
            raise errors.PortBusy(port, chosen_by) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _bounds(at_once: int, within: float) -> Middleware:
    """Nobody takes more of the process than their share: so many requests, each for so long."""
    inside = 0

    @web.middleware
    async def bounded(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal inside
        if inside >= at_once:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})
        inside += 1
        try:
            async with asyncio.timeout(within):
                return await handler(request)
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        finally:
            inside -= 1

    return bounded
