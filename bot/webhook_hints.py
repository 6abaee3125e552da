"""What becomes of a webhook? This process looks, if it leads, and all others are told: one of them may have the room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from crm_sync.hints import Hints
from rocketchat_bridge import documents

Nudge = Callable[[documents.RoomId, documents.MessageId | None], None]


class WebhookHints:
    """Passes on what webhooks tell, here and among Bela's processes."""

    def __init__(self, hints: Hints, *, nudge: Nudge) -> None:
        """`nudge` is this process's own look; it does nothing where another one leads."""
        self._hints = hints
        self._nudge = nudge
        self._telling: set[asyncio.Task[None]] = set()

    def receive(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        """A webhook came in; returns at once."""
        self._nudge(room_id, message_id)
        task = asyncio.create_task(self._hints.tell(room_id, message_id))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def listen(self) -> None:
        """Hear what came in at the other processes, until cancelled."""
        await self._hints.listen(self._hear)

    def _hear(self, room_id: str, message_id: str | None) -> None:
        told = None if message_id is None else documents.MessageId(message_id)
        self._nudge(documents.RoomId(room_id), told)
