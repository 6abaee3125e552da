"""A conversation with the engine alone: a clock of its own, Rasa played by the case, state through JSON between any two turns."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.cases.definitions import EventKind, Person
from bot.content import answers
from bot.content.definitions import Content, Value
from bot.engine import advance, conversation, effects, stored_form
from bot.engine.conversation import Conversation, Frame, Phase
from bot.engine.flows import Flows
from bot.engine.run import Passed
from bot.engine.sent_file import SentFile
from bot.engine.turn import Parse, Refusal, Turn, TurnKind

#: A Wednesday, 11 in the morning in Ceará: everything is open.
START: Final = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
#: Between two messages when nothing else is said.
PAUSE: Final = timedelta(seconds=5)
#: The ID of everybody who is only played.
PERSON_CODE: Final = "BELA-7K3M-94QD"
#: So many times Bela may come back by herself while time passes; more would be a circle.
MOST_WAKES: Final = 200

#: What has a type and a size.
FILES: Final = frozenset({EventKind.audio, EventKind.image, EventKind.video, EventKind.file})
_MEDIA: Final = FILES | {EventKind.location, EventKind.sticker}
_KINDS: Final[Mapping[EventKind, TurnKind]] = {
    EventKind.edited: TurnKind.edited,
    EventKind.deleted: TurnKind.deleted,
    EventKind.nobody_online: TurnKind.hand_off_refused,
    EventKind.not_possible: TurnKind.hand_off_refused,
    EventKind.taken: TurnKind.taken,
    EventKind.returned: TurnKind.returned,
    EventKind.closed: TurnKind.closed,
}
_REFUSALS: Final = {
    EventKind.nobody_online: Refusal.nobody_online,
    EventKind.not_possible: Refusal.not_possible,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that is done in a conversation: a message, or whatever else may happen."""

    text: str = ""
    #: None: the citizen writes `text`.
    event: EventKind | None = None
    #: Since what was before.
    after: timedelta = PAUSE
    #: What Rasa is taken to understand of the text.
    intent: str | None = None
    #: For a location: latitude and longitude in degrees.
    place: tuple[float, float] | None = None
    #: For a picture or file: what is told of it.
    file: SentFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One turn, with what came of it."""

    at: datetime
    before: Conversation
    after: Conversation
    brought: tuple[effects.Effect, ...]
    path: tuple[Passed, ...]

    @property
    def said(self) -> tuple[effects.Say, ...]:
        """Bela's messages."""
        return tuple(effect for effect in self.brought if isinstance(effect, effects.Say))

    @property
    def hand_off(self) -> effects.HandOff | None:
        """The department that was asked to take the room."""
        return next((effect for effect in self.brought if isinstance(effect, effects.HandOff)), None)

    @property
    def classified(self) -> effects.Classified | None:
        """The last run of the protocol in this turn."""
        found = [effect for effect in self.brought if isinstance(effect, effects.Classified)]
        return found[-1] if found else None

    @property
    def faults(self) -> tuple[effects.ContentFault, ...]:
        """What the content did that it must not."""
        return tuple(effect for effect in self.brought if isinstance(effect, effects.ContentFault))


class Session:
    """One citizen and Bela. A room that is closed is followed by a new one, as in Rocket.Chat."""

    def __init__(self, flows: Flows, person: Person | None = None, *, room: str = "room-1") -> None:
        """Begin a conversation in which nothing was said yet."""
        self.flows = flows
        self.person = person or Person()
        self.now = self.person.at or START
        self._room = room
        self._rooms = 0
        self.state = self._new()

    def _new(self) -> Conversation:
        self._rooms += 1
        seed = self._room if self._rooms == 1 else f"{self._room}-{self._rooms}"
        return conversation.new(seed, slots={**named(self.flows.content, self.person), **self.person.slots})

    def stand_at(self, frame: Frame, *, asking: str | None) -> None:
        """Put the conversation at a step, as if its question had just been asked."""
        self.state = dataclasses.replace(self.state, phase=Phase.talking, stack=(frame,), asking=asking)

    def write(self, text: str, *, after: timedelta = PAUSE, intent: str | None = None) -> Happened:
        """The citizen writes; `intent` is what Rasa is taken to understand."""
        self.pass_time(after)
        if self.state.phase is Phase.ended:
            self.state = self._new()
        parse = Parse(intent=intent, confidence=1.0) if intent else None
        return self._turn(TurnKind.text, text=text, parse=parse)

    def happen(
        self,
        event: EventKind,
        *,
        text: str = "",
        after: timedelta = PAUSE,
        place: tuple[float, float] | None = None,
        file: SentFile | None = None,
    ) -> tuple[Happened, ...]:
        """Something else happens; silence may bring several turns, or none. `place` is what a location tells, `file` what is told of a file."""
        if event is EventKind.silence:
            return self.pass_time(after)
        self.pass_time(after)
        if event in _MEDIA:
            return (self._turn(TurnKind.unreadable, text=text, medium=event.value, place=place, file=file),)
        return (self._turn(_KINDS[event], text=text, refusal=_REFUSALS.get(event)),)

    def do(self, act: Act) -> tuple[Happened, ...]:
        """Time passes, with what it brings, and then this happens."""
        woken = self.pass_time(act.after)
        if act.event is EventKind.silence:
            return woken
        if act.event is None:
            return (*woken, self.write(act.text, after=timedelta(), intent=act.intent))
        return (
            *woken,
            *self.happen(act.event, text=act.text, after=timedelta(), place=act.place, file=act.file),
        )

    def pass_time(self, time: timedelta) -> tuple[Happened, ...]:
        """The clock goes on; Bela comes back whenever she asked to be woken."""
        until = self.now + time
        woken: list[Happened] = []
        while self.state.wake_at and self.state.wake_at <= until and len(woken) < MOST_WAKES:
            self.now = max(self.now, self.state.wake_at)
            woken.append(self._turn(TurnKind.silence))
        self.now = until
        return tuple(woken)

    def _turn(
        self,
        kind: TurnKind,
        *,
        text: str = "",
        medium: str = "",
        refusal: Refusal | None = None,
        parse: Parse | None = None,
        place: tuple[float, float] | None = None,
        file: SentFile | None = None,
    ) -> Happened:
        turn = Turn(
            kind=kind,
            now=self.now,
            text=text,
            medium=medium,
            location=place,
            file=str(file or ""),
            channel=self.person.channel,
            person_code=PERSON_CODE,
            refusal=refusal,
            parse=parse,
        )
        before = self.state
        advanced = advance.advance(self.flows, before, turn)
        self.state = stored_form.from_data(json.loads(json.dumps(stored_form.to_data(advanced.conversation))))
        return Happened(
            at=self.now, before=before, after=self.state, brought=advanced.effects, path=advanced.path
        )


def named(content: Content, person: Person) -> dict[str, Value]:
    """The name that the channel tells is not asked for again."""
    if not person.name:
        return {}
    return {
        slot.name: person.name
        for slot in content.slots.values()
        if isinstance(slot.answer, answers.FreeText) and slot.answer.name
    }
