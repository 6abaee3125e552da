"""What does Bela still do for a room that people have? She looks after it, and speaks only where nobody serves it.

A room in a queue is looked at again and again: has somebody taken it, was it closed, did the citizen write of danger? A grave
case is watched until a person has written; the steps are the deployment's (`severe_watch`), and each is a step of the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

import config
from bot.engine import call_back, recognition
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.turn import TurnKind
from bot.runtime import events
from bot.runtime.events import Event
from bot.runtime.ladder import NOBODY_ONLINE, Ladder
from rocketchat_bridge import documents, errors
from rocketchat_bridge.given_away import Standing

_CLOCKS_DIFFER: Final = timedelta(minutes=30)

_log = structlog.get_logger()


class GivenAway(Protocol):
    """The bridge, as far as rooms are concerned that the bot gave away; every call may raise a passing BridgeError."""

    async def look(self, room_id: documents.RoomId, since: datetime) -> Standing | None:
        """How the room stands."""

    async def room(self, room_id: documents.RoomId) -> documents.Room | None:
        """The room, for one request."""

    async def forward(self, room_id: documents.RoomId, department_name: str) -> str:
        """Move it to another department; "done" or why not."""

    async def take_back(self, room_id: documents.RoomId) -> bool:
        """Make it the bot's again."""

    async def tell(self, place: str, text: str) -> str:
        """Write into a channel or to a user; "done" or why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """Looks after rooms that people have; the caller holds the room's lock."""

    #: what is in force now
    settings: Callable[[], config.Deployment]
    ladder: Ladder
    rooms: Callable[[], GivenAway]
    now: Callable[[], datetime]

    async def look_after(
        self, room_id: str, conversation: Conversation, flows: Flows, *, seen_until: datetime | None
    ) -> Sequence[Event]:
        """What happened there, or was done; nothing when Rocket.Chat cannot be asked now, or the room is Bela's already.

        What the citizen wrote up to `seen_until`, by the server's clock, is known.
        """
        try:
            return await self._looked(documents.RoomId(room_id), conversation, flows, seen_until)
        except errors.BridgeError as fault:
            _log.info("room_not_looked_after", room=room_id, why=type(fault).__name__)
            return ()

    async def call_others(self, room_id: str, conversation: Conversation, flows: Flows) -> Event | None:
        """Take the step of the watch that is due for a grave case which waits with Bela, because nobody is online."""
        step = self.ladder.due(conversation, flows, now=self.now())
        if step is None or conversation.phase is not Phase.waiting:
            return None
        if step.kind is config.StepKind.tell_supervisors:
            try:
                outcome = await self._outcome(documents.RoomId(room_id), conversation, step)
            except errors.BridgeError as fault:
                _log.info("room_not_looked_after", room=room_id, why=type(fault).__name__)
                return None
        else:
            outcome = "done"
        return _climbed(room_id, conversation, step, outcome)

    async def why_lost(self, room_id: documents.RoomId) -> TurnKind:
        """Who has a room that left the bot: a queue, or a person."""
        try:
            standing = await self.rooms().look(room_id, self.now())
        except errors.BridgeError:
            standing = None
        return _who_has(standing)

    async def let_go(self, room_id: documents.RoomId, conversation: Conversation) -> Event | None:
        """What became of a room that was the bot's: closed, queued, taken. None where it is the bot's, or nobody can tell now."""
        try:
            standing = await self.rooms().look(room_id, self.now())
        except errors.BridgeError:
            return None
        if standing and standing.ours:
            return None
        if standing and not standing.room.open:
            return events.of_end(standing.room)
        return Event(id=f"lost:{conversation.turn}", kind=_who_has(standing))

    async def end(self, room_id: documents.RoomId) -> Event | None:
        """The end of a room that people have; None while it is open, and where nobody can tell."""
        try:
            room = await self.rooms().room(room_id)
        except errors.BridgeError as fault:
            _log.info("room_not_looked_after", room=room_id, why=type(fault).__name__)
            return None
        return None if room is None or room.open else events.of_end(room)

    async def _looked(
        self,
        room_id: documents.RoomId,
        conversation: Conversation,
        flows: Flows,
        seen_until: datetime | None,
    ) -> Sequence[Event]:
        standing = await self.rooms().look(room_id, _since(conversation, self.now()))
        if standing is not None:
            if (settled := _settled(standing, conversation)) is not None:
                return (settled,)
            alarm = _new_alarm(standing, conversation, flows)
            if alarm and standing.waits and await self.rooms().take_back(room_id):
                return (events.of_message(alarm),)
            called = _takes_up_the_offer(standing, conversation, seen_until)
            if called and await self.rooms().take_back(room_id):
                return (events.of_message(called),)
        step = self.ladder.due(conversation, flows, now=self.now())
        if step is not None:
            return (await self._climb(room_id, conversation, step),)
        queued = conversation.phase is Phase.queued
        if queued and not (standing and standing.waits):
            return (Event(id=f"taken:{conversation.turn}", kind=TurnKind.taken),)
        asked = self._asked(standing, seen_until) if queued and standing else ()
        return asked or (Event(id=f"wake:{conversation.turn}", kind=TurnKind.silence),)

    def _asked(self, standing: Standing, seen_until: datetime | None) -> Sequence[Event]:
        """What the citizen wrote in the queue and nobody has looked at, where the deployment wants questions answered."""
        if not self.settings().answer_while_queued:
            return ()
        return tuple(
            events.of_message(message, in_queue=True)
            for message in standing.written
            if message.kind is documents.MessageKind.text
            and (seen_until is None or message.sent_at > seen_until)
        )

    async def _climb(
        self, room_id: documents.RoomId, conversation: Conversation, step: config.WatchStep
    ) -> Event:
        """Take one step; its name and outcome stand in the registry with the moment."""
        if step.kind is config.StepKind.call_back and await self.rooms().take_back(room_id):
            outcome = "done"
        else:
            outcome = await self._outcome(room_id, conversation, step)
        return _climbed(room_id, conversation, step, outcome)

    async def _outcome(
        self, room_id: documents.RoomId, conversation: Conversation, step: config.WatchStep
    ) -> str:
        match step.kind:
            case config.StepKind.next_department:
                name = self.settings().department(str(step.department)).name
                return await self.rooms().forward(room_id, name)
            case config.StepKind.tell_supervisors:
                return await self.rooms().tell(self._supervisors, self._notice(room_id, conversation))
            case config.StepKind.call_back:
                return "not_taken_back"

    @property
    def _supervisors(self) -> str:
        watching = self.settings().watching
        return watching.supervisors_room or watching.operators_room or ""

    def _notice(self, room_id: documents.RoomId, conversation: Conversation) -> str:
        """Where to look, without a word of who it is or what they wrote."""
        minutes = (self.now() - (conversation.given_at or self.now())).total_seconds() / 60
        where = self.settings().department(conversation.department).name if conversation.department else "?"
        address = f"{self.settings().rocketchat.url}/live/{room_id}"
        if conversation.call_back is CallBack.asked:
            return (
                f"Caso grave pede que a equipe ligue ({where}); o telefone está na conversa. Abra: {address}"
            )
        if conversation.phase is Phase.waiting:
            return f"Caso grave espera e ninguém está on-line ({where}), há {minutes:.0f} min. Chame alguém. A conversa: {address}"
        return f"Caso grave sem resposta de uma pessoa há {minutes:.0f} min ({where}). Abra: {address}"


