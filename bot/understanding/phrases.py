"""Where in a message do known phrases stand, however they are written?"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.understanding import patterns, small_words, spelling, text, word_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Words of degree and of grammar forgiven between two words of a phrase.
MOST_DEGREE_WORDS = 2
MOST_GRAMMAR_WORDS = 3
#: Words in between when the phrase's second part is coordinated: "dor (na cabeça, nas costas e) no peito".
MOST_COORDINATED_WORDS = 8

_CONJUNCTIONS = frozenset(["e", "ou"])
_NEITHER = frozenset(["nem"])
_PREPOSITIONS = small_words.listed("no na nos nas em de do da com para")
_STRONG_MARKS = frozenset(".;!?\n:")
#: Link what follows to the phrase's head across another word.
_LINKS = _PREPOSITIONS | small_words.listed("esta estao tao estava estavam ficou ficaram ficando fica ficam")
#: Nothing on their other side belongs to the phrase.
_APART = small_words.NEGATIONS | small_words.listed("e ou mas porem so")
_LONGEST_SCRAP = 2
_LAST_WITH_NEGATION = frozenset(["nem", "mais"])


#: Words whose meaning is remembered: people use few different ones.
_REMEMBERED = 4096


#: Rarest word → second → the patterns, with their rank.
_Index: TypeAlias = "Mapping[str | None, Mapping[str | None, Sequence[tuple[int, patterns.Pattern]]]]"


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


class PhraseIndex:
    """Phrases compiled once, found in any number of messages.

    Where it is not `forgiving`, a word is spelt as it sounds and two words stand in the order of the phrase.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        *,
        inflected: bool,
        others: frozenset[str] | None = None,
        forgiving: bool = True,
    ) -> None:
        orders = [
            order for key, phrase in entries for order in patterns.orders(key, phrase, turned=forgiving)
        ]
        looked_for = sorted(patterns.words_of(orders))
        self._vocabulary = spelling.Vocabulary(
            looked_for, inflected=inflected, others=others, forgiving=forgiving
        )
        self._boundaries = word_boundaries.WordBoundaries(self._vocabulary)
        first = {spelling.same_word(word): word for word in reversed(looked_for)}
        #: Word looked for → the one that stands for all its forms.
        self._form: dict[patterns.Part, str] = {
            word: first[spelling.same_word(word)] if inflected else word for word in looked_for
        }
        self._by_rarest = _by_rarest(patterns.compiled(orders, self._form))
        self._meant = functools.lru_cache(maxsize=_REMEMBERED)(self._meaning)

    def prepared(self, tokens: Sequence[text.Token]) -> tuple[text.Token, ...]:
        """Give a message's tokens as `find` wants them: "faltadear" as three, "des maiei" as one."""
        return self._boundaries.mended(tokens)

    def find(self, tokens: Sequence[text.Token]) -> list[Found]:
        """Give every place where a phrase stands, from left to right."""
        meant = [self._meant(token.word) for token in tokens]
        places: dict[patterns.Part, list[int]] = {}
        for place, words in enumerate(meant):
            for word in words:
                places.setdefault(word, []).append(place)
        numbers = [place for place, token in enumerate(tokens) if _is_number(token)]
        found = [
            (
                start,
                rank,
                Found(pattern.key, pattern.phrase, start, end, len(pattern.parts), pattern.negative),
            )
            for rank, pattern in self._possible(places, numbers)
            for start in places.get(pattern.parts[0], numbers)
            if (end := _matched(pattern, tokens, meant, start)) is not None
        ]
        return [one for _, _, one in sorted(found)]

    def _meaning(self, word: str) -> frozenset[str]:
        meant = self._vocabulary.find(word)
        return frozenset(self._form[found] for found in meant if not spelling.only_sounds_like(word, found))

    def _possible(
        self, present: Mapping[patterns.Part, object], numbers: Sequence[int]
    ) -> Iterable[tuple[int, patterns.Pattern]]:
        """Give the patterns of which all words are present, with their rank."""
        words = [word for word in present if isinstance(word, str)]
        for rarest in (*words, None) if numbers else words:
            for second, sharing in self._by_rarest.get(rarest, {}).items():
                if second is not None and second not in present:
                    continue
                for rank, pattern in sharing:
                    if (numbers or not pattern.counts) and pattern.words <= present.keys():
                        yield rank, pattern


def _by_rarest(compiled: Sequence[patterns.Pattern]) -> _Index:
    """Sort patterns by the two words that the fewest of them share, so that few are tried for a message."""
    shared = Counter(word for pattern in compiled for word in pattern.words)
    index: dict[str | None, dict[str | None, list[tuple[int, patterns.Pattern]]]] = {}
    for rank, pattern in enumerate(compiled):
        rarest, second, *_ = (*sorted(pattern.words, key=lambda word: (shared[word], word)), None, None)
        index.setdefault(rarest, {}).setdefault(second, []).append((rank, pattern))
    return index


def _matched(
    pattern: patterns.Pattern, tokens: Sequence[text.Token], meant: list[frozenset[str]], start: int
) -> int | None:
    """Give the last token of the pattern when it begins at `start`."""
    if not _is(pattern.parts[0], tokens[start], meant[start]):
        return None
    position = start
    for nth, part in enumerate(pattern.parts[1:], 1):
        if nth in pattern.reach:
            reached = _near(nth, pattern, tokens, meant, position)
        else:
            reached = _next(part, tokens, meant, position, pattern)
            after_negation = pattern.parts[nth - 1] in small_words.NEGATIONS
            if reached is None and not (pattern.reversed or after_negation):
                reached = _coordinated(part, tokens, meant, position, pattern)
        if reached is None:
            return None
        position = reached
    return position


def _near(
    nth: int,
    pattern: patterns.Pattern,
    tokens: Sequence[text.Token],
    meant: list[frozenset[str]],
    position: int,
) -> int | None:
    """Find the next part behind a few words of any kind: "o peito parece (que tem uma) pedra".

    Only a part that may stand anywhere in the sentence stands behind a comma or "e". Numbers stand for the thing before them.
    """
    part, most = pattern.parts[nth], pattern.reach[nth]
    far = most > patterns.MOST_NEAR
    apart = small_words.NEGATIONS if far else _APART
    counted = isinstance(pattern.parts[nth - 1], float)
    for place in range(position + 1, min(position + 2 + most, len(tokens))):
        token = tokens[place]
        if token.before and (not far or token.before in _STRONG_MARKS):
            return None
        if _is(part, token, meant[place]):
            return place if not counted or tokens[place - 1].word in _LINKS else None
        if token.word in apart or (isinstance(part, float) and _is_number(token)):
            return None
    return None


def _is_number(token: text.Token) -> bool:
    return token.word[0].isdigit()


def _is(part: patterns.Part, token: text.Token, meant: frozenset[str]) -> bool:
    if isinstance(part, str):
        return part in meant
    value = (
        float(token.word.replace(",", ".")) if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,3})?", token.word) else None
    )
    return value is not None and part / 2 <= value < part


def _next(
    part: patterns.Part,
    tokens: Sequence[text.Token],
    meant: list[frozenset[str]],
    position: int,
    pattern: patterns.Pattern,
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
    part: patterns.Part,
    tokens: Sequence[text.Token],
    meant: list[frozenset[str]],
    position: int,
    pattern: patterns.Pattern,
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
