"""`POST /rocketchat/webhook`: where Rocket.Chat tells of conversations, besides its realtime connection.

Only who knows the secret is heard. The answer is empty and leaves at once: older servers make citizens wait for it.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from aiohttp import web

from rocketchat_bridge import webhooks

PATH: Final = "/rocketchat/webhook"


def routes(receiver: webhooks.Receiver) -> list[web.RouteDef]:
    """The one address."""

    async def receive(request: web.Request) -> web.Response:
        if not receiver.admits(request.headers.get(webhooks.SECRET_HEADER)):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if (request.content_length or 0) > webhooks.LARGEST:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return web.Response(status=receiver.receive(await request.read()))

    return [web.post(PATH, receive)]
