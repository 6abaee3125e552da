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
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import concepts, small_words, spelling, text
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
#: The word itself, where its concept counts; and two words in a row with those of grammar between them left out.
_OF_WORDS = 0.5
_OF_NEIGHBOURS = 0.4
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
    #: By how much it is more like this than like any other.
    ahead: float


class _Index(NamedTuple):
    #: Trait → how much it counts: the rarer, the more.
    weights: Mapping[str, float]
    #: How much a trait counts that was never taught: as the rarest.
    unknown: float
    #: Topic → the places of its sentences, which stand side by side.
    places: Mapping[str, slice]
    #: Whether a denial is in it → trait → the places of the sentences that have it, with its share of each.
    holding: Mapping[bool, Mapping[str, Sequence[tuple[int, float]]]]
    #: Trait → how far it speaks for each of the topics that have it; all together never more than 1.
    speaking: Mapping[str, Mapping[str, float]]


#: Words in which something is asked or wanted, wherever they stand, as they sound: "poso" is "posso".
_ASKING = frozenset(
    spelling.sound(word, inflected=False)
    for word in small_words.listed(
        """qual quais como quando onde aonde quanto quantos quantas quem porque posso pode podem devo preciso precisa quero queria
    gostaria vale existe serve faz sera consigo explica fala diz mostra passa chama"""
    )
)
#: A question in the middle of the sentence: "fico em casa até que dia", "com que produto limpo", "sou hipertenso, o que muda".
_INSIDE = re.compile(
    r"\b(?:ate|com|em|de|a|por|desde|para) que (?:dia|dias|hora|horas|idade|produto|jeito|lugar|posto|tempo|quantidade|remedio|exame|mascara"
    r"|frequencia|forma|maneira|caso|casos|situacao|temperatura|distancia|sintoma|sintomas|dose|vacina|numero)\b"
    r"|\bo que (?:e que |que )?(?:eu |ele |ela |a gente )?(?:faco|faz|fazer|tomo|toma|tomar|comer|uso|usar|muda|devo|posso|pode|acontece|significa)\b"
    r"|\be agora$"
    r"|^(?:e |mas |entao )?(?:da|daria) (?:pra|para) (?:eu )?\w+r\b"
    r"|\be (?:normal|perigoso|perigosa|verdade|possivel|seguro|segura|obrigado|obrigatorio|obrigatoria)$"
)
_KNOWS = frozenset(["sei", "sabia", "lembro"])


class Likeness:
    """Taught sentences that messages are compared with; made ready once, by `learn` or by the first message."""

    def __init__(self, taught: Sequence[tuple[str, str]]) -> None:
        self._taught = tuple(taught)

    @functools.cached_property
    def _index(self) -> _Index:
        taught = sorted(self._taught)
        sentences = [_traits(said) for _, said in taught]
        shared = Counter(trait for traits in sentences for trait in traits)
        weights = {trait: math.log(1 + len(sentences) / times) for trait, times in shared.items()}
        unknown = max(weights.values(), default=1.0)
        holding: dict[bool, dict[str, list[tuple[int, float]]]] = {True: {}, False: {}}
        for place, ((_, said), traits) in enumerate(zip(taught, sentences, strict=True)):
            length = _length(traits, weights, unknown)
            places = holding[denies(said)]
            for trait, count in traits.items():
                if (count * weights[trait] / length) ** 2 >= _LEAST_OF_SENTENCE:
                    share = count * weights[trait] ** 2 / length
                    places.setdefault(trait, []).append((place, share))
        topics = [key for key, _ in taught]
        return _Index(weights, unknown, _places(topics), holding, _speaking(topics, sentences))

    def learn(self) -> None:
        """Make ready now, so that no message waits for it."""
        _ = self._index

    def teaches(self, key: str) -> bool:
        """Tell whether any sentence is taught for it."""
        return key in self._index.places

    def nearest(self, message: str) -> Like | None:
        """Give what the message is most like; None for a message too long, or without a word that was taught."""
        words = text.words(message)
        if len(words) > MOST_WORDS:
            return None
        return self._best(_traits(message), self._index.holding[denies(message)])

    def _best(
        self, traits: Mapping[str, float], holding: Mapping[str, Sequence[tuple[int, float]]]
    ) -> Like | None:
        """Weigh the topics, the most promising first, until none of the rest can be liker than the second."""
        index = self._index
        scores = [0.0] * len(self._taught)
        for trait, count in traits.items():
            for place, share in holding.get(trait, ()):
                scores[place] += count * share
        length = _length(traits, index.weights, index.unknown)
        spoken = self._spoken(traits)
        promising = []
        for key, places in index.places.items():
            nearest = max(scores[places])
            if nearest > 0:
                promising.append((_most(nearest / length, spoken.get(key, 0.0)), key))
        promising.sort(reverse=True)
        first, second = (0.0, ""), (0.0, "")
        for most, key in promising:
            if most < second[0]:
                break
            near = [score / length for score in scores[index.places[key]]]
            first, second = sorted([(_weighed(near, spoken.get(key, 0.0)), key), first, second], key=_rank)[
                :2
            ]
        (score, key), (other, _) = first, second
        return Like(key, score, score - other) if key else None

    def _spoken(self, traits: Mapping[str, float]) -> Mapping[str, float]:
        """Give how far all traits together speak for each topic; one that was never taught speaks for none."""
        index = self._index
        spoken: dict[str, float] = {}
        total = 0.0
        for trait, count in traits.items():
            weight = count * index.weights.get(trait, index.unknown)
            total += weight
            for key, share in index.speaking.get(trait, {}).items():
                spoken[key] = spoken.get(key, 0.0) + weight * share
        return {key: share / total for key, share in spoken.items()}


