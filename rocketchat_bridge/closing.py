"""How does the bot end a conversation?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rocketchat_bridge import back_off, documents, errors, lookup
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.rooms import Rooms, Served

#: By default the server refuses to close without a comment.
DEFAULT_COMMENT = "Conversa encerrada."
#: Answers to `error-room-cannot-be-closed-try-again` before it counts as a refusal.
ATTEMPTS = 6

_CLOSED_ALREADY = frozenset({"error-room-already-closed", "room-closed"})
_TRY_AGAIN = "error-room-cannot-be-closed-try-again"


class Closer:
    """Closes rooms; one that is closed already counts as done."""

    def __init__(
        self, *, rest: Rest, rooms: Rooms, lose: Callable[[documents.RoomId, documents.Lost | None], None]
    ) -> None:
        self._rest = rest
        self._rooms = rooms
        self._lose = lose

    async def close(self, room_id: documents.RoomId, comment: str) -> None:
        """End the conversation.

        Raises errors.CloseRefused, errors.RoomNotServed (somebody else serves the room).
        """
        served = await self._rooms.find(room_id)
        if served is None:
            await self._check_closed(room_id)
            return
        async with served.sending:
            if served.gone.is_set():
                await self._check_closed(room_id)
                return
            served.leaving = documents.Lost.closed
            try:
                await self._insist(served, comment.strip() or DEFAULT_COMMENT)
            except BaseException:
                served.leaving = None
                raise
        self._lose(room_id, documents.Lost.closed)

    async def _insist(self, served: Served, comment: str) -> None:
        room_id = served.room.id
        pauses = back_off.pauses()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await calls.patiently(lambda: self._post(room_id, comment))
            except errors.Refused as refusal:
                if refusal.code in _CLOSED_ALREADY:
                    return
                if served.gone.is_set() or lookup.no_access(refusal):
                    await self._check_closed(room_id, refusal)
                    return
                if refusal.code != _TRY_AGAIN or attempt == ATTEMPTS:
                    raise errors.CloseRefused(room_id, refusal.code) from refusal
            else:
                return
            await served.wait(next(pauses))

    async def _post(self, room_id: documents.RoomId, comment: str) -> None:
        await self._rest.post("livechat/room.closeByUser", {"rid": room_id, "comment": comment})

    async def _check_closed(self, room_id: documents.RoomId, refusal: errors.Refused | None = None) -> None:
        room = await calls.patiently(lambda: lookup.room(self._rest, room_id))
        if room is not None and not room.open:
            return
        if refusal is not None and room is not None:
            raise errors.CloseRefused(room_id, refusal.code) from refusal
        raise errors.RoomNotServed(room_id)
