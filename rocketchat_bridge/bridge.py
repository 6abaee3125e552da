"""How does the bot hear and speak in its rooms?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rocketchat_bridge import documents, hand_off, listener, login

#: Visitors' messages wait this long for an older one that the server published later.
SETTLE = timedelta(milliseconds=20)
#: The widget loads its history about half a second after the room appears and then forgets what came before.
FIRST_ANSWER_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeStatus:
    """The bridge's health at one moment."""

    #: When the present connection was ready and caught up; None while there is none.
    connected_since: datetime | None
    last_frame_at: datetime | None
    #: Connections made after the first.
    reconnects: int
    #: Answers 429 so far.
    rate_limited: int
    #: Rooms the bot serves.
    rooms: int
    #: One sentence on why there is no connection; None while there is one.
    fault: str | None


class Bridge:
    """One bot user's presence on one Rocket.Chat server."""

    def __init__(
        self,
        *,
        url: str,
        credentials: login.Credentials,
        listener: listener.Listener,
        now: Callable[[], datetime],
        settle: timedelta = SETTLE,
        first_answer_after: timedelta = FIRST_ANSWER_AFTER,
    ) -> None:
        raise NotImplementedError

    @property
    def status(self) -> BridgeStatus:
        """The bridge's health now."""
        raise NotImplementedError

    async def run(self) -> None:
        """Hear and speak until cancelled, reconnecting for ever.

        Raises errors.LoginRefused when the very first login is refused.
        """
        raise NotImplementedError

    def serves(self, room_id: documents.RoomId) -> bool:
        """Whether the bot may speak in this room now."""
        raise NotImplementedError

    async def send(self, room_id: documents.RoomId, message_id: documents.MessageId, text: str) -> None:
        """Post a message once, however often this is called with the same id; waits out limits and outages.

        Raises errors.RoomNotServed, errors.SendRefused.
        """
        raise NotImplementedError

    async def hand_off(
        self, room_id: documents.RoomId, department_name: str, comment: str
    ) -> hand_off.HandedOff:
        """Give the room to a department and see that it arrived; done already counts as done.

        Raises errors.HandOffFailed, errors.RoomNotServed.
        """
        raise NotImplementedError

    async def close(self, room_id: documents.RoomId, comment: str) -> None:
        """End the conversation; ended already counts as done.

        Raises errors.CloseRefused, errors.RoomNotServed (somebody else serves the room).
        """
        raise NotImplementedError

    async def typing(self, room_id: documents.RoomId, on: bool) -> None:  # noqa: FBT001 -- the contract's word
        """Show or hide "typing…"; best effort."""
        raise NotImplementedError
