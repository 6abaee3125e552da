"""What does Bela do when the bridge tells that something happened in a room?

One lock a room keeps turns, their words and their consequences in order; rooms run beside each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from weakref import WeakValueDictionary

import structlog

from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind
from bot.runtime import events
from bot.runtime.delivery import Delivery, Item
from bot.runtime.turns import Turns
from crm_sync import people, registry
from rocketchat_bridge import documents

_log = structlog.get_logger()


class Conversations:
    """Listens to the bridge; see `rocketchat_bridge.listener.Listener`."""

    def __init__(
        self,
        *,
        turns: Turns,
        delivery: Delivery,
        registry: registry.Registry,
        now: Callable[[], datetime],
    ) -> None:
        """Call `look_for_debts` before the bridge runs."""
        self._turns = turns
        self._delivery = delivery
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
        """A room that people give back is taken up again; a new one waits for its first message."""
        async with self._lock(room.id):
            standing = await self._turns.standing(room.id)
            await self._pay(room.id)
            if standing and standing.phase is Phase.with_human:
                since = room.served_since or room.opened_at
                event = events.Event(id=f"returned:{since.isoformat()}", kind=TurnKind.returned)
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
            if standing.phase is Phase.with_human and not closed:
                return
            kind = TurnKind.closed if closed else TurnKind.taken
            await self._take(room_id, events.Event(id=f"lost:{standing.turn}", kind=kind))

    async def seen_until(self, room_id: documents.RoomId) -> datetime | None:
        """Where catch-up starts."""
        admission = await self._registry.conversation(room_id)
        return admission.last_seen_at if admission else None

    async def wake(self, room_id: str, *, served: bool) -> None:
        """The time a conversation asked for has come; one that is no longer Bela's is let go."""
        async with self._lock(room_id):
            await self._pay(room_id)
            standing = await self._turns.standing(room_id)
            if standing is None or standing.wake_at is None or standing.wake_at > self._now():
                return
            kind = TurnKind.silence if served else TurnKind.taken
            await self._take(room_id, events.Event(id=f"wake:{standing.turn}", kind=kind))

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

    async def _deliver(self, room_id: str, items: Sequence[Item]) -> events.Event | None:
        """Send; a hand-off's outcome is an event, and the room owes it until that is recorded."""
        if not items:
            return None
        self._owing.add(room_id)
        event = await self._delivery.deliver(room_id, items)
        if event is None:
            self._owing.discard(room_id)
        return event

    async def _pay(self, room_id: str) -> None:
        """Send what is owed to this room, before anything new is decided in it."""
        if room_id not in self._owing:
            return
        event = await self._deliver(room_id, await self._delivery.owed(room_id))
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
