"""Which options of a closed question does a message mention?"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding import negation, phrases, small_words, spelling, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Option lists kept compiled: all questions of a few packs.
_REMEMBERED = 512
_SMALL = small_words.GRAMMAR | small_words.COURTESY - {"sim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What was found, as option ids in the options' order."""

    said: tuple[str, ...]
    denied: tuple[str, ...]


class OptionIndex:
    """The options of one question, by all their names."""

    def __init__(self, options: Sequence[answers.Option]) -> None:
        names = [(option.id, name) for option in options for name in _names(option)]
        self._order = [option.id for option in options]
        self._phrases = phrases.PhraseIndex(names, inflected=True)
        self._whole: dict[tuple[str, ...], set[str]] = {}
        self._sounds: list[tuple[str, frozenset[str]]] = []
        for option_id, name in names:
            words = text.words(name)
            self._whole.setdefault(words, set()).add(option_id)
            self._sounds.append((option_id, _sounds(words)))

    def whole(self, message: str) -> str | None:
        """Give the option that the message names and says nothing else."""
        found = self._whole.get(text.words(message), set())
        return next(iter(found)) if len(found) == 1 else None

    def mentioned(self, message: str) -> Mentions:
        """Find options in a sentence; the longest name wins where two overlap, denied ones stand apart."""
        tokens = self._phrases.tokens(message)
        found = _longest(self._phrases.find(tokens))
        denied = {hit.key for hit in found if negation.denied(tokens, hit.start, hit.end)}
        said = {hit.key for hit in found if not negation.denied(tokens, hit.start, hit.end)}
        return Mentions(said=self._ordered(said), denied=self._ordered(denied - said))

    def hinted(self, message: str) -> tuple[str, ...]:
        """Give the options one of whose names has all the words of a short message: "nariz" → "nariz entupido"."""
        words = tuple(word for word in text.words(message) if word not in _SMALL)
        heard = _sounds(words)
        return self._ordered({option_id for option_id, names in self._sounds if heard and heard <= names})

    def _ordered(self, ids: set[str]) -> tuple[str, ...]:
        return tuple(option_id for option_id in self._order if option_id in ids)


@functools.lru_cache(maxsize=_REMEMBERED)
def index(options: tuple[answers.Option, ...]) -> OptionIndex:
    """Give the options' index, compiled once."""
    return OptionIndex(options)


def _names(option: answers.Option) -> tuple[str, ...]:
    spelt = re.sub(r"[_-]+", " ", option.id)
    return tuple(dict.fromkeys((option.label, *option.synonyms, spelt)))


def _sounds(words: Sequence[str]) -> frozenset[str]:
    return frozenset(spelling.sound(word, inflected=True) for word in words)


def _longest(found: list[phrases.Found]) -> list[phrases.Found]:
    return [hit for hit in found if not any(_covers(other, hit) for other in found)]


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and other.key != hit.key and other.weight > hit.weight
