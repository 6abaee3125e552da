"""Which of the taught sentences is a message most like?

No model is trained: words are compared as they sound, without their endings, and rare ones count more. Three things are
weighed: the one sentence it is most like, the three of a topic it is most like, and how far all its words, taken together,
are words of that topic. A word that the topic never had ("banho de mar") counts against it. What is not clearly like one of
them is like none.

Weights and bars were chosen by leaving out one wording after the other of the packs' own examples, and one whole topic after
the other; no labelled message had a say.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import columns, concepts, small_words, spelling, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Of longer messages no single sentence is the sense.
MOST_WORDS = 25
#: Letters in a row that make two words alike: "vacinado" and "vassina".
_LETTERS = 4
#: How much a word counts, by its concept; all counts are whole, so that columns can be multiplied by them.
_OF_CONCEPTS = 20
#: How much two words in a row, and letters in a row, count beside it.
_OF_PAIRS = 10
_OF_LETTERS = 7
#: The word itself, where its concept counts; and two words in a row with those of grammar between them left out.
_OF_WORDS = 10
_OF_NEIGHBOURS = 8
#: What counts how much: the nearest sentence, the mean of the nearest of a topic, and all words together.
_SHARES = 0.4, 0.3, 0.3
_NEAREST = 3
#: Sentences that each topic is thought to have besides, so that those with few are not favoured; and the same for a trait.
_UNSEEN_SENTENCES = 5
_UNSEEN_SHARE = 0.02
#: What makes less of a sentence ("de" in a long one) is not looked up in it: a sixth of the cost, and no measured topic changed.
_LEAST_OF_SENTENCE = 0.01
#: What speaks for a topic by less than this says nothing.
_LEAST_SHARE = 0.04


class Like(NamedTuple):
    """What a message is most like."""

    key: str
    #: 1 for the same words, 0 for none in common.
    score: float


class _Index(NamedTuple):
    #: Trait → how much it counts: the rarer, the more.
    weights: Mapping[str, float]
    #: How much a trait counts that was never taught: as the rarest.
    unknown: float
    #: In the order of all columns.
    topics: Sequence[str]
    #: Whether a denial is in it → the sentences.
    sentences: Mapping[bool, _Sentences]
    #: Trait → a column for each topic: how far it speaks for it, by its weight.
    speaking: Mapping[str, int]


class _Sentences:
    """The taught sentences, by topic."""

    def __init__(self, of_topics: Sequence[Sequence[Mapping[str, float]]]) -> None:
        self._number = [len(sentences) for sentences in of_topics]
        #: For each topic: trait → the places of the sentences that have it, with its share of each.
        self._holding: list[dict[str, list[tuple[int, float]]]] = [{} for _ in of_topics]
        for holding, sentences in zip(self._holding, of_topics, strict=True):
            for place, shares in enumerate(sentences):
                for trait, share in shares.items():
                    holding.setdefault(trait, []).append((place, share))
        #: Trait → a column for each topic: the greatest share that it has of any sentence.
        greatest: dict[str, dict[int, float]] = {}
        for topic, holding in enumerate(self._holding):
            for trait, places in holding.items():
                greatest.setdefault(trait, {})[topic] = max(share for _, share in places)
        self.greatest: Mapping[str, int] = {trait: columns.row(shares) for trait, shares in greatest.items()}

    def scores(self, topic: int, traits: Mapping[str, int]) -> Sequence[float]:
        """Give what each of the topic's sentences has in common with a message."""
        scores = [0.0] * self._number[topic]
        holding = self._holding[topic]
        for trait, count in traits.items():
            for place, share in holding.get(trait, ()):
                scores[place] += count * share
        return scores


class Likeness:
    """Taught sentences that messages are compared with; made ready once, by `learn` or by the first message."""

    def __init__(self, taught: Sequence[tuple[str, str]]) -> None:
        self._taught = tuple(taught)

    @functools.cached_property
    def _index(self) -> _Index:
        # both at once, while the words of the sentence are at hand
        in_words = [(key, text.words(said)) for key, said in sorted(self._taught)]
        taught = [(key, _denies(words), compared_by(words)) for key, words in in_words]
        shared = Counter(trait for _, _, traits in taught for trait in traits)
        weights = {trait: math.log(1 + len(taught) / times) for trait, times in shared.items()}
        unknown = max(weights.values(), default=1.0)
        of_topic = Counter(key for key, _, _ in taught)
        topics = sorted(of_topic, key=lambda key: (-of_topic[key], key))
        shares: dict[bool, dict[str, list[Mapping[str, float]]]] = {True: {}, False: {}}
        for key, denial, traits in taught:
            shares[denial].setdefault(key, []).append(_shares(traits, weights))
        return _Index(
            weights,
            unknown,
            topics,
            {denial: _Sentences([found.get(key, ()) for key in topics]) for denial, found in shares.items()},
            _speaking(((key, traits) for key, _, traits in taught), topics, weights),
        )

    def learn(self) -> None:
        """Make ready now, so that no message waits for it."""
        _ = self._index

    def teaches(self, key: str) -> bool:
        """Tell whether any sentence is taught for it."""
        return key in self._index.topics

    def nearest(self, message: str) -> Like | None:
        """Give what the message is most like; None for a message too long, or without a word that was taught."""
        words = text.words(message)
        if len(words) > MOST_WORDS:
            return None
        return self._best(compared_by(words), self._index.sentences[_denies(words)])

    def _best(self, traits: Mapping[str, int], sentences: _Sentences) -> Like | None:
        """Weigh the topics, the most promising first, until none of the rest can be liker."""
        index = self._index
        length = _length(traits, index.weights, index.unknown)
        total = sum(count * index.weights.get(trait, index.unknown) for trait, count in traits.items()) or 1.0
        speaking = _summed(traits, index.speaking)
        spoken = columns.unpacked(speaking * columns.factor(1 / total), len(index.topics))
        most = _most(_summed(traits, sentences.greatest), length, speaking, total)
        promising = sorted(
            zip(columns.unpacked(most, len(index.topics)), range(len(index.topics)), strict=True),
            reverse=True,
        )
        best = Like("", 0.0)
        for bound, column in promising:
            if bound < best.score:
                break
            near = [score / length for score in sentences.scores(column, traits)]
            if any(near):
                score = _weighed(near, spoken[column])
                best = min(best, Like(index.topics[column], score), key=_rank)
        return best if best.key else None


