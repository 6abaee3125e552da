"""How do events and catch-up become what the listener is told?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from rocketchat_bridge import (
    admissions,
    back_off,
    catch_up,
    deletions,
    documents,
    errands,
    errors,
    frames,
    lanes,
    listing,
    lookup,
    reading,
    rooms,
)
from rocketchat_bridge import rest as calls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from rocketchat_bridge.listener import Listener
    from rocketchat_bridge.rest import Rest
    from rocketchat_bridge.typist import Typist

#: Rooms whose history is read at once.
READ_AT_ONCE = 16

#: Seconds between two pages of rooms in a sweep.
SWEEP_PAUSE = 0.5

#: Seconds that the stream has to tell what another source told.
STREAM_FIRST = 1.0

_log = structlog.get_logger(__name__)


class Intake:
    """Follows the bot's rooms and fills the lane of each."""

    def __init__(
        self,
        *,
        rest: Rest,
        known: rooms.Rooms,
        listener: Listener,
        typist: Typist,
        now: Callable[[], datetime],
        settle: timedelta,
        first_answer_after: timedelta,
    ) -> None:
        self._rest = rest
        self._rooms = known
        self._listener = listener
        self._typist = typist
        self._now = now
        self._lanes = lanes.Lanes(listener=listener, typist=typist, settle=settle.total_seconds())
        self._turnstile = asyncio.Semaphore(READ_AT_ONCE)
        self._errands = errands.Errands()
        self._admissions = admissions.Admissions(
            rest=rest,
            known=known,
            errands=self._errands,
            missed=self._missed,
            admitted=self._take_in,
            now=now,
            first_answer_after=first_answer_after.total_seconds(),
        )
        #: Subscribes to deletions in the rooms that come and go here.
        self.deletions = deletions.Deletions()

    def begin(self, bot: documents.UserId) -> None:
        """A connection is being made: what comes now waits until older messages were asked for."""
        self._rooms.bot = bot
        for served in self._rooms:
            self._lanes.of(served.room.id).hold()

    async def interrupt(self) -> None:
        """The connection ended: what was being asked is asked again by the next catch-up."""
        await self._errands.end()
        self._admissions.forget()

    async def stop(self) -> None:
        """End everything."""
        await self.interrupt()
        await self._lanes.stop()

    async def refresh(self) -> None:
        """Ask for the bot's rooms and what was said in them, until all of it is told or on its way."""
        listed = await listing.all_at_once(self._rest, self._rooms.bot)
        work = []
        for served in self._rooms:
            room_id = served.room.id
            self._note(listed.get(room_id, {}))
            served.tally.begin(listed.get(room_id, {}))
            known = self._resume(served) if room_id in listed else self._verify(served)
            work.append(self._errands.start(known))
        work += filter(None, map(self._admissions.begin, listed))
        if work:
            await asyncio.wait(work)
        self._rooms.settled()

    async def sweep(self) -> None:
        """Find what the stream lost without the connection being lost: ask for the rooms, and for history where it differs.

        The rooms are asked for page by page with pauses, so that a city's worth of them costs no reply its time.
        """
        before, listed = list(self._rooms), set[documents.RoomId]()
        async for page in listing.pages(self._rest, self._rooms.bot, pause=SWEEP_PAUSE):
            listed |= page.keys()
            self._compare(page)
        for served in before:
            if served.room.id not in listed and self._rooms.get(served.room.id) is served:
                self._errands.start(self._verify(served))

    def _compare(self, page: Mapping[documents.RoomId, reading.Document]) -> None:
        """What the server says of some rooms, against what is known of them."""
        for room_id, document in page.items():
            self._note(document)
            served = self._rooms.get(room_id)
            if served is None:
                self._admissions.begin(room_id)
            elif (since := served.tally.gap(document)) is not None:
                self._errands.start(self._resume(served, since=since))

    def handle(self, event: frames.Event) -> None:
        """Take in one realtime event."""
        match event:
            case frames.MessagePublished():
                self._message_published(event)
            case frames.MembershipChanged(action="removed", room_id=room_id):
                self._admissions.hear(room_id, owned=False)
                self.lose(room_id, None)
            case frames.MembershipChanged(action="inserted", room_id=room_id):
                self._admissions.hear(room_id, owned=True)
                self._admissions.begin(room_id)
            case frames.RoomChanged(document=document):
                self._room_changed(document)
            case frames.MessagesDeleted(room_id=room_id, ids=ids):
                for message_id in ids:
                    self._withdraw(room_id, message_id)

    def nudge(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        """Another source says that something happened in a room: look, unless the stream has told it meanwhile."""
        self._errands.start(self._look_after(room_id, message_id))

    async def _look_after(self, room_id: documents.RoomId, message_id: documents.MessageId | None) -> None:
        await asyncio.sleep(STREAM_FIRST)
        served = self._rooms.get(room_id)
        if served is None:
            self._admissions.begin(room_id)
        elif message_id is None or not self._lanes.of(room_id).knows(message_id):
            await self._verify(served)

    def lose(self, room_id: documents.RoomId, why: documents.Lost | None) -> None:
        """The bot no longer serves this room; `why` is asked of the server when it is not known."""
        served = self._rooms.lose(room_id)
        if served is None:
            return
        reason = why or served.leaving
        self._typist.forget(room_id)
        self.deletions.leave(room_id)
        self._lanes.of(room_id).lose(lambda: self._why(room_id, reason))

    def _message_published(self, event: frames.MessagePublished) -> None:
        document = event.document
        room_id = documents.RoomId(str(document.get("rid")))
        served = self._rooms.get(room_id)
        if served is not None:
            self._take(served, document)
        elif event.participant and reading.author_id(document) != self._rooms.bot:
            self._admissions.begin(room_id)
            self._admissions.keep(room_id, document)

    def _take(self, served: rooms.Served, document: reading.Document) -> None:
        room, kind = served.room, document.get("t")
        served.tally.hear(document)
        if kind == "livechat-close":
            self.lose(room.id, documents.Lost.closed)
        elif reading.author_id(document) != room.visitor.id:
            if "token" in document and kind is None:
                _log.warning("message_of_another_visitor", room=room.id)
        elif kind == "rm":
            self._withdraw(room.id, documents.MessageId(str(document.get("_id"))))
        elif kind is None:
            message = reading.message(document, escaped=room.source_type == "widget")
            if message is not None and served.hears(message):
                self._lanes.of(room.id).offer(message)

    def _room_changed(self, document: reading.Document) -> None:
        room_id = documents.RoomId(str(document.get("_id")))
        if self._rooms.get(room_id) is not None:
            self._note(document)
            if self._rooms.get(room_id) is not None:
                return
        room = reading.room(document)
        owned = room is not None and self._rooms.owns(room)
        self._admissions.hear(room_id, owned=owned)
        if owned:
            self._admissions.begin(room_id)

    def _note(self, document: reading.Document) -> None:
        room_id = documents.RoomId(str(document.get("_id")))
        lost = self._rooms.update(document)
        if lost is not None:
            self.lose(room_id, lost)
        elif (served := self._rooms.get(room_id)) is not None:
            self._lanes.of(room_id).renew(served.room)

    def _withdraw(self, room_id: documents.RoomId, message_id: documents.MessageId) -> None:
        if self._rooms.get(room_id) is not None:
            self._lanes.of(room_id).withdraw(message_id, at=self._now())

    def _take_in(self, admitted: admissions.Admitted) -> None:
        room = admitted.room
        served = self._rooms.gain(
            room,
            changed_at=admitted.changed_at,
            quiet_until=admitted.quiet_until,
            own_since=admitted.missed.own_since,
        )
        served.tally.begin(admitted.document)
        self.deletions.watch(room.id)
        self._lanes.of(room.id).open(room)
        self._tell(served, admitted.missed)
        for document in admitted.backlog:
            if self._rooms.get(room.id) is served:
                self._take(served, document)

    def _tell(self, served: rooms.Served, missed: catch_up.Missed) -> None:
        lane = self._lanes.of(served.room.id)
        for message in filter(served.hears, missed.messages):
            lane.offer(message, of_history=True)
        for message in missed.edited:
            lane.amend(message)
        for message_id in missed.deleted:
            lane.withdraw(message_id, at=self._now())

    async def _resume(self, served: rooms.Served, *, since: datetime | None = None) -> None:
        """Tell what was missed in a room that the bot serves still, since the last message handled or an earlier moment."""
        room_id = served.room.id
        try:
            missed = await self._missed(served.room, since)
        except errors.Refused as refusal:
            _log.warning("history_not_readable", room=room_id, code=refusal.code)
            missed = catch_up.Missed()
        if missed.others_since and not served.gone.is_set() and await self._is_another_stint(served):
            # Between the two somebody else had the room: what was said to them would be told as said to the bot.
            if self._rooms.get(room_id) is served:
                self._begin_anew(room_id, documents.Lost.forwarded)
        elif not served.gone.is_set():
            self._tell(served, missed)
            self._lanes.of(room_id).release()

    async def _is_another_stint(self, served: rooms.Served) -> bool:
        """Whether the room is no longer the bot's as it was known: taken away, and perhaps given back."""
        try:
            room = await calls.patiently(lambda: lookup.room(self._rest, served.room.id))
        except errors.Refused:
            return True
        return room is None or not self._rooms.owns(room) or rooms.is_another_stint(served.room, room)

    async def _verify(self, served: rooms.Served) -> None:
        """A room is missing from the list of the bot's rooms: ask whether it is the bot's still."""
        room_id = served.room.id
        try:
            room = await calls.patiently(lambda: lookup.room(self._rest, room_id))
        except errors.Refused:
            room = None
        if room is not None and self._rooms.owns(room) and not rooms.is_another_stint(served.room, room):
            await self._resume(served)
        elif self._rooms.get(room_id) is served:
            self._begin_anew(room_id, _reason(room))

    def _begin_anew(self, room_id: documents.RoomId, why: documents.Lost) -> None:
        """The bot lost the room, and may have it again by now."""
        self.lose(room_id, why)
        self._admissions.begin(room_id)

    async def _missed(self, room: documents.Room, earlier: datetime | None = None) -> catch_up.Missed:
        async with self._turnstile:
            seen = await self._seen_until(room.id)
            since = min(seen, earlier) if seen and earlier else seen
            return await calls.patiently(
                lambda: catch_up.missed(self._rest, room, since, bot=self._rooms.bot)
            )

    async def _seen_until(self, room_id: documents.RoomId) -> datetime | None:
        pauses = back_off.pauses()
        while True:
            try:
                return await self._listener.seen_until(room_id)
            except Exception:  # ruff: ignore[blind-except] -- the listener's fault must not stop the bridge
                _log.exception("listener_failed", room=room_id)
            await asyncio.sleep(next(pauses))

    async def _why(self, room_id: documents.RoomId, known: documents.Lost | None) -> documents.Lost:
        if known is not None:
            return known
        try:
            return _reason(await lookup.room(self._rest, room_id))
        except (errors.Refused, errors.RateLimited, errors.Unavailable):
            return documents.Lost.unknown


def _reason(room: documents.Room | None) -> documents.Lost:
    """Why a room that the bot had is not the bot's."""
    return documents.Lost.closed if room is not None and not room.open else documents.Lost.forwarded
