"""How does a room get from the bot to people?

The server's yes proves nothing (a fallback department of the Community edition answers 200 without effect) and a lost answer
disproves nothing, so after every answer the room itself is looked at.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from rocketchat_bridge import back_off, catch_up, documents, errors, given_away, lookup, reading
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from rocketchat_bridge.departments import Department, Departments
    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.rooms import Rooms, Served

#: Seconds between looks at a room that the server said it forwarded; moving it may lag behind the answer.
_LOOKS = (0.1, 0.2, 0.4, 0.8, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOff:
    """A hand-off that was seen to have happened."""

    #: Where the room is now: the asked department, or the fallback the server chose.
    department_id: documents.DepartmentId
    #: None while the room waits in the department's queue, or when the bot may no longer look.
    served_by: documents.UserRef | None
    #: Whether it was seen to wait, open, with nobody serving it.
    queued: bool = False


class HandOffs:
    """Gives rooms to departments; what is there already counts as done."""

    def __init__(
        self,
        *,
        rest: Rest,
        rooms: Rooms,
        departments: Departments,
        patience: float,
        lose: Callable[[documents.RoomId, documents.Lost | None], None],
    ) -> None:
        self._rest = rest
        self._rooms = rooms
        self._departments = departments
        self._patience = patience
        self._lose = lose

    async def give(
        self, room_id: documents.RoomId, department_name: str, comment: str, *, unless_given: bool = False
    ) -> HandedOff:
        """Forward the room and see that it arrived.

        With `unless_given` a room that the bot has again is not forwarded where the bot's last deed there was to forward it:
        that was this hand-off, by a process that did not live to write it down, and people have given the room back.

        Raises errors.HandOffFailed, errors.RoomNotServed.
        """
        served = await self._rooms.find(room_id)
        department = await self._department(room_id, department_name)
        if served is None:
            return await self._seen_moved(room_id, department)
        async with served.sending:
            if served.gone.is_set():
                return await self._seen_moved(room_id, department)
            if unless_given and await self._was_given(served.room):
                return HandedOff(department_id=department.id, served_by=None)
            served.leaving = documents.Lost.forwarded
            try:
                handed_off = await self._forward(served, department, comment)
            except BaseException:
                served.leaving = None
                raise
        self._lose(room_id, documents.Lost.forwarded)
        return handed_off

    async def _was_given(self, room: documents.Room) -> bool:
        moment = reading.iso(room.opened_at)
        answer = await calls.patiently(
            lambda: self._rest.get("chat.syncMessages", roomId=room.id, lastUpdate=moment)
        )
        history, _ = catch_up.changes(answer)
        return given_away.forwarded_last(history, bot=self._rooms.bot)

    async def _department(self, room_id: documents.RoomId, name: str) -> Department:
        try:
            async with asyncio.timeout(self._patience):
                department = await calls.patiently(lambda: self._departments.find(name))
        except TimeoutError as fault:
            raise errors.HandOffFailed(room_id, name, errors.HandOffReason.unreachable) from fault
        except errors.Refused as refusal:
            raise errors.HandOffFailed(room_id, name, _reason(refusal)) from refusal
        if department is None:
            raise errors.HandOffFailed(room_id, name, errors.HandOffReason.unknown_department)
        return department

    async def _forward(self, served: Served, department: Department, comment: str) -> HandedOff:
        room_id = served.room.id
        until = asyncio.get_running_loop().time() + self._patience
        pauses = back_off.pauses()
        while not served.gone.is_set():
            try:
                await self._post(room_id, department, comment)
            except errors.Refused as refusal:
                return await self._settle_refusal(served, department, refusal)
            except errors.RateLimited as limit:
                pause = limit.wait
            except errors.Unavailable:
                pause = next(pauses)
                if (moved := await self._glance(room_id, department)) is not None:
                    return moved
            else:
                return await self._watch_move(served, department, errors.HandOffReason.without_effect)
            if asyncio.get_running_loop().time() + pause > until:
                raise errors.HandOffFailed(room_id, department.name, errors.HandOffReason.unreachable)
            await served.wait(pause)
        return await self._seen_moved(room_id, department)

    async def _post(self, room_id: documents.RoomId, department: Department, comment: str) -> None:
        body = {"roomId": room_id, "departmentId": department.id}
        await self._rest.post("livechat/room.forward", body | ({"comment": comment} if comment else {}))

    async def _settle_refusal(
        self, served: Served, department: Department, refusal: errors.Refused
    ) -> HandedOff:
        """A no can also mean that an earlier, lost answer was a yes; and a room can be there already."""
        room_id = served.room.id
        reason = _reason(refusal)
        if reason is errors.HandOffReason.invalid_department:
            self._departments.forget(department.name)
        moved = self._moved(room_id, department, await self._look(room_id))
        if moved is not None:
            return moved
        if reason is errors.HandOffReason.same_department and await self._requeue(room_id, department):
            return await self._watch_move(served, department, reason)
        raise errors.HandOffFailed(room_id, department.name, reason) from refusal

    async def _requeue(self, room_id: documents.RoomId, department: Department) -> bool:
        """Return a room that an agent of the department gave back to the bot to the department's queue."""
        body = {"roomId": room_id, "departmentId": department.id}
        try:
            await self._rest.post("livechat/inquiries.returnAsInquiry", body)
        except (errors.Refused, errors.RateLimited):
            return False
        except errors.Unavailable:
            return True  # it may have been done
        return True

    async def _watch_move(
        self, served: Served, department: Department, otherwise: errors.HandOffReason
    ) -> HandedOff:
        room_id = served.room.id
        for pause in _LOOKS:
            moved = self._moved(room_id, department, await self._look(room_id))
            if moved is not None:
                return moved
            await served.wait(pause)
        raise errors.HandOffFailed(room_id, department.name, otherwise)

    async def _seen_moved(self, room_id: documents.RoomId, department: Department) -> HandedOff:
        """For a room that the bot does not serve: it is with people, unless it is closed."""
        moved = self._moved(room_id, department, await self._look(room_id))
        if moved is None:
            raise errors.RoomNotServed(room_id)
        return moved

    async def _glance(self, room_id: documents.RoomId, department: Department) -> HandedOff | None:
        try:
            return self._moved(room_id, department, await lookup.room(self._rest, room_id))
        except (errors.Refused, errors.RateLimited, errors.Unavailable):
            return None

    async def _look(self, room_id: documents.RoomId) -> documents.Room | None:
        try:
            return await calls.patiently(lambda: lookup.room(self._rest, room_id))
        except errors.Refused as refusal:
            raise errors.RoomNotServed(room_id) from refusal

    def _moved(
        self, room_id: documents.RoomId, department: Department, room: documents.Room | None
    ) -> HandedOff | None:
        """What a look at the room tells: with people (a room that may not be read is), still with the bot, or closed."""
        if room is None:
            return HandedOff(department_id=department.id, served_by=None)
        if not room.open:
            raise errors.RoomNotServed(room_id)
        if self._rooms.owns(room):
            return None
        return HandedOff(
            department_id=room.department_id or department.id,
            served_by=room.served_by,
            queued=room.served_by is None,
        )


def _reason(refusal: errors.Refused) -> errors.HandOffReason:
    if refusal.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return errors.HandOffReason.not_permitted
    try:
        return errors.HandOffReason(refusal.code)
    except ValueError:
        return errors.HandOffReason.forwarding_failed
