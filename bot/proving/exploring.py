"""Every conversation that the flows allow, tried through the engine itself, the shortest ways first.

Conversations that will go on alike are tried once, and a turn that says the same of a whole place is taken once for it
(`places`). Where a conversation classifies, each class that its answers can give is gone on with.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bot.content.definitions import Value
from bot.engine import advance, conversation, effects
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.proving import courses, moves, places, sample_answers, taking_back, visits, watched
from bot.proving.classes_at import ClassesAt, type_blocks, type_class
from bot.proving.emergency_number import EmergencyNumber
from bot.proving.moves import Answer, Doubt, GoBack, Move, PutRight, RedFlag, Start
from bot.proving.places import Debt, Key, Places, type_aside
from bot.proving.tried import NO_CLASS, AtPlaces, TakenBack, Turns, type_moves
from bot.proving.visits import Echo, Passage, Visit

#: Where none are replaced.
_NO_ANSWERS: Final[Mapping[str, Value]] = {}


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
        """Every turn of every conversation, once; of those that are not taken, the ones that laws look at."""
        new = conversation.new("prova")
        key = self._places.key(new, Debt(), grave=False)
        place, state = self._numbers(key)
        start = Visit(
            standing=new,
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
        tried = TakenBack(self.book)
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
        for turns in tried.turns(visit):
            for passage in self._next(visit, turns):
                if passage.after and not passage.known:
                    waiting.append(passage.after)
                yield passage

    def _next(self, visit: Visit, turns: Turns) -> Iterable[Passage | Echo]:
        """The turn, once for each class that it can end with."""
        known = turns.known(visit.aside)
        if not known:
            return () if self._tried_alike(visit, turns.move) else self._first(visit, turns)
        undecided = known[0].get(NO_CLASS)
        if undecided:
            return self._echo(visit, turns.move, undecided, _NO_ANSWERS)
        return self._decided(visit, turns, next(iter(known[0].values())).after.conversation.flags)

    def _first(self, visit: Visit, turns: Turns) -> Iterator[Passage | Echo]:
        """The first turn that finds what it finds."""
        taken = self._advance(visit, visit.conversation, turns.move)
        decided = [one.risk_class for one in taken.done.effects if isinstance(one, effects.Classified)]
        if not decided:
            passage = self._passage(visit, turns.move, taken, {})
            turns.note(passage, NO_CLASS)
            yield passage
            return
        self.classes.bypassed |= len(decided) > 1
        own = (decided[0], taken) if len(decided) == 1 else None
        yield from self._decided(visit, turns, taken.done.conversation.flags, own=own)

    def _decided(
        self,
        visit: Visit,
        turns: Turns,
        flags: Sequence[str],
        *,
        own: tuple[str, _Taken] | None = None,
    ) -> Iterator[Passage | Echo]:
        """The turn for each class that the answers can give; `own` is the one that these very answers gave."""
        move, before = turns.move, turns.known(visit.aside)
        for risk_class, answers in self._classes(visit, turns, flags):
            known = next(filter(None, (one.get(risk_class) for one in before)), None)
            if known is not None:
                yield from self._echo(visit, move, known, answers)
                continue
            if own and own[0] == risk_class:
                passage = self._passage(visit, move, own[1], {})
            else:
                state, other = _with_answers(visit.conversation, move, answers)
                passage = self._passage(visit, other, self._advance(visit, state, other), answers)
            turns.note(passage, risk_class)
            yield passage

    def _classes(self, visit: Visit, turns: Turns, flags: Sequence[str]) -> Sequence[type_class]:
        """The classes that the answers can give; of most conversations nothing but the blocks of these has to be known."""
        if turns.weighed is None:
            move = turns.move
            said = {move.slot: move.value} if isinstance(move, (Answer, PutRight)) else {}
            turns.weighed = self._places.blocks(visit.conversation, self.classes.inputs, said)
        blocks = turns.weighed(visit.aside)
        known = self.classes.known(blocks, flags) if blocks is not None else None
        return known or self.classes.every(_answered(visit, turns.move), flags)

    def _echo(
        self, visit: Visit, move: Move, passage: Passage, answers: Mapping[str, Value]
    ) -> tuple[Echo, ...]:
        """The turn from another state of its place; `answers` are those for which its class comes about.

        Nothing where it leads to what was come to before, and no law looks at it again.
        """
        over = None if passage.looked.begins_asking else passage.carried.over(visit.aside)
        state = passage.led.get(over)
        if state is not None:
            return (Echo(passage, visit, move, answers, state, None),) if passage.everywhere else ()
        aside = self._aside_there(visit, passage)
        met = len(self._states)
        state = self._states.setdefault((passage.after.place, aside), met)
        if over is not None:
            passage.led[over] = state
        echo = Echo(passage, visit, move, answers, state, None)
        if state == met:
            return (echo._replace(after=visits.there(echo, aside)),)
        return (echo,) if passage.everywhere else ()

    def _aside_there(self, visit: Visit, passage: Passage) -> type_aside:
        aside = passage.carried.after(visit.aside)
        if not passage.looked.begins_asking:
            return aside
        before, after = passage.before.conversation.given, passage.after.conversation.given
        return self._places.with_told(aside, places.given_after(visit.conversation.given, before, after))

    def taken_there(self, echo: Echo) -> Passage:
        """The turn as it is taken from where it was not taken."""
        after = echo.after or visits.there(echo, self._aside_there(echo.before, echo.of))
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
            block = self.samples.number
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
            standing=conversation,
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
        decides = any(isinstance(effect, effects.Classified) for effect in done.effects)
        weighs = decides and not conversation.flags
        return Passage(
            before=visit,
            move=move,
            effects=done.effects,
            after=after,
            known=state < met,
            looked=taken.looked,
            carried=places.carried(visit.aside, key.aside, taken.looked),
            everywhere=weighs or isinstance(move, moves.GOES_ALONG),
            decided=self._weighed_after(visit, conversation, taken.looked.written) if decides else None,
        )

    def _weighed_after(
        self, visit: Visit, after: Conversation, written: Collection[str] | None
    ) -> Callable[[type_aside], type_blocks | None]:
        said = after.slots if written is None else {name: after.slots.get(name) for name in written}
        return self._places.blocks(visit.conversation, self.classes.inputs, said)

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
