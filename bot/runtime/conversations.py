"""What does Bela do when the bridge tells that something happened in a room?

One lock a room keeps turns, their words and their consequences in order; rooms run beside each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from weakref import WeakValueDictionary

import structlog

from bot.engine.conversation import Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.turn import Refusal, TurnKind
from bot.runtime import events
from bot.runtime.attending import Attending
from bot.runtime.delivery import Delivery, Item
from bot.runtime.turns import Turns
from crm_sync import beginnings, people, registry
from rocketchat_bridge import documents

_log = structlog.get_logger()

#: People have the room, or are to have it.
_GIVEN_AWAY: Final = frozenset((Phase.queued, Phase.with_human))
_NOT_BELAS: Final = frozenset((Phase.ended, *_GIVEN_AWAY))


class Conversations:
    """Listens to the bridge; see `rocketchat_bridge.listener.Listener`."""

    def __init__(
        self,
        *,
        turns: Turns,
        delivery: Delivery,
        attending: Attending,
        registry: registry.Registry,
        now: Callable[[], datetime],
    ) -> None:
        """Call `look_for_debts` before the bridge runs."""
        self._turns = turns
        self._delivery = delivery
        self._attending = attending
        self._registry = registry
        self._now = now
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        #: Rooms in which something decided may not have left yet.
        self._owing: set[str] = set()

    async def look_for_debts(self) -> None:
        """Find what another process decided and did not send: an earlier one, or one whose last step came in late."""
        self._owing |= {item.room_id for item in await self._registry.unsent()}

    @property
    def owing(self) -> frozenset[str]:
        """Rooms in which something decided may not have left yet."""
        return frozenset(self._owing)

    async def room_opened(self, room: documents.Room) -> None:
        """A room that people give back, or that no queue kept, is taken up again; a new one waits for its first message."""
        async with self._lock(room.id):
            await self._pay(room.id, reopened=True)
            if not self._delivery.serves(room.id):
                return
            standing = await self._turns.standing(room.id)
            if standing and standing.phase in _GIVEN_AWAY:
                since = (room.served_since or room.opened_at).isoformat()
                event = events.Event(id=f"returned:{since}", kind=TurnKind.returned)
                if standing.phase is Phase.queued:
                    kind, refusal = TurnKind.hand_off_refused, Refusal.nobody_online
                    event = events.Event(id=f"bounced:{since}", kind=kind, refusal=refusal)
                await self._take(room.id, event, contact=_contact(room))

    async def message(self, room: documents.Room, message: documents.Message) -> None:
        """The citizen wrote."""
        await self._handle(_contact(room), events.of_message(message))

    async def message_changed(
        self, room: documents.Room, message: documents.Message, change: documents.Change
    ) -> None:
        """The citizen edited or deleted a message."""
        await self._handle(_contact(room), events.of_change(message, change, now=self._now()))

    async def room_lost(self, room_id: documents.RoomId, why: documents.Lost) -> None:
        """Somebody else has the word, or nobody."""
        async with self._lock(room_id):
            standing = await self._turns.standing(room_id)
            if standing is None or standing.phase is Phase.ended:
                return
            closed = why is documents.Lost.closed
            if standing.phase in _GIVEN_AWAY and not closed:
                return
            kind = TurnKind.closed if closed else await self._attending.why_lost(room_id)
            await self._take(room_id, events.Event(id=f"lost:{standing.turn}", kind=kind))

    async def let_go(self, room_id: str) -> None:
        """The room was the bot's when a process last wrote there; if it went while nobody was there to hear it, that is known now."""
        async with self._lock(room_id):
            await self._pay(room_id)
            standing = await self._turns.standing(room_id)
            if standing is None or standing.phase in _NOT_BELAS or self._delivery.serves(room_id):
                return
            event = await self._attending.let_go(documents.RoomId(room_id), standing)
            if event is not None:
                await self._take(room_id, event)

    async def look_for_end(self, room_id: str) -> None:
        """People had the room when it was last written of; if it was closed meanwhile, the conversation is over."""
        async with self._lock(room_id):
            await self._pay(room_id)
            standing = await self._turns.standing(room_id)
            if standing is None or standing.phase not in _GIVEN_AWAY or self._delivery.serves(room_id):
                return
            event = await self._attending.end(documents.RoomId(room_id))
            if event is not None:
                await self._take(room_id, event)

    async def seen_until(self, room_id: documents.RoomId) -> datetime | None:
        """Where catch-up starts."""
        admission = await self._registry.conversation(room_id)
        return admission.last_seen_at if admission else None

    async def wake(self, room_id: str, *, served: bool) -> None:
        """The time a conversation asked for has come; one that is no longer Bela's is looked after, or let go."""
        async with self._lock(room_id):
            await self._pay(room_id)
            known = await self._turns.stands(room_id)
            if known is None:
                return
            standing, flows = known
            if standing.phase in _GIVEN_AWAY:
                if not served:
                    await self._look_after(room_id, standing, flows)
                return
            called = await self._attending.call_others(room_id, standing, flows) if served else None
            if called is not None:
                await self._take(room_id, called)
                return
            if standing.wake_at is None or standing.wake_at > self._now():
                return
            kind = TurnKind.silence if served else TurnKind.taken
            await self._take(room_id, events.Event(id=f"wake:{standing.turn}", kind=kind))

    async def _look_after(self, room_id: str, standing: Conversation, flows: Flows) -> None:
        seen_until = await self.seen_until(documents.RoomId(room_id))
        for event in await self._attending.look_after(room_id, standing, flows, seen_until=seen_until):
            await self._take(room_id, event)

    async def begin(self, beginning: beginnings.Beginning, *, served: bool) -> None:
        """Bela begins, once; a room that is no longer hers is left alone."""
        async with self._lock(beginning.room_id):
            await self._pay(beginning.room_id)
            if served:
                await self._take(beginning.room_id, events.of_beginning(beginning))
            await self._registry.beginnings.settle(beginning.id)

    async def catch_up(self, room_id: str) -> None:
        """Send what an earlier process, or a failed try, left behind."""
        async with self._lock(room_id):
            await self._pay(room_id)

    async def _handle(self, contact: people.Contact, event: events.Event) -> None:
        async with self._lock(contact.room_id):
            await self._pay(contact.room_id)
            await self._take(contact.room_id, event, contact=contact)

    async def _take(
        self, room_id: str, event: events.Event, *, contact: people.Contact | None = None
    ) -> None:
        """Take the turn, send what it decided, and take the turns that follow from that."""
        pending: events.Event | None = event
        while pending is not None:
            # Everything that is logged on the way carries the event's id, and with it belongs together.
            with structlog.contextvars.bound_contextvars(turn=pending.id):
                pending = await self._take_one(room_id, pending, contact)

    async def _take_one(
        self, room_id: str, event: events.Event, contact: people.Contact | None
    ) -> events.Event | None:
        """One turn and its words; the event that a hand-off leads to, if there is one."""
        taken = await self._turns.take(room_id, event, contact=contact)
        if event.settles:
            await self._delivery.settle(event.settles)
            self._owing.discard(room_id)
        # Handled before does not mean answered: the process that wrote it may not have lived to speak.
        items = taken.outgoing if taken else await self._delivery.owed(room_id)
        return await self._deliver(room_id, items)

    async def _deliver(
        self, room_id: str, items: Sequence[Item], *, reopened: bool = False
    ) -> events.Event | None:
        """Send; a hand-off's outcome is an event, and the room owes it until that is recorded."""
        if not items:
            return None
        self._owing.add(room_id)
        event = await self._delivery.deliver(room_id, items, reopened=reopened)
        if event is None:
            self._owing.discard(room_id)
        return event

    async def _pay(self, room_id: str, *, reopened: bool = False) -> None:
        """Send what is owed to this room, before anything new is decided in it."""
        if room_id not in self._owing:
            return
        event = await self._deliver(room_id, await self._delivery.owed(room_id), reopened=reopened)
        if event:
            await self._take(room_id, event)
        self._owing.discard(room_id)

    def _lock(self, room_id: str) -> asyncio.Lock:
        lock = self._locks.get(room_id)
        if lock is None:
            lock = self._locks[room_id] = asyncio.Lock()
        return lock


def _contact(room: documents.Room) -> people.Contact:
    return people.Contact(
        channel=room.channel,
        account=room.visitor.token,
        room_id=room.id,
        name=room.visitor.name,
        phone=room.visitor.phone,
    )
