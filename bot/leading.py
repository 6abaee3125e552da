"""Which of several processes hears and speaks? Each waits for its turn to lead, and steps down when another one took over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.runtime.assembly import Assembly
from crm_sync.fencing import Fence
from crm_sync.leadership import Leadership
from rocketchat_bridge import documents
from rocketchat_bridge.bridge import Bridge


class Leading:
    """One process's part: leader or standby."""

    def __init__(self, leadership: Leadership, *, assemble: Callable[[Fence], Assembly]) -> None:
        """`assemble` makes everything that hears and speaks, anew for each reign."""
        self._leadership = leadership
        self._assemble = assemble
        self._assembly: Assembly | None = None

    @property
    def bridge(self) -> Bridge | None:
        """The bridge of the present reign."""
        return self._assembly.bridge if self._assembly else None

    @property
    def stands_by(self) -> bool:
        """Whether another process is known to lead."""
        return self._assembly is None and self._leadership.outvoted

    @property
    def connected(self) -> bool:
        """Whether this process leads and hears people."""
        return self.bridge is not None and self.bridge.status.connected_since is not None

    def nudge(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        """Something happened in a room, by another source than the stream; whoever stands by leaves it to the leader."""
        if self._assembly is not None:
            self._assembly.nudge(room_id, message_id)

    async def run(self) -> None:
        """Lead whenever that is this process's turn, until cancelled.

        Raises:
            rocketchat_bridge.errors.LoginRefused: the server does not accept the bot.
        """
        try:
            while True:
                await self._reign(await self._leadership.win())
        finally:
            await self._leadership.close()

    async def _reign(self, fence: Fence) -> None:
        self._assembly = self._assemble(fence)
        speaking = asyncio.create_task(self._assembly.run())
        leading = asyncio.create_task(self._leadership.hold(connected=lambda: self.connected))
        try:
            done, _ = await asyncio.wait({speaking, leading}, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                ended.result()
        finally:
            speaking.cancel()
            leading.cancel()
            await asyncio.gather(speaking, leading, return_exceptions=True)
            self._assembly = None
