"""Which command or topic does a message name?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.understanding import clauses, negation, ordinary_words, phrases, small_words, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Words a message may have beyond the phrase it contains.
MOST_OTHER_WORDS = 4

#: One message is looked at several times in a turn.
_KEPT = 8

#: A phrase of so many words is no chance.
LITERAL = 3

#: Like an everyday word ("no início da semana"), a verb with an object of its own is no command: "voltar a trabalhar", "parar de tossir".
_VERB = re.compile(r".{2,}(?:ar|er|ir)")


class KeywordIndex:
    """Recognises phrases without a language model; the longest phrase wins, then the first entry.

    Misspellings are forgiven with care, and `others`, words that mean something else, are never one.
    """

    def __init__(
        self, entries: Sequence[tuple[str, tuple[str, ...]]], *, others: frozenset[str] = frozenset()
    ) -> None:
        self._index = phrases.PhraseIndex(
            ((key, phrase) for key, of_key in entries for phrase in of_key),
            inflected=False,
            others=others,
        )
        self._found = functools.lru_cache(maxsize=_KEPT)(self._find)
        self._order = {key: -position for position, (key, _) in reversed(list(enumerate(entries)))}

    def match(self, message: str) -> str | None:
        """Give the key whose phrase the message is, or contains beside at most `MOST_OTHER_WORDS` words."""
        return self._best(self._meant(message))

    def named(self, message: str) -> tuple[str, ...]:
        """Give the key that `match` gives, and those whose phrases stand beside its own and say as much; in their order."""
        ranked = sorted(self._meant(message), key=self._rank, reverse=True)
        taken: list[phrases.Found] = []
        for found in ranked:
            apart = all(found.end < other.start or other.end < found.start for other in taken)
            if apart and found.weight == ranked[0].weight and all(found.key != other.key for other in taken):
                taken.append(found)
        return tuple(found.key for found in sorted(taken, key=lambda found: found.start))

    def literal(self, message: str) -> str | None:
        """Give the key of which a whole phrase, `LITERAL` words long, stands in the message letter by letter."""
        said = f" {' '.join(text.words(message))} "
        return self._best(
            found
            for found in self._meant(message)
            if len(words := text.words(found.phrase)) >= LITERAL and f" {' '.join(words)} " in said
        )

    def _find(self, message: str) -> tuple[Sequence[text.Token], Sequence[phrases.Found]]:
        tokens = self._index.prepared(text.tokens(message))
        return tokens, self._index.find(tokens)

    def _meant(self, message: str) -> list[phrases.Found]:
        tokens, everything = self._found(message)
        denied = [found for found in everything if negation.denied(tokens, found.start, found.end)]
        return [found for found in everything if _is_meant(tokens, found) and not _inside(found, denied)]

    def exact(self, message: str) -> str | None:
        """Give the key whose phrase is the whole message; articles and the like do not count."""
        tokens, everything = self._found(message)
        return self._best(found for found in everything if _around(tokens, found) <= small_words.GRAMMAR)

    def _best(self, candidates: Iterable[phrases.Found]) -> str | None:
        best = max(candidates, key=self._rank, default=None)
        return best.key if best else None

    def _rank(self, found: phrases.Found) -> tuple[int, int, int, str]:
        return found.weight, len(found.phrase), self._order[found.key], found.phrase


def _around(tokens: Sequence[text.Token], found: phrases.Found) -> set[str]:
    """Give the words of the message outside the phrase."""
    return {token.word for token in (*tokens[: found.start], *tokens[found.end + 1 :])}


def _is_meant(tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    around = _around(tokens, found)
    if around <= small_words.GRAMMAR:
        return True
    most = len(text.words(found.phrase)) + MOST_OTHER_WORDS
    if found.weight > 1 and _clause(tokens, found) <= most:
        return True
    if len(tokens) > most:
        return False
    word = text.words(found.phrase)[-1]
    if word in small_words.GRAMMAR:
        return False
    needs_courtesy = _VERB.fullmatch(word) or word in ordinary_words.ORDINARY
    return not needs_courtesy or around <= small_words.COURTESY


def _clause(tokens: Sequence[text.Token], found: phrases.Found) -> int:
    """Give the number of words between the punctuation around the phrase."""
    return clauses.end(tokens, found.end) - clauses.begin(tokens, found.start) + 1


def _inside(found: phrases.Found, denied: list[phrases.Found]) -> bool:
    return any(other.start <= found.start and found.end <= other.end for other in denied)
