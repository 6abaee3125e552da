"""When do two conversations go on alike? And when does one turn tell what happens to many of them?

Conversations go on alike when they stand at the same steps, with the same question open, and with the same block of every
answer that some flow looks at later: they are in one state.

Most turns look at less. What waits below a flow that interrupted it, and nearly all answers, are the *aside* of a
conversation; states that differ only in it are at one place. A turn notes what it looks at of that. It is taken once for all
states of a place that have this much in common; what it neither looks at nor writes is after it as before, in each of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from bot.content.conditions import Expression
from bot.content.definitions import Content, SetSlots, Step, Value
from bot.engine import advance
from bot.engine.conversation import Conversation, Frame, FrameKind, Given, Phase
from bot.engine.flows import Flows
from bot.proving import moves, watched
from bot.proving.classes_at import type_blocks
from bot.proving.later_reading import LaterReading
from bot.proving.sample_answers import SampleAnswers


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What somebody is still owed on this way."""

    #: The worst class, or a red flag, came up: a person has to come.
    person: bool = False
    #: The ambulance's number was said since.
    named: bool = False


#: What lies aside, as numbers: where the interrupted flows stand, which questions were answered, and then of each answer
#: its block and whether there is one; 0 for answers that nothing looks at later. At one place these are always the same ones.
type_aside = tuple[int, ...]
_BELOW: Final = 0
#: That of no question at all where none can be asked twice any more.
_TOLD: Final = 1
_FIRST_ANSWER: Final = 2
_NO_ANSWER: Final = 1
_ANY_ANSWER: Final = 2

#: What some conversations of a place have in common.
type_common = Callable[[type_aside], object]


class Key(NamedTuple):
    """A state: where a conversation stands, and what lies aside."""

    place: object
    aside: type_aside


class Looks(NamedTuple):
    """What one turn looks at of all that lies aside."""

    #: It goes on with a flow that waited below, or changes it.
    at_below: bool
    #: The places of answers in what lies aside.
    at: tuple[int, ...]


class Looked(NamedTuple):
    """What one turn has to do with what lies aside."""

    looks: Looks
    #: Something waits below, and still does.
    below_stays: bool
    #: Only after it counts which questions were answered.
    begins_asking: bool
    #: The places of answers that are after it as they were before.
    kept: tuple[int, ...]
    #: What it wrote; None where all answers are others.
    written: frozenset[str] | None


class Carried(NamedTuple):
    """What lies aside after a turn, by what lies aside before it."""

    #: What stays as it is.
    over: type_common
    #: All of it.
    after: Callable[[type_aside], type_aside]


