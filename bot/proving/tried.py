"""Which turns were taken already, so that they need not be taken again?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from bot.engine.conversation import Conversation
from bot.proving import places
from bot.proving.classes_at import type_blocks
from bot.proving.moves import Move, MoveBook
from bot.proving.places import Looks, type_aside, type_common
from bot.proving.visits import Passage, Visit

#: What may be done in a conversation, of those things that are tried now.
type_moves = Callable[[Conversation], Iterable[Move]]

#: Under which a turn is known that decided no class.
NO_CLASS: Final = ""


class Turns:
    """What came of one move at one place."""

    def __init__(self, move: Move) -> None:
        """Nothing yet."""
        #: Which one.
        self.move = move
        #: By what a turn looked at, and what it found there, for each class that was decided.
        self._taken: dict[Looks, tuple[type_common, dict[object, dict[str, Passage]]]] = {}
        #: The blocks of the answers that it weighs, by what lies aside; None before it decided a class.
        self.weighed: Callable[[type_aside], type_blocks | None] | None = None

    def known(self, aside: type_aside) -> list[dict[str, Passage]]:
        """The turns from other states of the place that found what this one is going to find."""
        return [passages for of, found in self._taken.values() if (passages := found.get(of(aside)))]

    def note(self, passage: Passage, decided: str) -> None:
        """One more turn that was taken."""
        looks = passage.looked.looks
        of, found = self._taken.setdefault(looks, (places.chosen(looks), {}))
        found.setdefault(of(passage.before.aside), {}).setdefault(decided, passage)


class AtPlaces:
    """What was tried, place by place."""

    def __init__(self, moves_of: type_moves) -> None:
        """Nothing yet."""
        self._moves_of = moves_of
        self._turns: dict[int, tuple[Turns, ...]] = {}

    def turns(self, visit: Visit) -> Iterable[Turns]:
        """Of everything that may be done here; at one place it is the same."""
        known = self._turns.get(visit.place)
        if known is None:
            known = self._turns[visit.place] = tuple(map(Turns, self._moves_of(visit.conversation)))
        return known


class TakenBack(AtPlaces):
    """Of answers that are taken back: which ones can be is not the same in all of a place, only whether any can."""

    def __init__(self, book: MoveBook) -> None:
        """Nothing yet."""
        super().__init__(book.undoing)
        self._undoes = book.undoes
        self._of: dict[tuple[int, Move], Turns] = {}
        self._can_be: dict[int, bool] = {}

    def turns(self, visit: Visit) -> Iterable[Turns]:
        """Of every answer that may be taken back here."""
        can_be = self._can_be.get(visit.place)
        if can_be is None:
            can_be = self._can_be[visit.place] = self._undoes(visit.conversation)
        if not can_be:
            return ()
        at = visit.place
        return [self._of.setdefault((at, move), Turns(move)) for move in self._moves_of(visit.conversation)]
