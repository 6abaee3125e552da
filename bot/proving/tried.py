"""Which turns were taken already, so that they need not be taken again?"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.engine.conversation import Conversation
from bot.proving import places
from bot.proving.moves import Move
from bot.proving.places import Aside, Looks
from bot.proving.visits import Passage, Visit

#: What may be done in a conversation, of those things that are tried now.
type_moves = Callable[[Conversation], Iterable[Move]]


#: A move by what it is found again: by its number among those of the place, or by itself.
type_known_move = int | Move
#: Of one move at one place, what came of it: by what its turn looked at, and what it found there, for each class that was
#: decided; "" where none was.
type_taken = dict[Looks, tuple[Callable[[Aside], object], dict[object, dict[str, Passage]]]]


class AtPlaces:
    """What was tried, place by place."""

    def __init__(self, moves_of: type_moves) -> None:
        """Nothing yet."""
        self._moves_of = moves_of
        self._moves: dict[int, tuple[tuple[int, Move], ...]] = {}
        self._taken: dict[tuple[int, type_known_move], type_taken] = {}

    def moves(self, visit: Visit) -> Iterable[tuple[type_known_move, Move]]:
        """What may be done here; at one place it is the same."""
        known = self._moves.get(visit.place)
        if known is None:
            known = self._moves[visit.place] = tuple(enumerate(self._moves_of(visit.conversation)))
        return known

    def known(self, visit: Visit, move: type_known_move) -> list[dict[str, Passage]]:
        """The turns from other states of the place that found what this one is going to find."""
        taken = self._taken.get((visit.place, move))
        if taken is None:
            return []
        aside = visit.aside
        return [passages for of, found in taken.values() if (passages := found.get(of(aside)))]

    def note(self, move: type_known_move, passage: Passage, decided: str) -> None:
        """One more turn that was taken."""
        visit, looks = passage.before, passage.looked.looks
        taken = self._taken.setdefault((visit.place, move), {})
        of, found = taken.setdefault(looks, (places.chosen(looks), {}))
        found.setdefault(of(visit.aside), {}).setdefault(decided, passage)


class AtEachState(AtPlaces):
    """Of answers that are taken back: which ones can be is not the same in all of a place."""

    def moves(self, visit: Visit) -> Iterable[tuple[type_known_move, Move]]:
        """What may be done here."""
        return ((move, move) for move in self._moves_of(visit.conversation))
