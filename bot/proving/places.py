"""When do two conversations go on alike? And when does one turn tell what happens to many of them?

Conversations go on alike when they stand at the same steps, with the same question open, and with the same block of every
answer that some flow looks at later: they are in one state.

Most turns look at less. What waits below a flow that interrupted it, and an answer that no rule and hardly a flow looks
at, mostly stay as they are: the *aside* of a conversation. States that differ only in it are at one place, and a turn that
neither looks at the aside nor changes it is taken once for the place.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.content.conditions import Expression
from bot.content.definitions import Collect, Content, SetSlots, Step, Value
from bot.engine import advance, effects
from bot.engine.conversation import Conversation, Frame, FrameKind, Phase
from bot.engine.flows import Flows
from bot.proving import emergency_number, flow_conditions, moves
from bot.proving.later_reading import LaterReading
from bot.proving.sample_answers import SampleAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What somebody is still owed on this way."""

    #: The worst class, or a red flag, came up: a person has to come.
    person: bool = False
    #: The ambulance's number was said since.
    named: bool = False


class Aside(NamedTuple):
    """What lies aside: where the interrupted flows stand, and the blocks of the answers that are hardly looked at."""

    below: tuple[object, ...]
    #: 0 for an answer that nothing looks at later.
    blocks: tuple[int, ...]


class Key(NamedTuple):
    """A state: where a conversation stands, and what lies aside."""

    place: object
    aside: Aside


class Looked(NamedTuple):
    """What one turn has to do with what lies aside."""

    #: It went on with a flow that waited below, or changed it.
    at_below: bool
    #: A step or a text looked at an answer that lies aside, or the answer changed.
    at_answers: bool
    #: Something waits below, and still does.
    below_stays: bool


class Places:
    """Knows one pack."""

    def __init__(self, flows: Flows, samples: SampleAnswers, book: moves.MoveBook) -> None:
        """Look through the pack for what it hardly looks at."""
        self._samples = samples
        self._counts_misread = bool(flows.content.session.misread_limit)
        self._reading = LaterReading(flows.content, book.startable, samples.passing)
        self._set_aside = tuple(_hardly_looked_at(flows, samples))
        self._lookers = frozenset(_looking(flows.content, frozenset(self._set_aside)))
        self._unequal = emergency_number.named_in_some(flows)
        self._blocks: dict[object, int] = {}
        #: The same numbers by the value itself.
        self._numbered: dict[object, int] = {}
        self._split: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def key(self, state: Conversation, debt: Debt, *, grave: bool, dropped: bool = False) -> Key:
        """What decides how a conversation goes on; `dropped`: where all that was under way is dropped first."""
        stack = () if dropped else state.stack
        read, later = self._read(self._reading.slots(state.phase, stack))
        slots, block = state.slots, self.block
        below = interrupted(stack)
        asking = state.phase in {Phase.new, Phase.talking} and state.assessment is None
        told = (
            frozenset(given.slot for given in state.given if given.slot not in self._samples.passing)
            if asking
            else frozenset()
        )
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
            told,
            state.reminders,
            state.misread if self._counts_misread else 0,
            read,
            tuple([block(name, slots.get(name)) for name in read]),
            tuple([slots.get(name) is None for name in later]),
        )
        blocks = tuple([block(name, slots.get(name)) if name in later else 0 for name in self._set_aside])
        return Key(place, Aside(tuple(map(_standing, below)), blocks))

    @staticmethod
    def aside_after(aside: Aside, after: Aside, looked: Looked) -> Aside:
        """What lies aside after a turn that leads to `after` from another state of the place."""
        below = aside.below if looked.below_stays else after.below
        if looked.at_answers:  # they were the same, then
            return Aside(below, after.blocks)
        blocks = zip(aside.blocks, after.blocks, strict=True)
        return Aside(below, tuple([new and (here or new) for here, new in blocks]))

    def block(self, name: str, value: Value) -> int:
        """The number of the block that the answer belongs to."""
        itself = (name, *value) if isinstance(value, list) else (name, type(value), value)
        number = self._numbered.get(itself)
        if number is None:
            block = (name, value is None, self._samples.block(name, value))
            number = self._numbered[itself] = self._blocks.setdefault(block, len(self._blocks) + 1)
        return number

    def looked(self, before: Conversation, done: advance.Advanced) -> Looked:
        """What the turn looked at, or changed, of all that lies aside."""
        after, below = done.conversation, interrupted(before.stack)
        under = {frame.flow for frame in below}
        left = not any(frame.flow in under for frame in after.stack)
        stays = bool(below) and interrupted(after.stack) == below
        at_below = not (left or stays) or any(one.flow in under for one in done.path)
        at_answers = (
            any(before.slots.get(name) != after.slots.get(name) for name in self._set_aside)
            or any((one.flow, one.step) in self._lookers for one in done.path)
            or any(isinstance(one, effects.Say) and one.response in self._unequal for one in done.effects)
        )
        return Looked(at_below, at_answers, stays)

    def moved(
        self, here: Conversation, aside: Aside, before: Conversation, after: Conversation, looked: Looked
    ) -> Conversation:
        """`here` after the turn that led from `before` to `after`, all at one place: with what lies aside here."""
        stack, slots = after.stack, after.slots
        if looked.below_stays:
            stack = (*interrupted(here.stack), *stack[len(interrupted(before.stack)) :])
        if not looked.at_answers:
            read = (name for name, block in zip(self._set_aside, aside.blocks, strict=True) if block)
            slots = {**slots, **{name: here.slots.get(name) for name in read}}
        return dataclasses.replace(after, stack=stack, slots=slots)

    def _read(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Which of these answers decide about the place, and which lie aside."""
        split = self._split.get(names)
        if split is None:
            read = tuple(name for name in names if name not in self._set_aside)
            split = self._split[names] = read, tuple(name for name in names if name in self._set_aside)
        return split


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


def _hardly_looked_at(flows: Flows, samples: SampleAnswers) -> Iterator[str]:
    """Answers that only the branches of some steps tell apart: no rule, no guard, no refusal, and nothing reckoned."""
    content = flows.content
    read = {slot for flow in content.flows.values() if flow.guard for slot in flow.guard.slots}
    for slot in content.slots.values():
        read.update(*(refusal.condition.slots for refusal in slot.rejections))
    reckoned = any(_reckons(step) for flow in content.flows.values() for step in flow.steps.values())
    for name, values in samples.samples.items():
        told_apart = len({samples.block(name, value) for value in values}) > 1
        apart = name in content.protocol.inputs or name in samples.exact or name in samples.passing
        if told_apart and not (apart or reckoned or name in read):
            yield name


def _reckons(step: Step) -> bool:
    return isinstance(step, SetSlots) and any(isinstance(value, Expression) for _, value in step.values)


def _looking(content: Content, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The steps that look at one of these answers, or ask for it."""
    for flow in content.flows.values():
        for step in flow.steps.values():
            asks = isinstance(step, Collect) and step.slot in names and step.always_ask
            if asks or any(condition.slots & names for condition in flow_conditions.of_step(step)):
                yield flow.id, step.id