def _climbed(room_id: str, conversation: Conversation, step: config.WatchStep, outcome: str) -> Event:
    """The step that was taken, as the registry and the log tell it."""
    taken_back = step.kind is config.StepKind.call_back and outcome == "done"
    name = step.kind.value
    if conversation.call_back is CallBack.asked:
        name = "call_back_asked"
    elif step is NOBODY_ONLINE:
        name = "nobody_online"
    _log.warning("grave_case_unanswered", room=room_id, step=name, outcome=outcome)
    return Event(
        id=f"watch:{conversation.turn}:{name}:{outcome}",
        kind=TurnKind.unanswered if taken_back else TurnKind.watched,
        step=name,
        outcome=outcome,
        department=step.department or "",
    )


def _since(conversation: Conversation, now: datetime) -> datetime:
    """A moment before the room was given away, by any clock."""
    return (conversation.given_at or now) - _CLOCKS_DIFFER


def _who_has(standing: Standing | None) -> TurnKind:
    if standing and not standing.room.open:
        return TurnKind.closed
    return TurnKind.queued if standing and standing.waits else TurnKind.taken


def _settled(standing: Standing, conversation: Conversation) -> Event | None:
    """What ends the looking: the room is closed, or a person has written."""
    if not standing.room.open:
        return events.of_end(standing.room)
    if standing.answered:
        return Event(id=f"answered:{conversation.turn}", kind=TurnKind.answered)
    return None


def _new_alarm(standing: Standing, conversation: Conversation, flows: Flows) -> documents.Message | None:
    """The first message, since the hand-off, that tells of a danger not known before."""
    for message in standing.written:
        alarm = recognition.find_alarm(flows, message.text, asking=None)
        if alarm and any(hit.flag_id not in conversation.flags for hit in alarm.hits):
            return message
    return None


def _takes_up_the_offer(
    standing: Standing, conversation: Conversation, seen_until: datetime | None
) -> documents.Message | None:
    """The message, since the hand-off, in which the citizen wrote the telephone that was asked for; else the last one that says yes."""
    if conversation.call_back is not CallBack.offered:
        return None
    told = standing.written[::-1]
    new = [each for each in told if seen_until is None or each.sent_at > seen_until]
    numbers = (each for each in told if call_back.number_in(conversation, each.text))
    return next(numbers, None) or next(
        (each for each in new if call_back.takes_up(conversation, each.text)), None
    )
