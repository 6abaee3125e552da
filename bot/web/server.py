"""Where do the pages listen? On loopback; a reverse proxy shows them further where somebody wants that."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bot import errors
from rocketchat_bridge import webhooks

#: Bytes of a request; more is refused while it is being read.
_LARGEST_BODY: Final = webhooks.LARGEST


@asynccontextmanager
async def serve(
    routes: Sequence[web.RouteDef], *, port: int, chosen_by: str = "BELA_HEALTH_PORT"
) -> AsyncGenerator[int]:
    """Serve the routes; gives the port, which is a free one for port 0. Raises errors.PortBusy.

    `chosen_by` names what somebody who needs another port would set.
    """
    app = web.Application(client_max_size=_LARGEST_BODY)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
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
