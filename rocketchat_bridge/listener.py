"""Who is told what happens in the bot's rooms?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from rocketchat_bridge import documents


class Listener(Protocol):
    """The bridge's other side.

    Calls of one room come one after the other; rooms run beside each other. A call that raises is logged and made again
    after a pause, and the room's later calls wait for it. Everything is told *at least* once over restarts of the process,
    so an implementation keeps the ids that it has handled.
    """

    async def room_opened(self, room: documents.Room) -> None:
        """The bot serves this room now: new, returned, or found again after a restart."""

    async def message(self, room: documents.Room, message: documents.Message) -> None:
        """The visitor wrote. `message.edited_at` is set when the words were edited before the bridge first saw them."""

    async def message_changed(
        self, room: documents.Room, message: documents.Message, change: documents.Change
    ) -> None:
        """A message told before was edited, or deleted: of a deleted one only `id` and `room_id` are certain."""

    async def room_lost(self, room_id: documents.RoomId, why: documents.Lost) -> None:
        """The bot no longer serves this room: nothing may be sent there. Also told after the bot's own hand-off or closing."""

    async def seen_until(self, room_id: documents.RoomId) -> datetime | None:
        """When the last handled message of this room was sent (server's clock); None to hear the room from its beginning."""
