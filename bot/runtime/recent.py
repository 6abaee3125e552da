"""Which conversations were just spoken with? What the registry said of them needs not be read again.

Nothing depends on it being right: a step is written only if the revision still fits, else the registry is read anew.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from crm_sync.encounters import Admission

#: Some megabytes of conversations; more than one bot talks with in the same minutes.
_ROOMS: Final = 2_000


class Recent:
    """The last admissions, by room; the one longest unused goes first."""

    def __init__(self, rooms: int = _ROOMS) -> None:
        """Keep at most so many."""
        self._limit = rooms
        self._known: OrderedDict[str, Admission | None] = OrderedDict()

    def get(self, room_id: str) -> Admission | None:
        """What was known last, if it is still kept."""
        if room_id in self._known:
            self._known.move_to_end(room_id)
        return self._known.get(room_id)

    def is_new(self, room_id: str) -> bool:
        """Whether the registry was asked for this room a short while ago and did not know it."""
        return room_id in self._known and self._known[room_id] is None

    def keep(self, room_id: str, admission: Admission | None) -> None:
        """Know this from now on; None when the registry does not know the room."""
        self._known[room_id] = admission
        self._known.move_to_end(room_id)
        if len(self._known) > self._limit:
            self._known.popitem(last=False)

    def forget(self, room_id: str) -> None:
        """It may not be so any more."""
        self._known.pop(room_id, None)
