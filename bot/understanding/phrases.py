"""Where in a message do known phrases stand, however they are written?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import small_words, spelling, text, word_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Words of degree and of grammar forgiven between two words of a phrase.
MOST_DEGREE_WORDS = 2
MOST_GRAMMAR_WORDS = 3
#: Words in between when the phrase's second part is coordinated: "dor (na cabeça, nas costas e) no peito".
MOST_COORDINATED_WORDS = 8

_BELOW = re.compile(r"<(\d+(?:[.,]\d+)?)")
_CONJUNCTIONS = frozenset(["e", "ou"])
_NEITHER = frozenset(["nem"])
_PREPOSITIONS = small_words.listed("no na nos nas em de do da com para")
#: Words of grammar that make a difference to a phrase with only one other word.
_TELLING = small_words.listed("me se que e para com")
#: "me" before one of these says whom: "quero me matar" is not "quero matar a saudade".
_INFINITIVES = ("ar", "er", "ir")
_STRONG_MARKS = frozenset(".;!?\n:")
#: Link what follows to the phrase's head across another word.
_LINKS = _PREPOSITIONS | small_words.listed("esta estao tao estava estavam ficou ficaram ficando fica ficam")
#: Two words are found in either order: "peito doendo" is "dor no peito".
_PAIR = 2
_LONGEST_SCRAP = 2
_LAST_WITH_NEGATION = frozenset(["nem", "mais"])


class Found(NamedTuple):
    """A phrase in a message: the tokens from `start` up to and including `end`."""

    key: str
    phrase: str
    start: int
    end: int
    #: How many words of the phrase carry meaning; the more, the surer.
    weight: int
    #: The phrase itself says no: "não acorda", "sem ar".
    negative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    key: str
    phrase: str
    #: Words that carry meaning, in order; a number stands for "below this".
    parts: tuple[str | float, ...]
    reversed: bool
    #: The parts that are words: when one is missing in a message, there is nothing to look for.
    words: frozenset[str]
    #: One of the parts is a number.
    counts: bool
    #: It begins with a denial: "não acorda", "sem ar".
    negative: bool


class PhraseIndex:
    """Phrases compiled once, found in any number of messages."""

    def __init__(
        self, entries: Iterable[tuple[str, str]], *, inflected: bool, others: frozenset[str] | None = None
    ) -> None:
        patterns = [pattern for key, phrase in entries for pattern in _patterns(key, phrase)]
        looked_for = {part for pattern in patterns for part in pattern.parts if isinstance(part, str)}
        self._vocabulary = spelling.Vocabulary(looked_for, inflected=inflected, others=others)
        self._boundaries = word_boundaries.WordBoundaries(self._vocabulary)
        self._by_first: dict[str | None, tuple[_Pattern, ...]] = {}
        for pattern in patterns:
            first = pattern.parts[0] if isinstance(pattern.parts[0], str) else None
            self._by_first[first] = (*self._by_first.get(first, ()), pattern)

    def prepared(self, tokens: Sequence[text.Token]) -> tuple[text.Token, ...]:
        """Give a message's tokens as `find` wants them: "faltadear" as three, "des maiei" as one."""
        return self._boundaries.mended(tokens)

    def find(self, tokens: Sequence[text.Token]) -> list[Found]:
        """Give every place where a phrase stands, from left to right."""
        meant = [self._vocabulary.find(token.word) for token in tokens]
        present = frozenset[str]().union(*meant)
        numbers = any(token.word[0].isdigit() for token in tokens)
        places = range(len(tokens)) if present else ()
        return [
            found
            for start in places
            for found in self._starting(tokens, meant, start, present, numbers=numbers)
        ]

    def _starting(
        self,
        tokens: Sequence[text.Token],
        meant: list[frozenset[str]],
        start: int,
        present: frozenset[str],
        *,
        numbers: bool,
    ) -> Iterable[Found]:
        firsts: set[str | None] = (
            {*meant[start], None} if tokens[start].word[0].isdigit() else {*meant[start]}
        )
        for first in sorted(firsts, key=str):
            for pattern in self._by_first.get(first, ()):
                possible = pattern.words <= present and (numbers or not pattern.counts)
                end = _matched(pattern, tokens, meant, start) if possible else None
                if end is not None:
                    yield Found(pattern.key, pattern.phrase, start, end, len(pattern.parts), pattern.negative)


def _patterns(key: str, phrase: str) -> list[_Pattern]:
    parts = _parts(phrase)
    if not parts:
        return []
    forward = _pattern(key, phrase, parts, turned=False)
    is_pair = len(parts) == _PAIR and not small_words.NEGATIONS & forward.words
    if not is_pair:
        return [forward]
    return [forward, _pattern(key, phrase, parts[::-1], turned=True)]


