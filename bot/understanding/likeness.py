"""Which of the taught sentences is a message most like?

No model is trained: words are compared as they sound, without their endings, and rare ones count more. What is not clearly
like one of them is like none.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import small_words, spelling, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Of longer messages no single sentence is the sense.
MOST_WORDS = 25
#: Letters in a row that make two words alike: "vacinado" and "vassina".
_LETTERS = 4
#: How much two words in a row, and letters in a row, count beside a word.
_OF_PAIRS = 0.5
_OF_LETTERS = 0.35


class Like(NamedTuple):
    """What a message is most like."""

    key: str
    #: 1 for the same words, 0 for none in common.
    score: float
    #: By how much it is more like this than like any other.
    ahead: float


class _Index(NamedTuple):
    #: Trait → how much it counts: the rarer, the more.
    weights: Mapping[str, float]
    #: Trait → the sentences that have it, with its share of each.
    holding: Mapping[str, Sequence[tuple[int, float]]]
    #: For each sentence, whether it holds a denial.
    denies: Sequence[bool]


#: Words in which something is asked or wanted, wherever they stand.
_ASKING = small_words.listed(
    """qual quais como quando onde aonde quanto quantos quantas quem porque posso pode podem devo preciso precisa quero queria
    gostaria vale existe serve faz sera consigo explica fala diz mostra passa chama"""
)
#: How like, and how much liker than all others, a question or wish has to be, and a statement.
_CLEAR = 0.6, 0.1
_PLAIN = 0.8, 0.3


class Likeness:
    """Taught sentences that messages are compared with; made ready when the first is."""

    def __init__(self, taught: Sequence[tuple[str, str]]) -> None:
        self._taught = tuple(taught)

    @functools.cached_property
    def _index(self) -> _Index:
        sentences = [_traits(said) for _, said in self._taught]
        shared = Counter(trait for traits in sentences for trait in traits)
        weights = {trait: math.log(1 + len(sentences) / times) for trait, times in shared.items()}
        holding: dict[str, list[tuple[int, float]]] = {}
        for nth, traits in enumerate(sentences):
            length = _length(traits, weights)
            for trait, count in traits.items():
                holding.setdefault(trait, []).append((nth, count * weights[trait] ** 2 / length))
        return _Index(weights, holding, [_denies(said) for _, said in self._taught])

    def clear(self, message: str, *, statements: bool) -> str | None:
        """Give what the message is clearly like: a statement, if it may be one, has to be liker than a question or a wish."""
        tokens = text.tokens(message)
        like = self.nearest(message) if tokens else None
        if like is None:
            return None
        asks = (
            tokens[-1].after == "?"
            or questions.is_question(tokens)
            or bool(_ASKING & {token.word for token in tokens})
        )
        if not (asks or statements):
            return None
        score, ahead = _CLEAR if asks else _PLAIN
        return like.key if like.score >= score and like.ahead >= ahead else None

    def nearest(self, message: str) -> Like | None:
        """Give what the message is most like; None for a message too long, or without a word that was taught."""
        words = text.words(message)
        if len(words) > MOST_WORDS:
            return None
        traits = _traits(message)
        denies = _denies(message)
        index = self._index
        scores: dict[int, float] = {}
        for trait, count in traits.items():
            for nth, weight in index.holding.get(trait, ()):
                if index.denies[nth] is denies:
                    scores[nth] = scores.get(nth, 0.0) + count * weight
        return self._best(scores, _length(traits, index.weights))

    def _best(self, scores: Mapping[int, float], length: float) -> Like | None:
        best: dict[str, float] = {}
        for nth, score in scores.items():
            key = self._taught[nth][0]
            best[key] = max(best.get(key, 0.0), score / length)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        (key, score), *others = ranked
        return Like(key, score, score - (others[0][1] if others else 0.0))


def _length(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give how long a sentence is, rare traits counting more; one that was never taught counts as the rarest."""
    unknown = max(weights.values(), default=1.0)
    return (
        math.sqrt(sum((count * weights.get(trait, unknown * count)) ** 2 for trait, count in traits.items()))
        or 1.0
    )


def _denies(said: str) -> bool:
    """Tell whether it holds a denial: "não quero atendente" is like no sentence without one."""
    return not small_words.NEGATIONS.isdisjoint(text.words(said))


def _traits(said: str) -> Mapping[str, float]:
    """Give what a sentence is compared by: its words as they sound, pairs of them, and letters in a row."""
    stems = [spelling.sound(word, inflected=True) for word in text.words(said)]
    pairs = (f"{first} {second}" for first, second in itertools.pairwise(stems))
    letters = (
        f"~{stem[place : place + _LETTERS]}" for stem in stems for place in range(len(stem) - _LETTERS + 1)
    )
    return {
        **dict.fromkeys(letters, _OF_LETTERS),
        **dict.fromkeys(pairs, _OF_PAIRS),
        **dict.fromkeys(stems, 1.0),
    }
