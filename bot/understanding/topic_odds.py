"""Of which topic do the words of a message speak, and how surely?

Multinomial naive Bayes over words, two words in a row, and letters in a row, each weighed by how rare it is (Rennie, Shih,
Teevan, Karger 2003, "Tackling the poor assumptions of naive Bayes text classifiers", ICML). It is counted from
the pack's own examples, when a version is made ready: a pack that was changed is never read with the weights of another.

Beside the topics stands what is none: the examples that start nothing, and sentences of every day (`besides.txt`).
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import letter_rows, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BESIDES: Final = Path(__file__).with_name("besides.txt")
#: Of longer messages no topic is the sense.
MOST_WORDS: Final = 25
#: How often each trait is thought to have been seen with each topic besides.
_UNSEEN: Final = 0.02
#: Rows of letters that one sentence alone has say nothing.
_FEWEST: Final = 2
#: Such a key names what starts nothing; under this one stand the sentences of every day.
_NOTHING: Final = "#"
_EVERY_DAY: Final = "#besides"


class Odds(NamedTuple):
    """The likeliest topic of a message; all odds are natural logarithms."""

    key: str
    #: By how much it is likelier than any other topic.
    ahead: float
    #: By how much it is likelier than none.
    above_none: float


class _Learnt(NamedTuple):
    #: Trait → how much it counts: the rarer, the more.
    rarity: Mapping[str, float]
    #: What the scores stand for, in their order.
    keys: Sequence[str]
    #: For each of them how much a trait speaks for it that it never had.
    never: Sequence[float]
    #: Trait → by how much more it speaks for those that have it, by their places.
    speaking: Mapping[str, Sequence[tuple[int, float]]]


class TopicOdds:
    """Taught sentences, and such as are of no topic; counted once, by `learn` or by the first message."""

    def __init__(self, taught: Sequence[tuple[str, str]], besides: Sequence[str] = ()) -> None:
        self._taught = tuple(taught)
        self._besides = tuple(besides)

    def learn(self) -> None:
        """Count now, so that no message waits for it."""
        _ = self._learnt

    def likeliest(self, message: str) -> Odds | None:
        """Give the likeliest topic; None where nothing that was taught is in the message, or it is too long."""
        words = text.words(message)
        traits = _weights(words, self._learnt.rarity) if len(words) <= MOST_WORDS else {}
        if not traits:
            return None
        topics: list[tuple[float, str]] = []
        nothing = -math.inf
        for key, score in zip(self._learnt.keys, self._scores(traits), strict=True):
            if key.startswith(_NOTHING):
                nothing = max(nothing, score)
            else:
                topics.append((score, key))
        if not topics:
            return None
        topics.sort(reverse=True)
        (first, key), second = topics[0], topics[1][0] if len(topics) > 1 else -math.inf
        return Odds(key, first - second, first - nothing)

    def _scores(self, traits: Mapping[str, float]) -> Sequence[float]:
        total = sum(traits.values())
        scores = [never * total for never in self._learnt.never]
        for trait, weight in traits.items():
            for place, more in self._learnt.speaking.get(trait, ()):
                scores[place] += weight * more
        return scores

    @functools.cached_property
    def _learnt(self) -> _Learnt:
        # In a small pack they would outnumber what is taught, and everything would be none.
        every = max(1, -(-len(self._besides) // max(1, len(self._taught))))
        everyday = ((_EVERY_DAY, said) for said in self._besides[::every])
        taught = sorted((*self._taught, *everyday))
        sentences = [(key, text.words(said)) for key, said in taught]
        rarity = _rarity([words for _, words in sentences])
        spoken: dict[str, dict[str, float]] = {}
        whole = dict.fromkeys((key for key, _ in taught), 0.0)
        for key, words in sentences:
            for trait, weight in _weights(words, rarity).items():
                of_trait = spoken.setdefault(trait, {})
                of_trait[key] = of_trait.get(key, 0.0) + weight
                whole[key] += weight
        return _counted(rarity, spoken, whole)


@functools.cache
def besides() -> Sequence[str]:
    """Give what people write every day and no topic is the sense of."""
    return tuple(BESIDES.read_text(encoding="utf-8").splitlines())


def _counted(
    rarity: Mapping[str, float], spoken: Mapping[str, Mapping[str, float]], whole: Mapping[str, float]
) -> _Learnt:
    keys = sorted(whole)
    places = {key: place for place, key in enumerate(keys)}
    never = [math.log(_UNSEEN / (whole[key] + _UNSEEN * len(spoken))) for key in keys]
    speaking = {
        trait: [(places[key], math.log(1 + weight / _UNSEEN)) for key, weight in of_trait.items()]
        for trait, of_trait in spoken.items()
    }
    return _Learnt(rarity, keys, never, speaking)


def _rarity(sentences: Sequence[Sequence[str]]) -> Mapping[str, float]:
    having = Counter(trait for words in sentences for trait in {*_in_words(words), *_in_letters(words)})
    return {
        trait: 1 + math.log((1 + len(sentences)) / (1 + times))
        for trait, times in having.items()
        if times >= _FEWEST or not trait.startswith(letter_rows.MARK)
    }


def _weights(words: Sequence[str], rarity: Mapping[str, float]) -> Mapping[str, float]:
    """Give how much each known trait counts; words together are of length 1, and letters."""
    return {**_of_length_1(_in_words(words), rarity), **_of_length_1(_in_letters(words), rarity)}


def _of_length_1(traits: Iterator[str], rarity: Mapping[str, float]) -> Mapping[str, float]:
    weights = {
        trait: (1 + math.log(times)) * rarity[trait]
        for trait, times in Counter(traits).items()
        if trait in rarity
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {trait: weight / length for trait, weight in weights.items()}


def _in_words(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from map(" ".join, itertools.pairwise(words))


def _in_letters(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from _rows(word)


@functools.lru_cache(maxsize=4096)
def _rows(word: str) -> Sequence[str]:
    return tuple(letter_rows.of(word))