def _pattern(key: str, phrase: str, parts: tuple[str | float, ...], *, turned: bool) -> _Pattern:
    words = frozenset(part for part in parts if isinstance(part, str))
    return _Pattern(
        key=key,
        phrase=phrase,
        parts=parts,
        reversed=turned,
        words=words,
        counts=len(words) < len(set(parts)),
        negative=parts[0] in small_words.NEGATIONS,
    )


def _parts(phrase: str) -> tuple[str | float, ...]:
    limits = [float(limit.replace(",", ".")) for limit in _BELOW.findall(phrase)]
    words = text.words(_BELOW.sub(" ", phrase))
    if not words:
        return tuple(limits)
    if len(words) > 1 and words[-2] in small_words.NEGATIONS:
        return (*_parts(" ".join(words[:-1])), words[-1])  # "não para": "para" is a verb here
    followers = (*words[1:], "")
    meaning = tuple(
        word
        for word, following in zip(words, followers, strict=True)
        if word not in small_words.GRAMMAR or (word == "me" and following.endswith(_INFINITIVES))
    )
    if (
        len(meaning) + len(limits) == 1
    ):  # "me matar", "o que é covid": one word alone would say something else
        meaning = tuple(word for word in words if word not in small_words.GRAMMAR - _TELLING)
    return (*(meaning or words), *limits)


def _matched(
    pattern: _Pattern, tokens: Sequence[text.Token], meant: list[frozenset[str]], start: int
) -> int | None:
    """Give the last token of the pattern when it begins at `start`."""
    if not _is(pattern.parts[0], tokens[start], meant[start]):
        return None
    position = start
    for nth, part in enumerate(pattern.parts[1:], 1):
        after_negation = pattern.parts[nth - 1] in small_words.NEGATIONS
        reached = _next(part, tokens, meant, position, pattern)
        if reached is None and not (pattern.reversed or after_negation):
            reached = _coordinated(part, tokens, meant, position, pattern)
        if reached is None:
            return None
        position = reached
    return position


def _is(part: str | float, token: text.Token, meant: frozenset[str]) -> bool:
    if isinstance(part, str):
        return part in meant
    value = (
        float(token.word.replace(",", ".")) if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,3})?", token.word) else None
    )
    return value is not None and part / 2 <= value < part


def _next(
    part: str | float,
    tokens: Sequence[text.Token],
    meant: list[frozenset[str]],
    position: int,
    pattern: _Pattern,
) -> int | None:
    """Find the next part behind small words and one other: "dor (esquisita no) peito", "boca (do bebê tá) roxa"."""
    grammar = degree = other = 0
    for place in range(position + 1, len(tokens)):
        token = tokens[place]
        if token.before:
            return None
        if _is(part, token, meant[place]):
            return place if not other or isinstance(part, float) or tokens[place - 1].word in _LINKS else None
        if token.word == "e" and pattern.reversed:
            return None
        if token.word in small_words.GRAMMAR or _is_scrap(token.word):
            grammar += 1
        elif token.word in small_words.DEGREE or (pattern.negative and token.word in _LAST_WITH_NEGATION):
            degree += 1
        elif pattern.reversed or pattern.negative or token.word in small_words.NEGATIONS:
            return None
        else:
            other += 1
        if grammar > MOST_GRAMMAR_WORDS or degree > MOST_DEGREE_WORDS or other > 1:
            return None
    return None


def _is_scrap(word: str) -> bool:
    """Tell whether it is one or two letters of a small word gone wrong: "falta dr ar"."""
    return len(word) <= _LONGEST_SCRAP and word.isalpha() and word != "ar"


def _coordinated(
    part: str | float,
    tokens: Sequence[text.Token],
    meant: list[frozenset[str]],
    position: int,
    pattern: _Pattern,
) -> int | None:
    """Find the part where the phrase goes on behind a conjunction: "dor de cabeça e no peito"."""
    conjunctions = _NEITHER if pattern.negative else _CONJUNCTIONS
    for place in range(position + 1, min(position + 1 + MOST_COORDINATED_WORDS, len(tokens))):
        token = tokens[place]
        if token.before and token.before in _STRONG_MARKS:
            return None
        if _is(part, token, meant[place]):
            return place if _goes_on(tokens, position, place, conjunctions) else None
        if token.word in small_words.NEGATIONS - conjunctions:
            return None
    return None


def _goes_on(tokens: Sequence[text.Token], head: int, place: int, conjunctions: frozenset[str]) -> bool:
    """Tell whether what begins at `place` is joined to what follows the head: "boca (seca e) roxa"."""
    joint = place - 2 if tokens[place - 1].word in _PREPOSITIONS else place - 1
    if joint <= head + 1 or tokens[joint].word not in conjunctions:
        return False
    return joint == head + 2 or tokens[head + 1].word in _PREPOSITIONS
