"""Which webhooks does the server send?"""

from __future__ import annotations

import asyncio
import contextlib
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp

from sandbox import encoding, webhook_bodies
from sandbox.journal import Kind
from sandbox.world import events

if TYPE_CHECKING:
    from sandbox.journal import Journal
    from sandbox.world import World
    from sandbox.world.documents import Document

_ATTEMPTS = 5
_SETTING_OF_TYPE = {
    "LivechatSessionStart": "Livechat_webhook_on_start",
    "LivechatSessionQueued": "Livechat_webhook_on_chat_queued",
    "LivechatSessionTaken": "Livechat_webhook_on_chat_taken",
    "LivechatSessionForwarded": "Livechat_webhook_on_forward",
    "LivechatSession": "Livechat_webhook_on_close",
}


class Sender:
    """Posts events to `Livechat_webhookUrl`, asynchronously; retries network errors, 429 and 5xx."""

    def __init__(self, world: World, journal: Journal) -> None:
        self._world = world
        self._journal = journal
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Get ready to send."""
        self._client = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Give up what is not delivered yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    def __call__(self, event: events.Event) -> None:
        """Send what this event asks for, if it is switched on."""
        if not self._world.settings["Livechat_webhookUrl"]:
            return
        if isinstance(event, events.Signal) and self._is_on(_SETTING_OF_TYPE.get(event.type)):
            self._send(webhook_bodies.session(self._world, event), event.room)
        elif isinstance(event, events.MessageSaved) and event.new and "t" not in event.message:
            speaker = "visitor" if "token" in event.message else "agent"
            if self._is_on(f"Livechat_webhook_on_{speaker}_message"):
                body = webhook_bodies.message(self._world, event.room, event.message)
                self._send(body, event.room)
        elif isinstance(event, events.OfflineMessageLeft) and self._is_on("Livechat_webhook_on_offline_msg"):
            self._send(webhook_bodies.offline_message(event.form), None)

    def _is_on(self, setting: str | None) -> bool:
        """What has no switch is always sent."""
        return setting is None or bool(self._world.settings[setting])

    def _send(self, body: Document, room: Document | None) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(body, room))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, body: Document, room: Document | None) -> None:
        content = encoding.rest(body)
        timeout = self._world.settings["Livechat_http_timeout"] / 1000
        for attempt in range(_ATTEMPTS):
            if attempt:
                await asyncio.sleep(4 * timeout)
            status, text = await self._post(content, timeout)
            if status == HTTPStatus.OK and room is not None and text:
                room["crmData"] = text
            if status is not None:
                self._journal.record(kind=Kind.WEBHOOK, name=body["type"], status=status)
                if not _is_worth_a_retry(status):
                    return

    async def _post(self, content: bytes, seconds: float) -> tuple[int | None, str]:
        """Status and text of the answer; no status when there was none."""
        assert self._client is not None
        headers = {"Content-Type": "application/json"}
        secret: str = self._world.settings["Livechat_secret_token"]
        if secret:
            headers["X-RocketChat-Livechat-Token"] = secret
        url = self._world.settings["Livechat_webhookUrl"]
        limit = aiohttp.ClientTimeout(total=seconds)
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._client.post(url, data=content, headers=headers, timeout=limit) as response:
                return response.status, await response.text()
        return None, ""


def _is_worth_a_retry(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