def asks(message: str) -> bool:
    """Tell whether a message asks or wants something, in whatever form."""
    tokens = text.tokens(message)
    if not tokens:
        return False
    said = " ".join(token.word for token in tokens)
    marked = tokens[-1].after == "?" or bool(_INSIDE.search(said))
    return marked or questions.is_question(tokens) or _wishes(tokens)


def _wishes(tokens: Sequence[text.Token]) -> bool:
    """Tell whether a word asks or wants; "sei onde fica" tells what is known."""
    sounds = {spelling.sound(token.word, inflected=False) for token in tokens}
    return bool(_ASKING & sounds) and tokens[0].word not in _KNOWS


def _weighed(near: Sequence[float], spoken: float) -> float:
    of_one, of_several, of_all = _SHARES
    nearest = sorted(near, reverse=True)[:_NEAREST]
    return of_one * nearest[0] + of_several * sum(nearest) / _NEAREST + of_all * spoken


def _most(nearest: float, spoken: float) -> float:
    """Give what a topic may weigh at most: as if its three nearest sentences were equally near."""
    of_one, of_several, of_all = _SHARES
    return (of_one + of_several) * nearest + of_all * spoken


def _rank(weighed: tuple[float, str]) -> tuple[float, str]:
    score, key = weighed
    return -score, key


def _places(topics: Sequence[str]) -> Mapping[str, slice]:
    """Give where each topic's sentences stand; those of a topic stand side by side."""
    counted = Counter(topics)
    ends = itertools.accumulate(counted.values())
    return {key: slice(end - counted[key], end) for key, end in zip(counted, ends, strict=True)}


def _speaking(
    topics: Sequence[str], sentences: Sequence[Mapping[str, float]]
) -> Mapping[str, Mapping[str, float]]:
    of_topic = Counter(topics)
    having: dict[str, Counter[str]] = {}
    for key, traits in zip(topics, sentences, strict=True):
        for trait in traits:
            having.setdefault(trait, Counter())[key] += 1
    speaking = {}
    for trait, times in having.items():
        shares = {key: count / (of_topic[key] + _UNSEEN_SENTENCES) for key, count in times.items()}
        total = sum(shares.values()) + _UNSEEN_SHARE
        speaking[trait] = {
            key: share / total for key, share in shares.items() if share / total >= _LEAST_SHARE
        }
    return speaking


def _length(traits: Mapping[str, float], weights: Mapping[str, float], unknown: float) -> float:
    """Give how long a sentence is, rare traits counting more; one that was never taught counts as the rarest."""
    return (
        math.sqrt(sum((count * weights.get(trait, unknown)) ** 2 for trait, count in traits.items())) or 1.0
    )


def denies(said: str) -> bool:
    """Tell whether it holds a denial: "não quero atendente" is like no sentence without one."""
    return not small_words.NEGATIONS.isdisjoint(text.words(said))


def _traits(said: str) -> Mapping[str, float]:
    """Give what a sentence is compared by: concepts, words as they sound, two of them in a row, and letters in a row."""
    words = text.words(said)
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
        **dict.fromkeys(meant, 1.0),
    }
