"""Every conversation that the flows allow, tried through the engine itself, the shortest ways first.

Conversations that will go on alike are tried once, and a turn that says the same of a whole place is taken once for it
(`places`). Where a conversation classifies, each class that its answers can give is gone on with.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.content.definitions import Value
from bot.engine import advance, conversation, effects
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.proving import courses, moves, sample_answers, taking_back
from bot.proving.classes_at import ClassesAt
from bot.proving.emergency_number import EmergencyNumber
from bot.proving.moves import Answer, Doubt, GoBack, Move, PutRight, RedFlag, Start
from bot.proving.places import Debt, Key, Places
from bot.proving.visits import Echo, Passage, Visit

#: What may be done in a conversation, of those things that are tried now.
type_moves = Callable[[Conversation], Iterable[Move]]


class _Looks(NamedTuple):
    """Does a turn look at what waits below, and at answers that lie aside?"""

    at_below: bool
    at_answers: bool

    def cover(self, others: _Looks) -> bool:
        """Whether another turn looks at no more than this one."""
        return others.at_below <= self.at_below and others.at_answers <= self.at_answers


class _Tried:
    """What was tried, place by place."""

    def __init__(self) -> None:
        """Nothing yet."""
        #: By place: each move, and what its turn looks at of all that lies aside.
        self.moves: dict[int, list[tuple[Move, _Looks]]] = {}
        #: By place, number of the move, and what it looks at: the turn.
        self.turns: dict[object, list[Passage]] = {}


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
        self._places = Places(flows, self.samples, self.book)
        self._place_numbers: dict[object, int] = {}
        self._states: dict[tuple[int, object], int] = {}
        self._tried: set[object] = set()
        #: What the last visit leaves where all is dropped.
        self._left: tuple[Visit, Key] | None = None
        self._telling = courses.telling(flows.content)
        self._dropping = courses.dropping(flows.content)

    def passages(self) -> Iterator[Passage | Echo]:
        """Every turn of every conversation, once."""
        new = conversation.new("prova")
        key = self._places.key(new, Debt(), grave=False)
        place, state = self._numbers(key)
        start = Visit(
            conversation=new,
            debt=Debt(),
            grave=False,
            state=state,
            place=place,
            aside=key.aside,
            before=None,
            move=None,
            answers={},
            turns=0,
        )
        met: list[Visit] = []
        yield from self._on(deque([start]), met, self.book.moves)
        # Only now, so that where taking an answer back leads to is known, mostly; what is new goes on without ways off.
        astray: deque[Visit] = deque()
        tried = _Tried()
        for visit in met:
            yield from self._from(visit, self.book.undoing, tried, astray)
        yield from self._on(astray, [], self.book.straight)

    def _on(self, waiting: deque[Visit], met: list[Visit], moves_of: type_moves) -> Iterator[Passage | Echo]:
        """From all that wait, to wherever these moves lead."""
        tried = _Tried()
        while waiting:
            visit = waiting.popleft()
            met.append(visit)
            yield from self._from(visit, moves_of, tried, waiting)

    def _from(
        self, visit: Visit, moves_of: type_moves, tried: _Tried, waiting: deque[Visit]
    ) -> Iterator[Passage | Echo]:
        """What happens next; `tried` knows what was tried at each place."""
        for passage in self._next(visit, moves_of, tried):
            if passage.after and not passage.known:
                waiting.append(passage.after)
            yield passage

    def _next(self, visit: Visit, moves_of: type_moves, tried: _Tried) -> Iterator[Passage | Echo]:
        known = tried.moves.get(visit.place)
        if known is None:
            moves = tried.moves[visit.place] = []
            for number, move in enumerate(moves_of(visit.conversation)):
                if self._tried_alike(visit, move):
                    moves.append((move, _Looks(at_below=True, at_answers=True)))
                    continue
                passages = list(self._turns(visit, move))
                looks = _looks(passages)
                moves.append((move, looks))
                tried.turns[_turn(visit, number, looks)] = passages
                yield from passages
            return
        for number, (move, looks) in enumerate(known):
            turn = _turn(visit, number, looks)
            before = tried.turns.get(turn)
            if before is not None:
                yield from [self._echo(visit, passage) for passage in before]
            elif not self._tried_alike(visit, move):
                passages = list(self._turns(visit, move))
                if looks.cover(_looks(passages)):
                    tried.turns[turn] = passages
                yield from passages

    def _echo(self, visit: Visit, passage: Passage) -> Echo:
        """The turn from another state of its place."""
        after, looked = passage.after, passage.looked
        aside = self._places.aside_after(visit.aside, after.aside, looked)
        met = len(self._states)
        state = self._states.setdefault((after.place, aside), met)
        if state < met:
            return Echo(passage, visit, state, None)
        there = Visit(
            conversation=self._places.moved(
                visit.conversation,
                visit.aside,
                passage.before.conversation,
                after.conversation,
                looked,
            ),
            debt=after.debt,
            grave=after.grave,
            state=state,
            place=after.place,
            aside=aside,
            before=visit,
            move=after.move,
            answers=after.answers,
            turns=visit.turns + 1,
        )
        return Echo(passage, visit, state, there)

    def _numbers(self, key: Key) -> tuple[int, int]:
        """Of the place and of the state, new ones for what was not met before."""
        place = self._place_numbers.setdefault(key.place, len(self._place_numbers))
        return place, self._states.setdefault((place, key.aside), len(self._states))

    def _tried_alike(self, visit: Visit, move: Move) -> bool:
        """Whether the same was tried where all that it looks at, and leaves standing, was alike."""
        state = visit.conversation
        if isinstance(move, (RedFlag, Doubt)) or (isinstance(move, Start) and move.flow in self._dropping):
            alike: object = self._dropped(visit)
        elif isinstance(move, Start) and move.flow in self._telling and state.asking is not None:
            # It only tells something; then what was being asked is asked again, whatever it was.
            block = self._places.block
            read = [block(name, state.slots.get(name)) for name in self._telling[move.flow]]
            alike = (state.phase, visit.debt, visit.grave, tuple(read))
        elif isinstance(move, (PutRight, GoBack)):
            alike = self._places.key(taking_back.taken_back(state, move.slot), visit.debt, grave=visit.grave)
        else:
            return False
        if (move, alike) in self._tried:
            return True
        self._tried.add((move, alike))
        return False

    def _dropped(self, visit: Visit) -> Key:
        """What is left where what is being asked, and all that was under way, is dropped: once a visit."""
        if self._left is None or self._left[0] is not visit:
            key = self._places.key(visit.conversation, visit.debt, grave=visit.grave, dropped=True)
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
        return advance.advance(
            self.flows, taking_back.arranged(state, move), turn, recognised=recognised, noting=False
        )

    def _passage(
        self, visit: Visit, move: Move, done: advance.Advanced, answers: Mapping[str, Value]
    ) -> Passage:
        grave = visit.grave or self._grave(done)
        debt = self._debt(visit, done)
        met = len(self._states)
        key = self._places.key(done.conversation, debt, grave=grave)
        place, state = self._numbers(key)
        after = Visit(
            conversation=done.conversation,
            debt=debt,
            grave=grave,
            state=state,
            place=place,
            aside=key.aside,
            before=visit,
            move=move,
            answers=answers,
            turns=visit.turns + 1,
        )
        return Passage(
            before=visit,
            move=move,
            effects=done.effects,
            after=after,
            known=state < met,
            looked=self._places.looked(visit.conversation, done),
        )

    def _grave(self, done: advance.Advanced) -> bool:
        classified = any(
            isinstance(effect, effects.Classified) and effect.risk_class == self._worst
            for effect in done.effects
        )
        return classified or any(isinstance(effect, effects.Flagged) for effect in done.effects)

    def _debt(self, visit: Visit, done: advance.Advanced) -> Debt:
        owed = visit.debt.person or self._grave(done)
        named = visit.debt.named or self.emergency_number.said(done.effects)
        served = any(isinstance(effect, effects.HandOff) for effect in done.effects)
        return Debt(person=owed and not served, named=named and owed and not served)


def _looks(passages: Iterable[Passage]) -> _Looks:
    looked = [passage.looked for passage in passages]
    return _Looks(
        at_below=any(one.at_below for one in looked), at_answers=any(one.at_answers for one in looked)
    )


def _turn(visit: Visit, number: int, looks: _Looks) -> object:
    """By what a turn is found again: the place, the move, and what it looks at."""
    aside = visit.aside
    return visit.place, number, looks.at_below and aside.below, looks.at_answers and aside.blocks


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
