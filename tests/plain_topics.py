"""What topics are weighed by, as the formulas say it: no index, nothing left out, nothing added in columns.

`bot.understanding` does the same in a fraction of the time; tests hold it to this.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bot.understanding import letter_rows, likeness, text, topic_odds

Taught = Sequence[tuple[str, str]]

#: The numbers of `likeness`, said again: how much one sentence, several and all words count, and what says too little.
_SHARES: Final = 0.4, 0.3, 0.3
_LEAST_OF_SENTENCE: Final = 0.01
_LEAST_SHARE: Final = 0.04
#: Of `topic_odds`.
_UNSEEN: Final = 0.02


def likenesses(taught: Taught, message: str) -> Mapping[str, float]:
    """Topic → how like the message is to it; only topics of which any sentence has something in common with it."""
    sentences = [(key, said, likeness.compared_by(text.words(said))) for key, said in taught]
    having = Counter(trait for _, _, traits in sentences for trait in traits)
    weight = {trait: math.log(1 + len(taught) / times) for trait, times in having.items()}
    unknown = max(weight.values(), default=1.0)
    said = _weighted(likeness.compared_by(text.words(message)), weight, unknown)
    near: dict[str, list[float]] = {}
    for key, sentence, traits in sentences:
        of_sentence = _weighted(traits, weight, unknown)
        same = likeness.denies(sentence) == likeness.denies(message)
        telling = {
            trait: share for trait, share in of_sentence.items() if share**2 >= _LEAST_OF_SENTENCE and same
        }
        near.setdefault(key, []).append(sum(share * said.get(trait, 0) for trait, share in telling.items()))
    spoken = _spoken(sentences, weight, unknown, message)
    return {
        key: _of_topic(sorted(scores)[-3:], spoken[key]) for key, scores in near.items() if max(scores) > 0
    }


def _weighted(traits: Mapping[str, int], weight: Mapping[str, float], unknown: float) -> Mapping[str, float]:
    weighted = {trait: count * weight.get(trait, unknown) for trait, count in traits.items()}
    length = math.sqrt(sum(share**2 for share in weighted.values()))
    return {trait: share / length for trait, share in weighted.items()}


def _of_topic(nearest: Sequence[float], spoken: float) -> float:
    of_one, of_several, of_all = _SHARES
    return of_one * max(nearest) + of_several * sum(nearest) / 3 + of_all * spoken


def _spoken(
    sentences: Sequence[tuple[str, str, Mapping[str, int]]],
    weight: Mapping[str, float],
    unknown: float,
    message: str,
) -> Mapping[str, float]:
    number = Counter(key for key, _, _ in sentences)
    spoken = dict.fromkeys(number, 0.0)
    traits = likeness.compared_by(text.words(message))
    whole = sum(count * weight.get(trait, unknown) for trait, count in traits.items())
    for trait, count in traits.items():
        times = Counter(key for key, _, of_sentence in sentences if trait in of_sentence)
        shares = {key: having / (number[key] + 5) for key, having in times.items()}
        total = sum(shares.values()) + 0.02
        for key, share in shares.items():
            if share / total >= _LEAST_SHARE:
                spoken[key] += count * weight[trait] * share / total / whole
    return spoken


def odds(taught: Taught, message: str) -> Mapping[str, float]:
    """Topic → the logarithm of how likely the words of the message are with it, beside a constant; nothing where none was taught."""
    sentences = [(key, _counted(said)) for key, said in sorted(taught)]
    having = Counter(trait for _, kinds in sentences for kind in kinds for trait in kind)
    rarity = {
        trait: 1 + math.log((1 + len(taught)) / (1 + times))
        for trait, times in having.items()
        if times > 1 or not trait.startswith(letter_rows.MARK)
    }
    spoken: dict[str, Counter[str]] = {key: Counter() for key, _ in sentences}
    for key, kinds in sentences:
        for trait, share in _of_length_1(kinds, rarity).items():
            spoken[key][trait] += share  # type: ignore[assignment]
    said = _of_length_1(_counted(message), rarity)
    return {
        key: sum(
            share * math.log((shares[trait] + _UNSEEN) / (shares.total() + _UNSEEN * len(rarity)))
            for trait, share in said.items()
        )
        for key, shares in spoken.items()
        if said and len(text.words(message)) <= topic_odds.MOST_WORDS
    }


def _counted(said: str) -> tuple[Counter[str], Counter[str]]:
    words = text.words(said)
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(words)]
    return Counter([*words, *pairs]), Counter(row for word in words for row in letter_rows.of(word))


def _of_length_1(kinds: Sequence[Counter[str]], rarity: Mapping[str, float]) -> Mapping[str, float]:
    together: dict[str, float] = {}
    for kind in kinds:
        weights = {
            trait: (1 + math.log(times)) * rarity[trait] for trait, times in kind.items() if trait in rarity
        }
        length = math.hypot(*weights.values())
        together |= {trait: weight / length for trait, weight in weights.items()}
    return together
