"""What was come to while conversations are tried, and how?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.content.definitions import Value
from bot.engine import effects
from bot.engine.conversation import Conversation
from bot.proving import places
from bot.proving.moves import Answer, Move, PutRight
from bot.proving.places import Aside, Debt, Looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A conversation that was come to, and how."""

    conversation: Conversation
    debt: Debt
    #: Whether this conversation was ever as grave as the worst class.
    grave: bool
    #: The number of the state that it is in: conversations in one state go on alike.
    state: int
    #: The number of the place that the state is at, and what lies aside.
    place: int
    aside: Aside
    #: The visit before, and what happened then; None for the start.
    before: Visit | None
    move: Move | None
    #: Answers that replace those on the way here, so that this class comes about.
    answers: Mapping[str, Value]
    #: The number of turns so far.
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One turn: from one visit to the next."""

    before: Visit
    move: Move
    effects: tuple[effects.Effect, ...]
    after: Visit
    #: Whether `after` was come to before, by a way that is no longer.
    known: bool
    #: What the turn has to do with what else is told of the state than its place.
    looked: Looked
    #: Whether a class was decided.
    decides: bool


class Echo(NamedTuple):
    """The same turn from another state of the place, which is not taken again."""

    of: Passage
    before: Visit
    move: Move
    #: Answers that replace those on the way here, so that its class comes about.
    answers: Mapping[str, Value]
    #: The state that it leads to.
    target: int
    #: The visit there; None where that was come to before.
    after: Visit | None

    @property
    def answers_after(self) -> Mapping[str, Value]:
        """All answers after the turn."""
        here = {**self.before.conversation.slots, **self.answers}
        return places.answers_after(here, self.taken, self.of.after.conversation.slots, self.of.looked)

    @property
    def taken(self) -> Move:
        """The move with the answer for which its class comes about."""
        move = self.move
        if isinstance(move, (Answer, PutRight)) and move.slot in self.answers:
            return dataclasses.replace(move, value=self.answers[move.slot])
        return move

    @property
    def known(self) -> bool:
        """Whether the state was come to before."""
        return self.after is None


def way(visit: Visit) -> tuple[Move, ...]:
    """What happened from the start, with the answers that make this class come about.

    Of an answer that was taken back, the one that came in its place is the one that the class rests on.
    """
    steps: list[Move] = []
    answers: dict[str, Value] = {}
    here: Visit | None = visit
    while here is not None and here.move is not None:
        answers = {**here.answers, **answers}
        move = here.move
        if isinstance(move, (Answer, PutRight)) and move.slot in answers:
            move = dataclasses.replace(move, value=answers.pop(move.slot))
        steps.append(move)
        here = here.before
    return tuple(reversed(steps))
