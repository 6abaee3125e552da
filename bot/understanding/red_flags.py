"""Does a message tell of a danger sign, whatever is being asked?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A danger sign and the words that tell of it."""

    id: str
    label: str
    #: Plain Portuguese; "<95" stands for a number below 95 and at least half of it ("saturação <95").
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A danger sign that a message tells of."""

    flag_id: str
    #: The phrase of the protocol that was recognised.
    phrase: str
    #: The person's own words, folded.
    matched_text: str


class RedFlagScanner:
    """Finds danger signs; compiled once per protocol, then used for every message."""

    def __init__(self, flags: Sequence[RedFlag]) -> None:
        self._flags = tuple(flags)

    def scan(self, message: str) -> tuple[Hit, ...]:
        """Give one hit for each danger sign told of, in the protocol's order."""
        raise NotImplementedError(message, self._flags)