def _weighed(near: Sequence[float], spoken: float) -> float:
    of_one, of_several, of_all = _SHARES
    nearest = sorted(near, reverse=True)[:_NEAREST]
    return of_one * nearest[0] + of_several * sum(nearest) / _NEAREST + of_all * spoken


def _most(greatest: int, length: float, speaking: int, total: float) -> int:
    """Give what each topic may weigh at most, as columns: as if its three nearest sentences were equally near."""
    of_one, of_several, of_all = _SHARES
    return greatest * columns.factor((of_one + of_several) / length) + speaking * columns.factor(
        of_all / total
    )


def _rank(like: Like) -> tuple[float, str]:
    return -like.score, like.key


def _shares(traits: Mapping[str, int], weights: Mapping[str, float]) -> Mapping[str, float]:
    """Give how much each trait makes of a sentence, without those that make next to nothing of it."""
    length = _length(traits, weights)
    return {
        trait: count * weights[trait] ** 2 / length
        for trait, count in traits.items()
        if (count * weights[trait] / length) ** 2 >= _LEAST_OF_SENTENCE
    }


def _speaking(
    said: Iterable[tuple[str, Mapping[str, int]]], topics: Sequence[str], weights: Mapping[str, float]
) -> Mapping[str, int]:
    column = {key: place for place, key in enumerate(topics)}
    sentences = [0] * len(topics)
    having: dict[str, Counter[int]] = {}
    for key, traits in said:
        sentences[column[key]] += 1
        for trait in traits:
            having.setdefault(trait, Counter())[column[key]] += 1
    return {
        trait: columns.row(_spoken_for(times, sentences, weights[trait])) for trait, times in having.items()
    }


def _spoken_for(times: Mapping[int, int], sentences: Sequence[int], weight: float) -> Mapping[int, float]:
    """Give how far a trait speaks for each of the topics that have it; all together never more than its weight."""
    shares = {topic: count / (sentences[topic] + _UNSEEN_SENTENCES) for topic, count in times.items()}
    total = sum(shares.values()) + _UNSEEN_SHARE
    return {topic: weight * share / total for topic, share in shares.items() if share / total >= _LEAST_SHARE}


def _summed(traits: Mapping[str, int], rows: Mapping[str, int]) -> int:
    return sum(count * rows[trait] for trait, count in traits.items() if trait in rows)


def _length(traits: Mapping[str, int], weights: Mapping[str, float], unknown: float = 1.0) -> float:
    """Give how long a sentence is, rare traits counting more; one that was never taught counts as the rarest."""
    return (
        math.sqrt(sum((count * weights.get(trait, unknown)) ** 2 for trait, count in traits.items())) or 1.0
    )


def denies(said: str) -> bool:
    """Tell whether it holds a denial: "não quero atendente" is like no sentence without one."""
    return _denies(text.words(said))


def _denies(words: Sequence[str]) -> bool:
    return not small_words.NEGATIONS.isdisjoint(words)


def compared_by(words: Sequence[str]) -> Mapping[str, int]:
    """Give what a sentence is compared by: concepts, words as they sound, two of them in a row, and letters in a row."""
    stems = [spelling.sound(word, inflected=True) for word in words]
    meant = [concepts.meant(word) or stem for word, stem in zip(words, stems, strict=True)]
    content = [concept for word, concept in zip(words, meant, strict=True) if word not in small_words.GRAMMAR]
    letters = (
        f"~{stem[place : place + _LETTERS]}" for stem in stems for place in range(len(stem) - _LETTERS + 1)
    )
    return {
        **dict.fromkeys(letters, _OF_LETTERS),
        **dict.fromkeys((f"{first} {second}" for first, second in itertools.pairwise(meant)), _OF_PAIRS),
        **dict.fromkeys(
            (f"{first}+{second}" for first, second in itertools.pairwise(content)), _OF_NEIGHBOURS
        ),
        **dict.fromkeys(stems, _OF_WORDS),
        **dict.fromkeys(meant, _OF_CONCEPTS),
    }
