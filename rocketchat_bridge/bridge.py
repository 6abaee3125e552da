"""How does the bot hear and speak in its rooms?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rocketchat_bridge import (
    closing,
    departments,
    given_away,
    hand_off,
    intake,
    line,
    realtime,
    rest,
    rooms,
    sending,
    status,
    typist,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from rocketchat_bridge import documents, login
    from rocketchat_bridge.listener import Listener

#: Visitors' messages wait this long for an older one that the server published later.
SETTLE = timedelta(milliseconds=20)
#: The widget loads its history about half a second after the room appears and then forgets what came before.
FIRST_ANSWER_AFTER = timedelta(seconds=2)
#: A citizen waits no longer for a server that does not answer; then the hand-off counts as failed.
HAND_OFF_WITHIN = timedelta(seconds=30)
#: How often the rooms are asked for, because a stream may lose an event without losing the connection.
SWEEP_EVERY = timedelta(seconds=20)


async def _always() -> None:
    """Nobody else could speak."""


class Bridge:
    """One bot user's presence on one Rocket.Chat server."""

    def __init__(
        self,
        *,
        url: str,
        credentials: login.Credentials,
        username: str | None = None,
        listener: Listener,
        now: Callable[[], datetime],
        settle: timedelta = SETTLE,
        first_answer_after: timedelta = FIRST_ANSWER_AFTER,
        hand_off_within: timedelta = HAND_OFF_WITHIN,
        sweep_every: timedelta = SWEEP_EVERY,
        patience: realtime.Patience | None = None,
        call_timeout: float = rest.CALL_TIMEOUT,
        granted: Callable[[], Awaitable[None]] = _always,
    ) -> None:
        """`granted` returns when this process may speak: where several could, only the leader.

        `username` is who the credentials must belong to, where that matters.
        """
        self._rest = rest.Rest(
            url, now=now, unauthorised=self._log_in_again, timeout=call_timeout, granted=granted
        )
        self._rooms = rooms.Rooms()
        self._typist = typist.Typist(lambda room_id, typing: self._line.show_typing(room_id, typing=typing))
        self._intake = intake.Intake(
            rest=self._rest,
            known=self._rooms,
            listener=listener,
            typist=self._typist,
            now=now,
            settle=settle,
            first_answer_after=first_answer_after,
        )
        self._line = line.Line(
            url=url,
            credentials=credentials,
            rest=self._rest,
            intake=self._intake,
            now=now,
            patience=patience or realtime.Patience(),
            sweep_every=sweep_every.total_seconds(),
            username=username,
        )
        self._sender = sending.Sender(
            rest=self._rest, rooms=self._rooms, typist=self._typist, lose=self._intake.lose
        )
        known_departments = departments.Departments(self._rest)
        #: What becomes of rooms that the bot gave away.
        self.given_away = given_away.GivenAway(
            rest=self._rest,
            rooms=self._rooms,
            departments=known_departments,
            look_at=lambda room_id: self._intake.nudge(room_id, None),
        )
        self._hand_offs = hand_off.HandOffs(
            rest=self._rest,
            rooms=self._rooms,
            departments=known_departments,
            patience=hand_off_within.total_seconds(),
            lose=self._intake.lose,
        )
        self._closer = closing.Closer(rest=self._rest, rooms=self._rooms, lose=self._intake.lose)

    @property
    def status(self) -> status.BridgeStatus:
        """The bridge's health now."""
        return status.BridgeStatus(
            connected_since=self._line.connected_since,
            last_frame_at=self._line.last_frame_at,
            reconnects=self._line.reconnects,
            rate_limited=self._rest.rate_limited,
            rooms=len(self._rooms),
            fault=self._line.fault,
        )

    async def run(self) -> None:
        """Hear and speak until cancelled, reconnecting for ever.

        Raises errors.LoginRefused when the very first login is refused.
        """
        async with self._rest:
            try:
                await self._line.run()
            finally:
                self._typist.forget_all()
                await self._intake.stop()

    def serves(self, room_id: documents.RoomId) -> bool:
        """Whether the bot may speak in this room now."""
        return self._rooms.get(room_id) is not None

    def nudge(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        """Another source than the stream says that something happened in a room; `message_id` where it is a message."""
        self._intake.nudge(room_id, message_id)

    async def send(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str, *, bulk: bool = False
    ) -> None:
        """Post a message once, however often this is called with the same id; waits out limits and outages.

        What is `bulk`, because nobody wrote for it, leaves after every reply that waits.

        A text longer than splitting.MESSAGE_LIMIT is cut at paragraphs; the further parts get the ids "…-2", "…-3".
        Calls for one room are carried out in their order. Before the first catch-up of the process it waits.

        Raises errors.RoomNotServed, errors.SendRefused, ValueError for a text without words.
        """
        await self._sender.send(room_id, message_id, text, bulk=bulk)

    async def send_into_queue(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str
    ) -> None:
        """Post once in a room that waits in a queue; whose agent has come meanwhile is left alone.

        Raises errors.RoomNotServed, errors.SendRefused.
        """
        await self._sender.send_into_queue(room_id, message_id, text)

    async def hand_off(
        self, room_id: documents.RoomId, department_name: str, comment: str, *, unless_given: bool = False
    ) -> hand_off.HandedOff:
        """Give the room to a department and see that it arrived; done already counts as done.

        `unless_given`: see `hand_off.HandOffs.give`.

        Raises errors.HandOffFailed, errors.RoomNotServed.
        """
        return await self._hand_offs.give(room_id, department_name, comment, unless_given=unless_given)

    async def close(self, room_id: documents.RoomId, comment: str) -> None:
        """End the conversation; ended already counts as done.

        Raises errors.CloseRefused, errors.RoomNotServed (somebody else serves the room).
        """
        await self._closer.close(room_id, comment)

    async def typing(self, room_id: documents.RoomId, on: bool) -> None:  # ruff: ignore[boolean-type-hint-positional-argument] -- reads well at the call
        """Show or hide "typing…"; best effort."""
        if not self.serves(room_id):
            return
        if on:
            self._typist.start(room_id)
        else:
            self._typist.stop(room_id)

    def _log_in_again(self) -> None:
        self._line.log_in_again()
