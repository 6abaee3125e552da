"""Does a message tell of a danger sign, whatever is being asked?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding import aside, negation, phrases, text

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
        self._order = tuple(flag.id for flag in flags)
        self._index = phrases.PhraseIndex(
            ((flag.id, phrase) for flag in flags for phrase in flag.phrases), inflected=True
        )

    def scan(self, message: str) -> tuple[Hit, ...]:
        """Give one hit for each danger sign told of, in the protocol's order; when unsure, it is told of."""
        tokens = self._index.prepared(text.tokens(message))
        hits: dict[str, Hit] = {}
        for found in self._index.find(tokens):
            if found.key not in hits and _told_of(tokens, found):
                hits[found.key] = _hit(tokens, found)
        return tuple(hits[flag_id] for flag_id in self._order if flag_id in hits)


def _told_of(tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    if negation.denied(tokens, found.start, found.end):
        return False
    place = found.start, found.end
    return not (aside.long_past(tokens, *place) or aside.only_asked_about(tokens, *place))


def _hit(tokens: Sequence[text.Token], found: phrases.Found) -> Hit:
    written = " ".join(token.written for token in tokens[found.start : found.end + 1] if token.written)
    return Hit(flag_id=found.key, phrase=found.phrase, matched_text=written)
