"""Every conversation that the flows allow, tried through the engine itself, the shortest ways first.

Conversations that will go on alike are tried once, and a turn that says the same of a whole place is taken once for it
(`places`). Where a conversation classifies, each class that its answers can give is gone on with.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.content.definitions import Value
from bot.engine import advance, conversation, effects
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.proving import courses, moves, places, sample_answers, taking_back, watched
from bot.proving.classes_at import ClassesAt
from bot.proving.emergency_number import EmergencyNumber
from bot.proving.moves import Answer, Doubt, GoBack, Move, PutRight, RedFlag, Start
from bot.proving.places import Aside, Debt, Key, Places
from bot.proving.tried import AtEachState, AtPlaces, type_known_move, type_moves
from bot.proving.visits import Echo, Passage, Visit


class _Taken(NamedTuple):
    """A turn that was taken."""

    done: advance.Advanced
    looked: places.Looked


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
        tried = AtEachState(self.book.undoing)
        for visit in met:
            yield from self._from(visit, tried, astray)
        yield from self._on(astray, [], self.book.straight)

    def _on(self, waiting: deque[Visit], met: list[Visit], moves_of: type_moves) -> Iterator[Passage | Echo]:
        """From all that wait, to wherever these moves lead."""
        tried = AtPlaces(moves_of)
        while waiting:
            visit = waiting.popleft()
            met.append(visit)
            yield from self._from(visit, tried, waiting)

    def _from(self, visit: Visit, tried: AtPlaces, waiting: deque[Visit]) -> Iterator[Passage | Echo]:
        """What happens next; `tried` knows what was tried at each place."""
        for number, move in tried.moves(visit):
            for passage in self._next(visit, number, move, tried):
                if passage.after and not passage.known:
                    waiting.append(passage.after)
                yield passage

    def _next(
        self, visit: Visit, number: type_known_move, move: Move, tried: AtPlaces
    ) -> Iterator[Passage | Echo]:
        """The turn, once for each class that it can end with."""
        known = tried.known(visit, number)
        if not known:
            if not self._tried_alike(visit, move):
                yield from self._first(visit, number, move, tried)
        elif "" in known[0]:
            yield self._echo(visit, move, known[0][""], {})
        else:
            flags = next(iter(known[0].values())).after.conversation.flags
            yield from self._decided(visit, number, move, tried, flags)

    def _first(
        self, visit: Visit, number: type_known_move, move: Move, tried: AtPlaces
    ) -> Iterator[Passage | Echo]:
        """The first turn that finds what it finds."""
        taken = self._advance(visit, visit.conversation, move)
        decided = [one.risk_class for one in taken.done.effects if isinstance(one, effects.Classified)]
        if not decided:
            passage = self._passage(visit, move, taken, {})
            tried.note(number, passage, "")
            yield passage
            return
        self.classes.bypassed |= len(decided) > 1
        own = (decided[0], taken) if len(decided) == 1 else None
        yield from self._decided(visit, number, move, tried, taken.done.conversation.flags, own=own)

    def _decided(
        self,
        visit: Visit,
        number: type_known_move,
        move: Move,
        tried: AtPlaces,
        flags: Sequence[str],
        *,
        own: tuple[str, _Taken] | None = None,
    ) -> Iterator[Passage | Echo]:
        """The turn for each class that the answers can give; `own` is the one that these very answers gave."""
        for risk_class, answers in self.classes.every(_answered(visit, move), flags):
            known = next(filter(None, (one.get(risk_class) for one in tried.known(visit, number))), None)
            if known is not None:
                yield self._echo(visit, move, known, answers)
                continue
            if own and own[0] == risk_class:
                passage = self._passage(visit, move, own[1], {})
            else:
                state, other = _with_answers(visit.conversation, move, answers)
                passage = self._passage(visit, other, self._advance(visit, state, other), answers)
            tried.note(number, passage, risk_class)
            yield passage

    def _echo(self, visit: Visit, move: Move, passage: Passage, answers: Mapping[str, Value]) -> Echo:
        """The turn from another state of its place; `answers` are those for which its class comes about."""
        after = passage.after
        aside = self._aside_there(visit, passage)
        met = len(self._states)
        state = self._states.setdefault((after.place, aside), met)
        echo = Echo(passage, visit, move, answers, state, None)
        return echo if state < met else echo._replace(after=self._there(echo, aside))

    def _aside_there(self, visit: Visit, passage: Passage) -> Aside:
        before, after = passage.before.conversation.given, passage.after.conversation.given
        here = visit.conversation.given
        return self._places.aside_after(
            visit.aside,
            passage.after.aside,
            passage.looked,
            lambda: places.given_after(here, before, after),
        )

    def _there(self, echo: Echo, aside: Aside) -> Visit:
        passage, after, here = echo.of, echo.of.after, echo.before
        return Visit(
            conversation=self._places.moved(
                here.conversation,
                echo.answers_after,
                passage.before.conversation,
                after.conversation,
                below_stays=passage.looked.below_stays,
            ),
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

    def taken_there(self, echo: Echo) -> Passage:
        """The turn as it is taken from where it was not taken."""
        after = echo.after or self._there(echo, self._aside_there(echo.before, echo.of))
        return dataclasses.replace(echo.of, before=echo.before, move=echo.taken, after=after)

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

    def _advance(self, visit: Visit, state: Conversation, move: Move) -> _Taken:
        turn, recognised = moves.turn_of(move, self.flows, state, after=visit.turns)
        looked: set[str] = set()
        watching = dataclasses.replace(state, slots=watched.Watched(state.slots, looked))
        done = advance.advance(
            self.flows, taking_back.arranged(watching, move), turn, recognised=recognised, noting=False
        )
        return _Taken(done, self._places.looked(state, looked, done))

    def _passage(self, visit: Visit, move: Move, taken: _Taken, answers: Mapping[str, Value]) -> Passage:
        done = taken.done
        conversation = watched.unwatched(done.conversation)
        grave = visit.grave or self._grave(done)
        debt = self._debt(visit, done)
        met = len(self._states)
        key = self._places.key(conversation, debt, grave=grave)
        place, state = self._numbers(key)
        after = Visit(
            conversation=conversation,
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
            looked=taken.looked,
            decides=any(isinstance(effect, effects.Classified) for effect in done.effects),
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
