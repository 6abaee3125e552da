"""What must a citizen hear? The engine alone, given the same words in the same room, tells it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bot.engine import advance, conversation, effects
from bot.engine.conversation import Phase
from bot.engine.flows import Flows
from bot.engine.turn import Turn, TurnKind

_CODE: Final = re.compile(r"BELA(-[0-9A-Z]{4}){2}")
#: Stands where the person's code stands, which differs from person to person.
_ANY_CODE: Final = "BELA-0000-0000"


class Expected:
    """One conversation as it would go if nothing ever failed."""

    def __init__(self, flows: Flows, *, room_id: str, channel: str) -> None:
        """The room's id chooses among wordings; so it has to be the real one."""
        self._flows = flows
        self._channel = channel
        self._state = conversation.new(room_id, slots=flows.initial)
        #: Everything the citizen is to hear, in order, notes included: agent and citizen read the same room.
        self.heard: list[str] = []
        #: Departments that the room is given to, in order.
        self.hand_offs: list[str] = []

    def write(self, text: str, *, now: datetime) -> None:
        """The citizen writes; a hand-off that follows from it works."""
        if self.with_people:
            return
        for effect in self._take(TurnKind.text, now=now, text=text):
            match effect:
                case effects.Say(text=said):
                    self.heard.append(said)
                case effects.HandOff(department=department, note=note):
                    self.heard += [note] if note else []
                    self.hand_offs.append(department)
                    self._take(TurnKind.handed_off, now=now)

    @property
    def with_people(self) -> bool:
        """Whether Bela is to be silent from now on."""
        return self._state.phase is Phase.with_human

    def _take(self, kind: TurnKind, *, now: datetime, text: str = "") -> tuple[effects.Effect, ...]:
        turn = Turn(kind=kind, now=now, text=text, channel=self._channel, person_code=_ANY_CODE)
        advanced = advance.advance(self._flows, self._state, turn)
        self._state = advanced.conversation
        return advanced.effects


def plain(text: str) -> str:
    """The words without the person's code."""
    return _CODE.sub(_ANY_CODE, text)
