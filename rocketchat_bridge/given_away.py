"""What became of a room that the bot gave away, and what can still be done about it?

The bot hears of such a room no more, so it is looked at over REST, as far as `view-livechat-rooms` lets it be seen.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rocketchat_bridge import catch_up, documents, errors, guards_word, lookup, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from rocketchat_bridge.departments import Departments
    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.rooms import Rooms

#: Seconds until a room that was taken back must be seen to be the bot's.
TAKEN_BACK_WITHIN = 10.0

#: Kinds of messages by which the bot speaks in a room or moves it.
_SPOKEN = frozenset({None, "livechat_transfer_history"})
_SAME_AGENT = errors.HandOffReason.same_agent.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a room stands that was given away."""

    room: documents.Room
    #: Whether the bot serves it.
    ours: bool
    #: Whether a person of the team has written since.
    answered: bool
    #: What the visitor has written since the bot gave the room away, oldest first: a word said into the queue at the same moment
    #: must not hide it.
    written: tuple[documents.Message, ...]

    @property
    def waits(self) -> bool:
        """Whether the room is open and nobody serves it."""
        return self.room.open and self.room.served_by is None


class GivenAway:
    """Looks at rooms that the bot gave away, moves them on, and takes them back."""

    def __init__(
        self,
        *,
        rest: Rest,
        rooms: Rooms,
        departments: Departments,
        look_at: Callable[[documents.RoomId], object],
    ) -> None:
        """`look_at` begins to find out whether the bot serves a room."""
        self._rest = rest
        self._rooms = rooms
        self._departments = departments
        self._look_at = look_at

    async def look(self, room_id: documents.RoomId, since: datetime) -> Standing | None:
        """How the room stands; its history is asked for since a moment before the bot gave it away. None when it may not be seen.

        Raises errors.RateLimited, errors.Unavailable.
        """
        try:
            room = await lookup.room(self._rest, room_id)
            if room is None:
                return None
            answer = await self._rest.get("chat.syncMessages", roomId=room_id, lastUpdate=reading.iso(since))
        except errors.Refused:
            return None
        history, _ = catch_up.changes(answer)
        return read(room, history, bot=self._rooms.bot)

    async def room(self, room_id: documents.RoomId) -> documents.Room | None:
        """The room as it is now, for one request; None when it may not be seen.

        Raises errors.RateLimited, errors.Unavailable.
        """
        try:
            return await lookup.room(self._rest, room_id)
        except errors.Refused:
            return None

    async def forward(self, room_id: documents.RoomId, department_name: str) -> str:
        """Move a room that others have to another department: "done", or Rocket.Chat's word why not.

        Raises errors.RateLimited, errors.Unavailable.
        """
        try:
            department = await self._departments.find(department_name)
            if department is None:
                return errors.HandOffReason.unknown_department.value
            body = {"roomId": room_id, "departmentId": department.id}
            await self._rest.post("livechat/room.forward", body)
        except errors.Refused as refusal:
            return refusal.code
        return "done"

    async def take_back(self, room_id: documents.RoomId) -> bool:
        """Make the bot serve a room again; true once it is seen to.

        Raises errors.RateLimited, errors.Unavailable.
        """
        try:
            await self._rest.post("livechat/room.forward", {"roomId": room_id, "userId": self._rooms.bot})
        except errors.Refused as refusal:
            if refusal.code != _SAME_AGENT:
                return False
        self._look_at(room_id)
        return await self._rooms.arrives(room_id, TAKEN_BACK_WITHIN)

    async def tell(self, place: str, text: str) -> str:
        """Write into a channel ("#plantao") or to a user ("@chefe"): "done", or Rocket.Chat's word why not.

        Raises errors.RateLimited, errors.Unavailable.
        """
        try:
            await self._rest.post("chat.postMessage", {"channel": place, "text": text})
        except errors.Refused as refusal:
            return refusal.code
        return "done"


def read(room: documents.Room, history: Iterable[reading.Document], *, bot: documents.UserId) -> Standing:
    """Sort a room's history into what the team and what the visitor wrote after the bot's last word or forward there.

    Only the server's own times are compared: its clock and the bot's may differ.
    """
    told = list(history)
    begin = max(filter(None, (_spoke_at(each, bot) for each in told)), default=None)
    spoken = [each for each in told if each.get("t") is None and _after(each, begin)]
    others: set[str | None] = {None, bot, room.visitor.id}
    given = _given_at(told, bot)
    waiting = [each for each in told if each.get("t") is None and _after(each, given)]
    if given is None or any(_by_team(each, others) for each in waiting):
        waiting = spoken
    mine = [each for each in waiting if reading.author_id(each) == room.visitor.id]
    messages = filter(None, (reading.message(each, escaped=room.source_type == "widget") for each in mine))
    return Standing(
        room=room,
        ours=room.open and room.served_by is not None and room.served_by.id == bot,
        answered=any(_by_team(each, others) for each in spoken),
        written=tuple(sorted(messages, key=lambda message: message.sent_at)),
    )


def _given_at(history: Iterable[reading.Document], bot: documents.UserId) -> datetime | None:
    """When the bot last moved the room."""
    moved = [each for each in history if each.get("t") is not None]
    return max(filter(None, (_spoke_at(each, bot) for each in moved)), default=None)


def _by_team(document: reading.Document, others: Collection[str | None]) -> bool:
    """Whether a person of the team wrote it."""
    theirs = "token" not in document and reading.author_id(document) not in others
    return theirs and not guards_word.is_one(document)


def forwarded_last(history: Iterable[reading.Document], *, bot: documents.UserId) -> bool:
    """Whether the last that the bot did in a room, of speaking and forwarding, was to forward it."""
    deeds = [(moment, each) for each in history if (moment := _spoke_at(each, bot)) is not None]
    return bool(deeds) and max(deeds, key=operator.itemgetter(0))[1].get("t") is not None


def _spoke_at(document: reading.Document, bot: documents.UserId) -> datetime | None:
    """When the bot said or forwarded something."""
    theirs = reading.author_id(document) == bot and reading.system_kind(document) in _SPOKEN
    return reading.instant(document.get("ts")) if theirs else None


def _after(document: reading.Document, begin: datetime | None) -> bool:
    written_at = reading.instant(document.get("ts"))
    return begin is None or (written_at is not None and written_at > begin)
