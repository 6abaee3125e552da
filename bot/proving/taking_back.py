"""What does a conversation look like in which somebody takes an answer back?"""

from __future__ import annotations

import dataclasses
import itertools

from bot.engine.conversation import Conversation
from bot.proving.moves import GoBack, Move


def arranged(state: Conversation, move: Move) -> Conversation:
    """The conversation in which the answer to be taken back is the last one: whoever puts it right first makes it so."""
    if not isinstance(move, GoBack):
        return state
    last = [given for given in state.given if given.slot == move.slot]
    others = [given for given in state.given if given.slot != move.slot]
    return dataclasses.replace(state, given=(*others, *last))


def taken_back(state: Conversation, slot: str) -> Conversation:
    """What taking an answer back leaves standing, whatever the answer was and wherever it was taken back."""
    flow = next(given.flow for given in state.given if given.slot == slot)
    stack = tuple(itertools.takewhile(lambda frame: frame.flow != flow, state.stack))
    return dataclasses.replace(
        state,
        slots={**state.slots, slot: None},
        given=tuple(given for given in state.given if given.slot != slot),
        stack=stack,
        asking=None,
        attempts=0,
        reminders=0,
        offered=(),
    )
