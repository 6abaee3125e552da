"""How likely is it that a message tells of a danger sign in words that nobody taught, and of which?

A logistic regression over the words, the letters in a row within them, and the senses that the words have (`senses.txt`),
alone and two by two. Its weights are learnt beforehand from taught phrases, examples and messages made up for it
(`python -m benchmarks.understanding.doubts`), lie in `doubts.json`, and never change while Bela runs: the same words always
weigh the same. What it says raises no alarm; it lets Bela ask.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import spelling, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SENSES: Final = Path(__file__).with_name("senses.txt")
WEIGHTS: Final = Path(__file__).with_name("doubts.json")
#: Letters in a row that are looked at within a word and the spaces around it.
_LETTERS: Final = (3, 4, 5)
#: Longer messages are read so many words at a time; the most dangerous piece counts.
PIECE: Final = 40
_OVERLAP: Final = 10
#: Senses that say nothing of danger by themselves.
_OF_NOTHING: Final = frozenset(
    f"@{sense}"
    for sense in (
        "negado", "bem", "passado", "pergunta", "hipotese", "noticia", "bicho", "brincadeira", "servico", "coisas", "forte",
        "agora", "familia", "eu_mesmo", "como_se",
    )
)  # fmt: skip
#: Lengths of messages are told apart by steps of so many words.
_STEP, _LONGEST = 3, 6
#: How much all features of a message weigh together, however many it has.
_SCALE: Final = 3.0
#: Weights are kept as whole numbers.
UNIT: Final = 100
_REMEMBERED: Final = 4096


class Suspicion(NamedTuple):
    """What a message may tell of."""

    #: 0 to 1: how likely it tells of danger at all.
    likely: float
    #: The words that say so.
    tokens: Sequence[text.Token]
    #: Not only letters say so: some word has a sense in which people tell of danger.
    has_sense: bool


class _Learnt(NamedTuple):
    bias: float
    weights: Mapping[str, int]
    #: Word or sense → sign → how much it speaks for the sign.
    signs: Mapping[str, Mapping[str, int]]
    #: All signs.
    named: Sequence[str]


class _Senses(NamedTuple):
    of_word: Mapping[str, frozenset[str]]
    #: First word → words in a row, with the sense that they have together.
    of_several: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def suspicion(tokens: Sequence[text.Token]) -> Suspicion:
    """Weigh the words of a message."""
    pieces = [_weighed(piece) for piece in _pieces(tokens)]
    return max(pieces, default=Suspicion(0.0, (), False), key=lambda piece: piece.likely)


def signs() -> frozenset[str]:
    """The danger signs that are told apart."""
    return frozenset(_learnt().named)


def _pieces(tokens: Sequence[text.Token]) -> Iterator[Sequence[text.Token]]:
    for start in range(0, max(len(tokens) - _OVERLAP, 1), PIECE - _OVERLAP):
        if tokens:
            yield tokens[start : start + PIECE]


def _weighed(tokens: Sequence[text.Token]) -> Suspicion:
    learnt = _learnt()
    found = senses(tokens)
    total = number = 0
    for word in sorted({token.word for token in tokens}):
        weight, features = _word(word)
        total, number = total + weight, number + features
    for feature in _of_all(tokens, found):
        weight = learnt.weights.get(feature, 0)
        total, number = total + weight, number + bool(weight)
    sure = learnt.bias + _SCALE * total / UNIT / math.sqrt(number + 1)
    return Suspicion(1 / (1 + math.exp(-sure)), tokens, not _OF_NOTHING.issuperset(found))


def likely_signs(tokens: Sequence[text.Token]) -> Mapping[str, float]:
    """Danger sign → how likely it is this one, if any, by naive Bayes over words and senses; together 1."""
    learnt = _learnt()
    speaking = dict.fromkeys(learnt.named, 0)
    for word in sorted(telling(tokens)):
        for sign, weight in learnt.signs.get(word, {}).items():
            speaking[sign] += weight
    most = max(speaking.values(), default=0)
    shares = {sign: math.exp((weight - most) / UNIT) for sign, weight in speaking.items()}
    whole = sum(shares.values())
    return {sign: share / whole for sign, share in shares.items()}


def features(tokens: Sequence[text.Token]) -> Iterator[str]:
    """Everything that a message is weighed by, each word once: what the weights are learnt for."""
    for word in sorted({token.word for token in tokens}):
        yield from _of_word(word)
    yield from _of_all(tokens, senses(tokens))


def telling(tokens: Sequence[text.Token]) -> frozenset[str]:
    """The words and senses by which danger signs are told apart."""
    return frozenset((*(_stem(token.word) for token in tokens), *senses(tokens)))


def scale(number: int) -> float:
    """How much each of so many features weighs."""
    return _SCALE / math.sqrt(number + 1)


def senses(tokens: Sequence[text.Token]) -> Sequence[str]:
    """The senses that the words have, alone or several in a row; each once, in order."""
    known = _senses()
    stems = [_stem(token.word) for token in tokens]
    found: set[str] = set()
    for place, stem in enumerate(stems):
        found |= known.of_word.get(stem, frozenset())
        for words, sense in known.of_several.get(stem, ()):
            if tuple(stems[place : place + len(words)]) == words:
                found.add(sense)
    return sorted(found)


def _of_all(tokens: Sequence[text.Token], found: Sequence[str]) -> Iterator[str]:
    yield from found
    yield from map("".join, itertools.combinations(found, 2))
    yield f"#{min(_LONGEST, len(tokens) // _STEP)}"
    if tokens and tokens[-1].after == "?":
        yield "?"


def _of_word(word: str) -> Iterator[str]:
    yield _stem(word)
    spaced = f"_{word}_"
    for length in _LETTERS:
        for start in range(len(spaced) - length + 1):
            yield f"~{spaced[start : start + length]}"


@functools.lru_cache(maxsize=_REMEMBERED)
def _word(word: str) -> tuple[int, int]:
    """What a word weighs by itself, and by how many features."""
    weights = [weight for feature in _of_word(word) if (weight := _learnt().weights.get(feature))]
    return sum(weights), len(weights)


def _stem(word: str) -> str:
    return f"#{min(len(word), 3)}" if word[0].isdigit() else spelling.sound(word, inflected=True)


@functools.cache
def _senses() -> _Senses:
    of_word: dict[str, frozenset[str]] = {}
    of_several: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _SENSES.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(":")
        if line.startswith("#"):
            continue
        for written in words.split():
            stems = tuple(_stem(word) for word in text.words(written.replace("_", " ")))
            if len(stems) == 1:
                of_word[stems[0]] = of_word.get(stems[0], frozenset()) | {f"@{name}"}
            else:
                of_several.setdefault(stems[0], []).append((stems, f"@{name}"))
    return _Senses(of_word, of_several)


@functools.cache
def _learnt() -> _Learnt:
    learnt = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return _Learnt(learnt["bias"], learnt["weights"], learnt["signs"], learnt["named"])
