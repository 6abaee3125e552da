"""`POST /rocketchat/webhook`: where Rocket.Chat tells of conversations, besides its realtime connection.

Only who knows the secret is heard. The answer is empty and leaves at once: older servers make citizens wait for it.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final

from aiohttp import web

from rocketchat_bridge import webhooks

PATH: Final = "/rocketchat/webhook"
#: Seconds in which a webhook's body has to be there; Rocket.Chat itself gives up after 10.
_READ_WITHIN: Final = 10.0


def routes(receiver: webhooks.Receiver, *, read_within: float = _READ_WITHIN) -> list[web.RouteDef]:
    """The one address."""

    async def receive(request: web.Request) -> web.Response:
        if not receiver.admits(request.headers.get(webhooks.SECRET_HEADER)):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if (request.content_length or 0) > webhooks.LARGEST:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            async with asyncio.timeout(read_within):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        return web.Response(status=receiver.receive(body))

    return [web.post(PATH, receive)]
