"""How does what was decided leave the house, in order and once?

Every item has an id of its own; sending it twice posts once. So an item may be sent again after any crash, and is
marked as sent only afterwards, many at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

import structlog

from bot.engine.turn import Refusal, TurnKind
from bot.figures import Figures
from bot.runtime.events import Event
from crm_sync import errors as registry_errors
from crm_sync import registry, steps
from rocketchat_bridge import documents, errors, hand_off

_log = structlog.get_logger()

#: Between two writes of "these were sent".
_MARK_EVERY: Final = 0.05
#: The same while the database is away.
_MARK_AGAIN: Final = 1.0


class Item(Protocol):
    """Something to send: fresh from a turn, or found again in the outbox."""

    @property
    def id(self) -> str:
        """Rocket.Chat's message id, ours to choose."""

    @property
    def kind(self) -> steps.OutgoingKind:
        """What it is."""

    @property
    def body(self) -> Mapping[str, Any]:
        """Its text, department or comment."""


class Voice(Protocol):
    """The speaking side of the bridge."""

    def serves(self, room_id: documents.RoomId) -> bool:
        """Whether the bot has this room now, as far as it knows."""
        ...

    async def send(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str, *, bulk: bool = False
    ) -> None:
        """Post once; what is `bulk` after every reply that waits."""

    async def send_into_queue(
        self, room_id: documents.RoomId, message_id: documents.MessageId, text: str
    ) -> None:
        """Post once in a room that waits in a queue."""

    async def hand_off(
        self, room_id: documents.RoomId, department_name: str, comment: str, *, unless_given: bool = False
    ) -> hand_off.HandedOff:
        """Give the room to a department, or see that it was given and is back."""

    async def close(self, room_id: documents.RoomId, comment: str) -> None:
        """End the conversation."""


class Delivery:
    """Sends items of one room after the other; knows nothing of conversations."""

    def __init__(
        self,
        *,
        voice: Callable[[], Voice],
        registry: registry.Registry,
        department_name: Callable[[str], str],
        now: Callable[[], datetime],
        figures: Figures,
    ) -> None:
        """`voice` gives the bridge; `department_name` tells Rocket.Chat's name for the deployment's slug."""
        self._voice = voice
        self._registry = registry
        self._department_name = department_name
        self._now = now
        self._figures = figures
        self._sent: list[str] = []
        self._flushing = asyncio.Lock()
        self._marking: asyncio.Task[None] | None = None

    async def deliver(self, room_id: str, items: Sequence[Item], *, reopened: bool = False) -> Event | None:
        """Send them in order; the event that a hand-off leads to, if there is one.

        A hand-off that is owed to a room that is just being taken up may have been done, and people may have given it back.
        """
        outcome: Event | None = None
        for item in items:
            match item.kind:
                case steps.OutgoingKind.MESSAGE | steps.OutgoingKind.NOTE:
                    await self._say(room_id, item)
                case steps.OutgoingKind.HAND_OFF:
                    outcome = await self._hand_off(room_id, item, reopened=reopened)
                    self._figures.hand_off(item.body["department"], _result(outcome))
                case steps.OutgoingKind.CLOSE:
                    await self._close(room_id, item)
        return outcome

    def serves(self, room_id: str) -> bool:
        """Whether Bela has this room now: paying a hand-off that was owed gives it away."""
        return self._voice().serves(documents.RoomId(room_id))

    async def settle(self, item_id: str) -> None:
        """A hand-off's outcome is recorded: it need not be done again."""
        await self._registry.mark_sent([item_id], at=self._now())

    async def owed(self, room_id: str) -> Sequence[Item]:
        """What was decided in this room and never left."""
        await self.flush()
        return await self._registry.unsent(room_id)

    async def flush(self) -> None:
        """Write down at once what was sent so far; what cannot be written is kept for the next time."""
        async with self._flushing:
            ids = list(self._sent)
            if ids:
                await self._registry.mark_sent(ids, at=self._now())
                del self._sent[: len(ids)]

    async def _say(self, room_id: str, item: Item) -> None:
        try:
            await self._post(documents.RoomId(room_id), documents.MessageId(item.id), item.body)
        except (errors.RoomNotServed, errors.SendRefused) as error:
            await self._give_up(room_id, item, error)
        else:
            self._mark(item)

    async def _post(
        self, room_id: documents.RoomId, message_id: documents.MessageId, body: Mapping[str, Any]
    ) -> None:
        voice = self._voice()
        if body.get("queued"):
            await voice.send_into_queue(room_id, message_id, body["text"])
        else:
            await voice.send(room_id, message_id, body["text"], bulk=bool(body.get("bulk")))

    async def _close(self, room_id: str, item: Item) -> None:
        await self.flush()
        try:
            await self._voice().close(documents.RoomId(room_id), item.body["comment"])
        except (errors.RoomNotServed, errors.CloseRefused) as error:
            await self._give_up(room_id, item, error)
        else:
            self._mark(item)

    async def _hand_off(self, room_id: str, item: Item, *, reopened: bool) -> Event:
        name = self._department_name(item.body["department"])
        # Once the room is with people nobody can tell any more which words arrived in it.
        await self.flush()
        try:
            done = await self._voice().hand_off(
                documents.RoomId(room_id), name, item.body["comment"], unless_given=reopened
            )
        except errors.RoomNotServed:
            # Somebody took the room or closed it while the words went out: people have it, which is what was wanted.
            return Event(id=f"{item.id}:elsewhere", kind=TurnKind.taken, settles=item.id)
        except errors.BridgeError as error:
            _log.warning("hand_off_refused", room=room_id, why=type(error).__name__, word=error.citizen.value)
            if error.citizen is errors.CitizenWord.closed:
                return Event(id=f"{item.id}:closed", kind=TurnKind.closed, settles=item.id)
            refusal = (
                Refusal.not_possible
                if error.citizen is errors.CitizenWord.not_allowed
                else Refusal.nobody_online
            )
            return Event(
                id=f"{item.id}:refused", kind=TurnKind.hand_off_refused, refusal=refusal, settles=item.id
            )
        kind = TurnKind.queued if done.queued else TurnKind.handed_off
        return Event(id=f"{item.id}:done", kind=kind, settles=item.id)

    async def _give_up(self, room_id: str, item: Item, error: errors.BridgeError) -> None:
        _log.warning("not_delivered", room=room_id, what=item.kind.value, why=type(error).__name__)
        self._figures.not_delivered(item.kind.value)
        await self._registry.mark_failed(item.id, type(error).__name__, at=self._now())

    def _mark(self, item: Item) -> None:
        self._figures.sent(item.kind.value)
        self._sent.append(item.id)
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark_soon())

    async def _mark_soon(self) -> None:
        pause = _MARK_EVERY
        while self._sent:
            await asyncio.sleep(pause)
            try:
                await self.flush()
            except registry_errors.DatabaseUnavailable:
                # Should this process end before it can be written, they are sent again and post nothing then.
                _log.warning("sent_not_marked", count=len(self._sent))
                pause = _MARK_AGAIN
            else:
                pause = _MARK_EVERY


def _result(outcome: Event) -> str:
    """A hand-off's result as figures name it: handed_off, taken, closed, nobody_online, not_possible."""
    return outcome.refusal.value if outcome.refusal else outcome.kind.value
