"""How does a message of the bot reach a room exactly once?"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from rocketchat_bridge import back_off, errors, json_text, lookup, places, rooms, splitting
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from rocketchat_bridge import documents
    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.rooms import Rooms, Served
    from rocketchat_bridge.typist import Typist


#: Messages on their way to the server at once, below `rest.CONNECTIONS`, and how many of them may be bulk.
PLACES = 48
FOR_BULK = 6
#: Seconds that bulk lets replies go first when a limit has ended.
_BULK_WAITS_LONGER = 1.0


class Sender:
    """Posts under ids of our own: an id that the server knows already is not posted again."""

    def __init__(
        self,
        *,
        rest: Rest,
        rooms: Rooms,
        typist: Typist,
        lose: Callable[[documents.RoomId, documents.Lost | None], None],
    ) -> None:
        self._rest = rest
        self._rooms = rooms
        self._typist = typist
        self._lose = lose
        self._places = places.Places(places=PLACES, for_bulk=FOR_BULK)

    async def send(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str, *, bulk: bool = False
    ) -> None:
        """Post the text, cut where it is too long; waits out limits and outages, in the order of the calls.

        What is `bulk` leaves after every reply that waits.

        Raises errors.RoomNotServed, errors.SendRefused, ValueError for a text without words.
        """
        if not text.strip():
            raise ValueError(f"Message {message_id} for room {room_id} has no words.")
        served = await self._rooms.expect(room_id)
        async with served.sending:
            served.check()
            self._typist.thinking(room_id)
            try:
                await self._hold_first_answer(served)
                for part_id, part in splitting.parts(message_id, json_text.sound(text)):
                    await self._post(served, part_id, part, bulk=bulk)
            finally:
                self._typist.stop(room_id)

    async def send_into_queue(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str
    ) -> None:
        """Post in a room that nobody serves, by the server's own word a moment before.

        Raises errors.RoomNotServed, errors.SendRefused.
        """
        room = await calls.patiently(lambda: lookup.room(self._rest, room_id))
        if room is None or not room.open or room.served_by is not None:
            raise errors.RoomNotServed(room_id)
        waiting = rooms.Served(room=room, changed_at=None, quiet_until=0.0)
        for part_id, part in splitting.parts(message_id, json_text.sound(text)):
            await self._post(waiting, part_id, part, bulk=True)

    async def _hold_first_answer(self, served: Served) -> None:
        wait = served.quiet_until - asyncio.get_running_loop().time()
        if wait > 0:
            self._typist.start(served.room.id)
            await served.pause(wait)

    async def _post(self, served: Served, message_id: documents.MessageId, text: str, *, bulk: bool) -> None:
        body = {"message": {"_id": message_id, "rid": served.room.id, "msg": text}}
        pauses = back_off.pauses()
        while True:
            served.check()
            try:
                await self._offer(served, body, bulk=bulk)
            except errors.RateLimited as limit:
                # Replies are to find the limit's new store full.
                await served.pause(limit.wait + (_BULK_WAITS_LONGER if bulk else 0.0))
            except errors.Unavailable as fault:
                crashed = fault.status == HTTPStatus.INTERNAL_SERVER_ERROR
                if crashed and await self._is_posted(message_id):
                    return
                await served.pause(next(pauses))
            except errors.Refused as refusal:
                await self._settle_refusal(served, message_id, refusal)
                return
            else:
                return

    async def _offer(self, served: Served, body: dict[str, Any], *, bulk: bool) -> None:
        async with self._places.place(bulk=bulk):
            served.check()
            await self._rest.post("chat.sendMessage", body)

    async def _settle_refusal(
        self, served: Served, message_id: documents.MessageId, refusal: errors.Refused
    ) -> None:
        """Servers differ in what they answer about a known id, so the message itself is looked for."""
        served.check()
        if lookup.no_access(refusal):
            self._lose(served.room.id, None)
            raise errors.RoomNotServed(served.room.id) from refusal
        if not await self._is_posted(message_id):
            raise errors.SendRefused(served.room.id, refusal.code) from refusal

    async def _is_posted(self, message_id: documents.MessageId) -> bool:
        try:
            answer = await self._rest.get("chat.getMessage", msgId=message_id)
        except (errors.Refused, errors.RateLimited, errors.Unavailable):
            return False
        return isinstance(answer.get("message"), dict)