class Places:
    """Knows one pack."""

    def __init__(self, flows: Flows, samples: SampleAnswers, book: moves.MoveBook) -> None:
        """Look through the pack for what decides about all turns."""
        self._samples = samples
        self._counts_misread = bool(flows.content.session.misread_limit)
        self._reading = LaterReading(flows.content, book.startable, samples.passing)
        read = self._reading.everything()
        never = read if _reckons(flows.content) else frozenset(_always_looked_at(flows))
        lying = sorted(read - never)
        self._number = {name: number for number, name in enumerate(lying, _FIRST_ANSWER)}
        self._whether = {name: number for number, name in enumerate(lying, _FIRST_ANSWER + len(lying))}
        #: By what is noted of it: the places of all answers, and of whether there are any, in what lies aside.
        self._looks = self._number | {watched.whether(name): number for name, number in self._whether.items()}
        self.everything = tuple(self._number.values())
        self._nothing = (0,) * len(self._looks)
        #: The numbers of what waits below, and of questions that were answered.
        self._below: dict[object, int] = {}
        self._told: dict[frozenset[str], int] = {}
        self._split: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[tuple[int, str], ...]]] = {}

    def key(self, state: Conversation, debt: Debt, *, grave: bool, dropped: bool = False) -> Key:
        """What decides how a conversation goes on; `dropped`: where all that was under way is dropped first."""
        stack = () if dropped else state.stack
        read, later = self._read(self._reading.slots(state.phase, stack))
        slots, block = state.slots, self._samples.number
        below = interrupted(stack)
        place = (
            state.phase,
            tuple([(frame.flow, frame.kind) for frame in below]),
            tuple(map(_standing, stack[len(below) :])),
            None if dropped else state.asking,
            0 if dropped else state.attempts,
            () if dropped else tuple([offer.payload for offer in state.offered]),
            frozenset(state.flags),
            state.assessment.risk_class if state.assessment else None,
            state.department,
            state.told_at is None,
            debt,
            grave,
            state.reminders,
            state.misread if self._counts_misread else 0,
            read,
            tuple([block(name, slots.get(name)) for name in read]),
        )
        told = self._of_told(state.given if _asks(state) else ())
        aside = [self._of_below(below), told, *self._nothing]
        for number, name in later:
            value = slots.get(name)
            aside[number] = block(name, value)
            aside[self._whether[name]] = _NO_ANSWER if value is None else _ANY_ANSWER
        return Key(place, tuple(aside))

    def _of_below(self, below: tuple[Frame, ...]) -> int:
        return self._below.setdefault(tuple(map(_standing, below)), len(self._below))

    def _of_told(self, given: Iterable[Given]) -> int:
        told = frozenset([one.slot for one in given]) - self._samples.passing
        return self._told.setdefault(told, len(self._told))

    def looked(self, before: Conversation, looked: Collection[str], done: advance.Advanced) -> Looked:
        """What the turn looked at, or changed, of all that lies aside; `looked` are the answers."""
        after, below = done.conversation, interrupted(before.stack)
        under = {frame.flow for frame in below}
        left = not any(frame.flow in under for frame in after.stack)
        stays = bool(below) and interrupted(after.stack) == below
        at_below = not (left or stays) or any(one.flow in under for one in done.path)
        if watched.ALL in looked:
            at = self.everything
        else:
            at = tuple(sorted([self._looks[name] for name in looked if name in self._looks]))
        written = frozenset(after.slots.written) if isinstance(after.slots, watched.Watched) else None
        begins = _asks(after) and not _asks(before)
        return Looked(Looks(at_below, at), stays, begins, self._kept(written), written)

    def _kept(self, written: Collection[str] | None) -> tuple[int, ...]:
        if written is None:
            return ()
        lying = (*self._number.items(), *self._whether.items())
        return tuple([number for name, number in lying if name not in written])

    def blocks(
        self, state: Conversation, names: Sequence[str], said: Mapping[str, Value]
    ) -> Callable[[type_aside], type_blocks | None]:
        """The blocks of these answers by what lies aside, anywhere at the place of this one, where `said` is answered besides.

        It gives None where one of them is not looked at here.
        """
        read, later = self._read(self._reading.slots(state.phase, state.stack))
        lying = {name: number for number, name in later if name not in said}
        if any(name not in said and name not in lying and name not in read for name in names):
            return lambda _: None
        alike = [name for name in names if name not in lying]
        fixed = tuple([self._samples.number(name, said.get(name, state.slots.get(name))) for name in alike])
        first = len(self._nothing) + _FIRST_ANSWER
        at = lying | {name: first + number for number, name in enumerate(alike)}
        pick = _picked([at[name] for name in names])
        return lambda aside: pick(aside + fixed)

    def with_told(self, aside: type_aside, given: Iterable[Given]) -> type_aside:
        """The same with these questions answered."""
        return (*aside[:_TOLD], self._of_told(given), *aside[_FIRST_ANSWER:])

    def _read(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
        """Which of these answers decide about the place, and which lie aside, with their places there."""
        split = self._split.get(names)
        if split is None:
            read = tuple(name for name in names if name not in self._number)
            aside = tuple((self._number[name], name) for name in names if name in self._number)
            split = self._split[names] = read, aside
        return split


def moved(
    here: Conversation,
    slots: Mapping[str, Value],
    before: Conversation,
    after: Conversation,
    *,
    below_stays: bool,
) -> Conversation:
    """`here`, with these answers, after the turn that led from `before` to `after`, all at one place."""
    stack = after.stack
    if below_stays:
        stack = (*interrupted(here.stack), *stack[len(interrupted(before.stack)) :])
    given = given_after(here.given, before.given, after.given)
    return dataclasses.replace(after, stack=stack, slots=slots, given=given)


def answers_after(
    here: Mapping[str, Value], move: moves.Move, after: Mapping[str, Value], looked: Looked
) -> Mapping[str, Value]:
    """These answers after the turn that led to those: what it did not write is as it was, and what was said is said."""
    if looked.written is None:
        return after
    slots = {**here, **{name: after.get(name) for name in looked.written}}
    if isinstance(move, (moves.Answer, moves.PutRight)) and slots.get(move.slot) is not None:
        slots[move.slot] = move.value
    return slots


def given_after(
    here: tuple[Given, ...], before: tuple[Given, ...], after: tuple[Given, ...]
) -> tuple[Given, ...]:
    """What was answered here, after the turn that made `after` of `before`."""
    if after == before:
        return here
    stays = set(before).intersection(after)
    touched = {one.slot for one in (*before, *after) if one not in stays}
    return (*(one for one in here if one.slot not in touched), *(one for one in after if one not in stays))


def _asks(state: Conversation) -> bool:
    """Whether it counts which questions were answered."""
    return state.phase in {Phase.new, Phase.talking} and state.assessment is None


def _picked(places: Sequence[int]) -> Callable[[type_aside], type_blocks]:
    """What stands at these places, always as a tuple."""
    match places:
        case ():
            return lambda _: ()
        case (place,):
            return lambda numbers: (numbers[place],)
        case _:
            return itemgetter(*places)


def chosen(looks: Looks) -> type_common:
    """What is looked at, out of all that lies aside; which questions were answered may always be looked at."""
    below = (_BELOW,) if looks.at_below else ()
    return itemgetter(_TOLD, *below, *looks.at)


def carried(before: type_aside, after: type_aside, looked: Looked) -> Carried:
    """What a turn that led from `before` to `after` leaves aside in other states of the place.

    Told is the same wherever the turn finds the same, unless it begins to count.
    """
    stays = {number for number in looked.kept if before[number] and after[number]}
    if looked.below_stays:
        stays.add(_BELOW)
    # Look-ups in C: there are ten times as many of these as turns.
    pick = _picked([number if number in stays else len(after) + number for number in range(len(after))])
    return Carried(_picked(sorted(stays)), lambda here: pick(here + after))


def interrupted(stack: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """What waits below the flow that interrupted last; nothing where none did."""
    for place in range(len(stack) - 1, 0, -1):
        if stack[place].kind is FrameKind.interrupt:
            return stack[:place]
    return ()


def _standing(frame: Frame) -> object:
    """Where a flow stands, whenever it began."""
    told = tuple(sorted(frame.context.items()))
    return frame.flow, frame.step, frame.kind, frame.called, frame.replay, told


def _always_looked_at(flows: Flows) -> Iterator[str]:
    """What says which moves there are, and the consent, which a law looks at."""
    for flow in flows.content.flows.values():
        if flow.guard:
            yield from flow.guard.slots
    if flows.protocol.consent:
        yield flows.protocol.consent.slot


def _reckons(content: Content) -> bool:
    """Whether anything is reckoned: then an answer counts by more than its block."""
    return any(_reckons_in(step) for flow in content.flows.values() for step in flow.steps.values())


def _reckons_in(step: Step) -> bool:
    return isinstance(step, SetSlots) and any(isinstance(value, Expression) for _, value in step.values)
