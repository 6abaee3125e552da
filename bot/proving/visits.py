"""What was come to while conversations are tried, and how?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from bot.content.definitions import Value
from bot.engine import effects
from bot.engine.conversation import Conversation
from bot.proving import places
from bot.proving.classes_at import type_blocks
from bot.proving.moves import Answer, Move, PutRight
from bot.proving.places import Carried, Debt, Looked, type_aside


@dataclass(slots=True, eq=False, kw_only=True)
class Visit:
    """A conversation that was come to, and how."""

    #: The conversation, or what makes it: of most visits nobody asks for it.
    standing: Conversation | Callable[[], Conversation]
    debt: Debt
    #: Whether this conversation was ever as grave as the worst class.
    grave: bool
    #: The number of the state that it is in: conversations in one state go on alike.
    state: int
    #: The number of the place that the state is at, and what lies aside.
    place: int
    aside: type_aside
    #: The visit before, and what happened then; None for the start.
    before: Visit | None
    move: Move | None
    #: Answers that replace those on the way here, so that this class comes about.
    answers: Mapping[str, Value]
    #: The number of turns so far.
    turns: int

    @property
    def conversation(self) -> Conversation:
        """Where it stands."""
        if not isinstance(self.standing, Conversation):
            self.standing = self.standing()
        return self.standing


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
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
    #: What lies aside after it, by what lies aside in another state of the place.
    carried: Carried
    #: Where it leads from other states of the place, by what of them is carried over.
    led: dict[object, int] = field(default_factory=dict)
    #: Whether laws look at it in every state that it is taken from; else only where it leads to what was not come to before.
    everywhere: bool
    #: Where a class was decided: the blocks of all answers after it, by what lies aside before it.
    decided: Callable[[type_aside], type_blocks | None] | None

    @property
    def hands_off(self) -> bool:
        """Whether people are called."""
        return any(isinstance(effect, effects.HandOff) for effect in self.effects)


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


def there(echo: Echo, aside: type_aside) -> Visit:
    """The visit that the turn leads to from where it was not taken."""
    after, here = echo.of.after, echo.before
    return Visit(
        standing=partial(_moved, echo),
        debt=after.debt,
        grave=after.grave,
        state=echo.target,
        place=after.place,
        aside=aside,
        before=here,
        move=echo.taken,
        answers=echo.answers,
        turns=here.turns + 1,
    )


def _moved(echo: Echo) -> Conversation:
    """Where the conversation stands after the turn that was not taken there."""
    passage = echo.of
    return places.moved(
        echo.before.conversation,
        echo.answers_after,
        passage.before.conversation,
        passage.after.conversation,
        below_stays=passage.looked.below_stays,
    )


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
