"""`GET /metrics`: figures for the operator's monitoring, in Prometheus' text format.

Whoever reaches the port may read them: they hold no personal data, and the port listens on loopback.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot import health
from bot.figures import Figures

_DEGREES: Final = {
    health.State.well: 0,
    health.State.standby: 0,
    health.State.degraded: 1,
    health.State.down: 2,
}


def routes(report: Callable[[], Awaitable[health.Report]], figures: Figures) -> list[web.RouteDef]:
    """The one address, with a fresh report."""

    async def metrics(_: web.Request) -> web.Response:
        now = await report()
        text = figures.text(
            states={part.id: _DEGREES[part.state] for part in now.parts},
            numbers={number.id: number.value for number in now.numbers},
        )
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/metrics", metrics)]
