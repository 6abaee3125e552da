"""Of which topic do the words of a message speak, and how surely?

Multinomial naive Bayes over words, two words in a row, and letters in a row, each weighed by how rare it is (Rennie, Shih,
Teevan, Karger 2003, "Tackling the poor assumptions of naive Bayes text classifiers", ICML). It is counted from
the pack's own examples, when a version is made ready: a pack that was changed is never read with the weights of another.

Beside the topics stands what is none: the examples that start nothing, and sentences of every day (`besides.txt`).

What speaks for the topics is added for all of them at once (`columns`), and the letters of a word only once for all messages.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import asking, columns, letter_rows, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

BESIDES: Final = Path(__file__).with_name("besides.txt")
#: Of longer messages no topic is the sense.
MOST_WORDS: Final = 25
#: How often each trait is thought to have been seen with each topic besides.
_UNSEEN: Final = 0.02
#: Rows of letters that one sentence alone has say nothing.
_FEWEST: Final = 2
#: A topic of which fewer of the sentences ask is said, not asked about.
_SAID: Final = 1 / 3
#: Such a key names what starts nothing; under this one stand the sentences of every day.
_NOTHING: Final = "#"
_EVERY_DAY: Final = "#besides"
#: Words whose letters are remembered.
_REMEMBERED: Final = 4096


class Odds(NamedTuple):
    """The likeliest topic of a message; all odds are natural logarithms."""

    key: str
    #: By how much it is likelier than any other topic.
    ahead: float
    #: By how much it is likelier than none.
    above_none: float


class _Known(NamedTuple):
    """The traits that were taught, of one kind, in words."""

    #: Each as often as it occurs.
    traits: Sequence[str]
    #: Their columns together, each as often as it occurs.
    row: int


class _Traits(NamedTuple):
    """What a sentence is weighed by."""

    words: Sequence[str]
    letters: Sequence[str]


class TopicOdds:
    """Taught sentences, and such as are of no topic; counted once, by `learn` or by the first message."""

    def __init__(
        self,
        taught: Sequence[tuple[str, str]],
        besides: Sequence[str] = (),
        *,
        words: Callable[[str], Sequence[str]] = text.words,
    ) -> None:
        self._taught = tuple(taught)
        self._besides = tuple(besides)
        self._words = words

    def learn(self) -> None:
        """Count now, so that no message waits for it."""
        _ = self._learnt, self.said

    def likeliest(self, message: str, *, said: bool = False) -> Odds | None:
        """Give the likeliest topic, of all or only of those that are `said`.

        None where nothing that was taught is in the message, or it is too long.
        """
        ranked = sorted(self.scores(message), reverse=True)
        topics = [
            one for one in ranked if not one[1].startswith(_NOTHING) and (not said or one[1] in self.said)
        ]
        if not topics:
            return None
        (first, key), second = topics[0], topics[1][0] if len(topics) > 1 else -math.inf
        nothing = next((score for score, key in ranked if key.startswith(_NOTHING)), -math.inf)
        return Odds(key, first - second, first - nothing)

    def scores(self, message: str) -> Sequence[tuple[float, str]]:
        """Give how far a message speaks for each of the keys, and the key; nothing where `likeliest` gives none."""
        words = self._words(message)
        return () if len(words) > MOST_WORDS else self._learnt.scored(words)

    @functools.cached_property
    def said(self) -> frozenset[str]:
        """The topics that people say rather than ask about: thanks, a greeting, symptoms, that one is afraid."""
        asked: dict[str, list[bool]] = {}
        for key, sentence in self._taught:
            asked.setdefault(key, []).append(asking.asks(sentence))
        return frozenset(key for key, each in asked.items() if sum(each) < _SAID * len(each))

    @functools.cached_property
    def _learnt(self) -> _Learnt:
        # In a small pack they would outnumber what is taught, and everything would be none.
        every = max(1, -(-len(self._besides) // max(1, len(self._taught))))
        everyday = ((_EVERY_DAY, said) for said in self._besides[::every])
        taught = sorted((*self._taught, *everyday))
        sentences = _sentences([(key, self._words(said)) for key, said in taught])
        rarity = _rarity([traits for _, traits in sentences])
        having = {key: defaultdict[str, float](float) for key, _ in taught}
        for key, traits in sentences:
            having_key = having[key]
            for trait, weight in _weights(traits, rarity):
                having_key[trait] += weight
        spoken = defaultdict[str, dict[str, float]](dict)
        for key, weights in having.items():
            for trait, weight in weights.items():
                spoken[trait][key] = weight
        return _Learnt(rarity, spoken, {key: sum(weights.values()) for key, weights in having.items()})


class _Learnt:
    """How far each trait speaks for each topic, and for none."""

    def __init__(
        self,
        rarity: Mapping[str, float],
        spoken: Mapping[str, Mapping[str, float]],
        whole: Mapping[str, float],
    ) -> None:
        self._rarity = rarity
        #: What the columns stand for; the frequent ones first, so that most rows are short.
        self._keys = sorted(whole, key=lambda key: (-whole[key], key))
        #: For each of them how much a trait speaks for it that it never had.
        self._never = [math.log(_UNSEEN / (whole[key] + _UNSEEN * len(spoken))) for key in self._keys]
        places = {key: column for column, key in enumerate(self._keys)}
        #: Trait → for each of them by how much more it speaks for those that have it, times its rarity.
        self._rows: Mapping[str, int] = {
            trait: columns.row(
                {
                    places[key]: rarity[trait] * math.log(1 + weight / _UNSEEN)
                    for key, weight in of_trait.items()
                }
            )
            for trait, of_trait in spoken.items()
        }
        self._letters = functools.lru_cache(maxsize=_REMEMBERED)(
            lambda word: self._known(letter_rows.of_marked(word))
        )

    def scored(self, words: Sequence[str]) -> Sequence[tuple[float, str]]:
        """Give how far words speak for each of the keys, and the key; nothing, where none of their traits was taught."""
        letters = [self._letters(word) for word in words]
        of_letters = _Known(
            list(itertools.chain.from_iterable(known.traits for known in letters)),
            sum(known.row for known in letters),
        )
        weighed = [
            self._weighed(known) for known in (self._known(_in_words(words)), of_letters) if known.traits
        ]
        if not weighed:
            return ()
        total = sum(weight for weight, _ in weighed)
        more = columns.unpacked(sum(row for _, row in weighed), len(self._keys))
        return [
            (never * total + speaking, key)
            for never, speaking, key in zip(self._never, more, self._keys, strict=True)
        ]

    def _known(self, traits: Iterator[str]) -> _Known:
        known = [trait for trait in traits if trait in self._rarity]
        return _Known(known, sum(map(self._rows.__getitem__, known)))

    def _weighed(self, known: _Known) -> tuple[float, int]:
        """Give what traits of a kind weigh together, and for each key how far they speak for it, as multiplied columns."""
        times = Counter(known.traits)
        rarity = list(map(self._rarity.__getitem__, times))
        total, squares = sum(rarity), sum(map(operator.mul, rarity, rarity))
        again = [(trait, often, _often(often)) for trait, often in times.items() if often > 1]
        for trait, _, weight in again:
            total += self._rarity[trait] * (weight - 1)
            squares += self._rarity[trait] ** 2 * (weight**2 - 1)
        share = 1 / math.sqrt(squares)
        row = known.row * columns.factor(share)
        for trait, often, weight in again:  # it is in the sum as often as it occurs
            row -= self._rows[trait] * columns.factor(share * (often - weight))
        return total * share, row


@functools.cache
def besides() -> Sequence[str]:
    """Give what people write every day and no topic is the sense of."""
    return tuple(BESIDES.read_text(encoding="utf-8").splitlines())


def _sentences(spoken: Sequence[tuple[str, Sequence[str]]]) -> Sequence[tuple[str, _Traits]]:
    # Most words occur many times, and a string that is the same is looked up without being read again.
    rows = functools.cache(lambda word: tuple(letter_rows.of_marked(word)))
    return [
        (key, _Traits(list(_in_words(words)), list(itertools.chain.from_iterable(map(rows, words)))))
        for key, words in spoken
    ]


def _rarity(sentences: Sequence[_Traits]) -> Mapping[str, float]:
    having = Counter(itertools.chain.from_iterable({*words, *letters} for words, letters in sentences))
    return {
        trait: 1 + math.log((1 + len(sentences)) / (1 + times))
        for trait, times in having.items()
        if times >= _FEWEST or not trait.lstrip(letter_rows.DENIED).startswith(letter_rows.MARK)
    }


def _weights(sentence: _Traits, rarity: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Give how much each known trait counts; words together are of length 1, and letters."""
    for traits in sentence:
        # Hundreds of thousands while learning: what runs in C is mapped, and nearly every trait occurs once.
        times = Counter(filter(rarity.__contains__, traits))
        weights = map(operator.mul, map(_often, times.values()), map(rarity.__getitem__, times))
        counted = list(weights)
        length = math.sqrt(sum(map(operator.mul, counted, counted)))
        yield from zip(times, [weight / length for weight in counted], strict=True)


@functools.cache
def _often(times: int) -> float:
    """Give how much more counts what occurs more often."""
    return 1 + math.log(times)


def _in_words(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from map(" ".join, itertools.pairwise(words))
