"""Does a message tell of a danger sign, whatever is being asked?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding import aside, negation, numbers, phrases, text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A danger sign and the words that tell of it."""

    id: str
    label: str
    #: Plain Portuguese; "<95" stands for a number below 95 and at least half of it ("saturação <95").
    phrases: tuple[str, ...]
    #: Figures of speech that hold the last word of such a phrase and tell of no danger: "roxo de vergonha".
    harmless: tuple[str, ...] = ()
    #: Questions that ask for just these words, so that they are an answer there.
    unless_asking: tuple[str, ...] = ()


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
        self._flags = {flag.id: flag for flag in flags}
        self._index = phrases.PhraseIndex(
            ((flag.id, phrase) for flag in flags for phrase in flag.phrases), inflected=True
        )
        self._harmless = phrases.PhraseIndex(
            ((flag.id, phrase) for flag in flags for phrase in flag.harmless),
            inflected=True,
            forgiving=False,
        )

    def scan(self, message: str, *, asking: str | None = None) -> tuple[Hit, ...]:
        """Give one hit for each danger sign told of, in the protocol's order; when unsure, it is told of.

        `asking` names the pending question.
        """
        tokens = self._index.prepared(numbers.in_digits(text.tokens(message)))
        everything = self._index.find(tokens)
        harmless = self._harmless.find(tokens) if everything else []
        hits: dict[str, Hit] = {}
        for found in everything:
            answered = asking in self._flags[found.key].unless_asking
            if not answered and found.key not in hits and _told_of(tokens, found, harmless):
                hits[found.key] = _hit(tokens, found)
        return tuple(hits[flag_id] for flag_id in self._flags if flag_id in hits)


def _told_of(tokens: Sequence[text.Token], found: phrases.Found, harmless: Sequence[phrases.Found]) -> bool:
    if any(other.key == found.key and other.start <= found.end <= other.end for other in harmless):
        return False
    if negation.denied(tokens, found.start, found.end):
        return False
    place = found.start, found.end
    put_aside = (aside.long_past, aside.only_asked_about, aside.of_nobody)
    return not any(told_otherwise(tokens, *place) for told_otherwise in put_aside)


def _hit(tokens: Sequence[text.Token], found: phrases.Found) -> Hit:
    written = " ".join(token.written for token in tokens[found.start : found.end + 1] if token.written)
    return Hit(flag_id=found.key, phrase=found.phrase, matched_text=written)
