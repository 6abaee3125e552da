"""Every conversation that the flows allow, tried through the engine itself, the shortest ways first.

Conversations that will go on alike are tried once: a state is where the flows stand, what is asked, and the block of
every answer that some flow looks at later. Where a conversation classifies, each class that its answers can give is
gone on with.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.definitions import Value
from bot.engine import advance, conversation, effects
from bot.engine.conversation import Conversation, Frame, Phase
from bot.engine.flows import Flows
from bot.proving import courses, moves, sample_answers
from bot.proving.classes_at import ClassesAt
from bot.proving.emergency_number import EmergencyNumber
from bot.proving.later_reading import LaterReading
from bot.proving.moves import Answer, GoBack, Move, PutRight, RedFlag, Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What somebody is still owed on this way."""

    #: The worst class, or a red flag, came up: a person has to come.
    person: bool = False
    #: The ambulance's number was said since.
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A conversation that was come to, and how."""

    conversation: Conversation
    debt: Debt
    #: Whether this conversation was ever as grave as the worst class.
    grave: bool
    #: The number of the state that it is in: conversations in one state go on alike.
    state: int
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


class Exploration:
    """Tries one pack."""

    def __init__(self, flows: Flows) -> None:
        """Look through the pack for what it tells apart."""
        self.flows = flows
        self.samples = sample_answers.of(flows)
        self.book = moves.book(flows, self.samples)
        self.classes = ClassesAt(flows.protocol, self.samples)
        self.emergency_number = EmergencyNumber(flows)
        self._worst = flows.protocol.classes[0].id
        self._states: dict[object, int] = {}
        self._tried: set[object] = set()
        self._numbers: dict[object, int] = {}
        #: The same numbers by the value itself.
        self._numbered: dict[object, int] = {}
        #: What the last visit leaves where all is dropped.
        self._left: tuple[Visit, object] | None = None
        self._telling = courses.telling(flows.content)
        self._dropping = courses.dropping(flows.content)
        self._reading = LaterReading(flows.content, self.book.startable, self.samples.passing)

    def passages(self) -> Iterator[Passage]:
        """Every turn of every conversation, once."""
        new = conversation.new("prova")
        start = Visit(
            conversation=new,
            debt=Debt(),
            grave=False,
            state=self._state(new, Debt(), grave=False),
            before=None,
            move=None,
            answers={},
            turns=0,
        )
        met: list[Visit] = []
        yield from self._on(deque([start]), met, self.book.moves)
        # Only now, so that where taking an answer back leads to is known, mostly; what is new goes on without ways off.
        astray: deque[Visit] = deque()
        for visit in met:
            yield from self._from(visit, self.book.undoing(visit.conversation), astray)
        yield from self._on(astray, [], self.book.straight)

    def _on(
        self, waiting: deque[Visit], met: list[Visit], moves_of: Callable[[Conversation], Iterable[Move]]
    ) -> Iterator[Passage]:
        """From all that wait, to wherever these moves lead."""
        while waiting:
            visit = waiting.popleft()
            met.append(visit)
            yield from self._from(visit, moves_of(visit.conversation), waiting)

    def _from(self, visit: Visit, tried: Iterable[Move], waiting: deque[Visit]) -> Iterator[Passage]:
        for move in tried:
            if self._tried_alike(visit, move):
                continue
            for passage in self._turns(visit, move):
                if not passage.known:
                    waiting.append(passage.after)
                yield passage

    def _state(self, state: Conversation, debt: Debt, *, grave: bool) -> int:
        """The number of the state, a new one for what was not met before."""
        return self._states.setdefault(self._key(state, debt, grave=grave), len(self._states))

    def _key(self, state: Conversation, debt: Debt, *, grave: bool, dropped: bool = False) -> object:
        """What decides how a conversation goes on; `dropped`: where all that was under way is dropped first."""
        stack = () if dropped else state.stack
        names, slots, block = self._reading.slots(state.phase, stack), state.slots, self._block
        blocks = names, tuple([block(name, slots.get(name)) for name in names])
        asking = state.phase in {Phase.new, Phase.talking} and state.assessment is None
        told = (
            frozenset(given.slot for given in state.given if given.slot not in self.samples.passing)
            if asking
            else frozenset()
        )
        return (
            state.phase,
            tuple(map(_standing, stack)),
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
            state.misread if self.flows.content.session.misread_limit else 0,
            blocks,
        )

    def _block(self, name: str, value: Value) -> int:
        itself = (name, *value) if isinstance(value, list) else (name, type(value), value)
        number = self._numbered.get(itself)
        if number is None:
            block = (value is None, self.samples.block(name, value))
            number = self._numbered[itself] = self._numbers.setdefault(block, len(self._numbers))
        return number

    def _tried_alike(self, visit: Visit, move: Move) -> bool:
        """Whether the same was tried where all that it looks at, and leaves standing, was alike."""
        state = visit.conversation
        if isinstance(move, RedFlag) or (isinstance(move, Start) and move.flow in self._dropping):
            alike: object = self._dropped(visit)
        elif isinstance(move, Start) and move.flow in self._telling and state.asking is not None:
            # It only tells something; then what was being asked is asked again, whatever it was.
            read = [(name, self._block(name, state.slots.get(name))) for name in self._telling[move.flow]]
            alike = (state.phase, visit.debt, visit.grave, tuple(read))
        elif isinstance(move, (PutRight, GoBack)):
            alike = self._key(_taken_back(state, move.slot), visit.debt, grave=visit.grave)
        else:
            return False
        if (move, alike) in self._tried:
            return True
        self._tried.add((move, alike))
        return False

    def _dropped(self, visit: Visit) -> object:
        """What is left where what is being asked, and all that was under way, is dropped: once a visit."""
        if self._left is None or self._left[0] is not visit:
            key = self._key(visit.conversation, visit.debt, grave=visit.grave, dropped=True)
            self._left = visit, key
        return self._left[1]

    def _turns(self, visit: Visit, move: Move) -> Iterator[Passage]:
        """The turn, once for each class that it can end with."""
        done = self._advance(visit, visit.conversation, move)
        decided = [effect.risk_class for effect in done.effects if isinstance(effect, effects.Classified)]
        if not decided:
            yield self._passage(visit, move, done, {})
            return
        self.classes.bypassed |= len(decided) > 1
        for risk_class, answers in self.classes.every(_answered(visit, move), done.conversation.flags):
            if [risk_class] == decided:
                yield self._passage(visit, move, done, {})
                continue
            state, other = _with_answers(visit.conversation, move, answers)
            yield self._passage(visit, other, self._advance(visit, state, other), answers)

    def _advance(self, visit: Visit, state: Conversation, move: Move) -> advance.Advanced:
        turn, recognised = moves.turn_of(move, self.flows, state, after=visit.turns)
        return advance.advance(self.flows, arranged(state, move), turn, recognised=recognised, noting=False)

    def _passage(
        self, visit: Visit, move: Move, done: advance.Advanced, answers: Mapping[str, Value]
    ) -> Passage:
        grave = visit.grave or self._grave(move, done)
        debt = self._debt(visit, move, done)
        met = len(self._states)
        state = self._state(done.conversation, debt, grave=grave)
        after = Visit(
            conversation=done.conversation,
            debt=debt,
            grave=grave,
            state=state,
            before=visit,
            move=move,
            answers=answers,
            turns=visit.turns + 1,
        )
        return Passage(before=visit, move=move, effects=done.effects, after=after, known=state < met)

    def _grave(self, move: Move, done: advance.Advanced) -> bool:
        classified = any(
            isinstance(effect, effects.Classified) and effect.risk_class == self._worst
            for effect in done.effects
        )
        return classified or isinstance(move, RedFlag)

    def _debt(self, visit: Visit, move: Move, done: advance.Advanced) -> Debt:
        owed = visit.debt.person or self._grave(move, done)
        named = visit.debt.named or self.emergency_number.said(done.effects)
        served = any(isinstance(effect, effects.HandOff) for effect in done.effects)
        return Debt(person=owed and not served, named=named and owed and not served)


def _standing(frame: Frame) -> object:
    """Where a flow stands, whenever it began."""
    told = tuple(sorted(frame.context.items()))
    return frame.flow, frame.step, frame.kind, frame.called, frame.replay, told


def arranged(state: Conversation, move: Move) -> Conversation:
    """The conversation in which the answer to be taken back is the last one: whoever puts it right first makes it so."""
    if not isinstance(move, GoBack):
        return state
    last = [given for given in state.given if given.slot == move.slot]
    others = [given for given in state.given if given.slot != move.slot]
    return dataclasses.replace(state, given=(*others, *last))


def _taken_back(state: Conversation, slot: str) -> Conversation:
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


def _answered(visit: Visit, move: Move) -> Mapping[str, Value]:
    """What the protocol is going to look at."""
    slots = dict(visit.conversation.slots)
    if isinstance(move, (Answer, PutRight)):
        slots[move.slot] = move.value
    return {name: value for name, value in slots.items() if value is not None}


def _with_answers(state: Conversation, move: Move, answers: Mapping[str, Value]) -> tuple[Conversation, Move]:
    """The same conversation and the same turn with other answers of the same blocks."""
    known = {name: value for name, value in answers.items() if state.slots.get(name) is not None}
    if isinstance(move, (Answer, PutRight)) and move.slot in answers:
        move = dataclasses.replace(move, value=answers[move.slot])
    return dataclasses.replace(state, slots={**state.slots, **known}), move


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
