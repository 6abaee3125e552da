"""How likely is it that a message tells of a danger sign in words that nobody listed, and of which?

A logistic regression over words as they sound, words in a row and letters in a row says whether; naive Bayes over words says which. Their
weights are learnt beforehand from sentences written for it (`bot/teaching`), lie in `doubts.json.gz`, and never change while
Bela runs: the same words always weigh the same.
"""

from __future__ import annotations

import bisect
import functools
import gzip
import itertools
import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import letter_rows, small_words, spelling, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WEIGHTS: Final = Path(__file__).with_name("doubts.json.gz")
#: Weights are kept as whole numbers.
UNIT: Final = 100
#: Longer messages are read so many words at a time; the most dangerous piece counts.
PIECE: Final = 16
_OVERLAP: Final = 8
#: Each sentence of so many words is read by itself, too.
_SENTENCE: Final = 2
_ENDS: Final = frozenset(".;!?\n")
#: How something is told of: asked about, as past, as what may be, of a story, a game or an animal. Words mean less danger beside these.
_PAST: Final = small_words.listed(
    """tive teve tinha tinham estava estavam fui era eram ficava fazia passou sumiu ano anos antigamente quando ontem passada passado
    had was years ago tuve tuvo hace anos"""
)
_SUPPOSED: Final = small_words.listed("se caso quando if si cuando")
_STORY: Final = small_words.listed(
    """novela filme serie jornal tv televisao noticia noticias reportagem livro video tiktok youtube documentario personagem palestra
    curso prova jogo videogame time cachorro cachorra cachorrinho cadela gato gata gatinho gatinha galinha boi vaca cavalo passarinho
    movie game dog cat"""
)
#: So many words behind a "não" are denied, unless a mark stands between.
_DENIED: Final = 3
#: Where numbers begin to mean something else: of babies, days, the old, fever, oxygen, the pulse.
_BANDS: Final = (1, 2, 3, 8, 12, 18, 30, 35, 37.5, 39, 43, 60, 70, 85, 90, 92, 95, 101, 130, 300)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
#: What a number counts, where the next word says it: 83 years are no 83 per cent.
_UNITS: Final = {
    word: unit
    for unit, words in {
        "years": "ano anos aninho aninhos year years yo",
        "months": "mes meses mesinho month months",
        "weeks": "semana semanas week weeks",
        "days": "dia dias day days",
        "hours": "hora horas h hour hours",
        "degrees": "grau graus",
        "times": "vez vezes veces times",
        "kilos": "quilo quilos kg kilos",
    }.items()
    for word in words.split()
}
_MARKS: Final = frozenset(",.;!?")


class Suspicion(NamedTuple):
    """What a message may tell of."""

    #: Log-odds: above 0, danger is likelier than not.
    likely: float
    #: The words that are likeliest to tell of it.
    tokens: Sequence[text.Token]


class Features(NamedTuple):
    """What a message is weighed by."""

    words: frozenset[str]
    #: Of each different word, denied ones apart.
    letters: Sequence[str]


class _Learnt(NamedTuple):
    bias: float
    weights: Mapping[str, int]
    #: Word, by its sound → sign → how much it speaks for the sign, beside how much an unseen word does.
    signs: Mapping[str, Mapping[str, int]]
    #: Sign → how much speaks for it before a word is read, and for each word that it was not taught with.
    before: Mapping[str, tuple[int, int]]


def suspicion(tokens: Sequence[text.Token]) -> Suspicion:
    """Weigh the words of a message."""
    pieces = (Suspicion(_weighed(piece), piece) for piece in _pieces(tokens))
    return max(pieces, default=Suspicion(-math.inf, ()), key=lambda piece: piece.likely)


def signs() -> frozenset[str]:
    """The danger signs that are told apart."""
    return frozenset(_learnt().before)


def likely_signs(tokens: Sequence[text.Token]) -> Mapping[str, float]:
    """Danger sign → how likely it is this one, if any; together 1."""
    learnt = _learnt()
    known = [learnt.signs[word] for word in sorted(sounds(tokens)) if word in learnt.signs]
    speaking = {sign: first + each * len(known) for sign, (first, each) in learnt.before.items()}
    for of_word in known:
        for sign, weight in of_word.items():
            speaking[sign] += weight
    most = max(speaking.values())
    shares = {sign: math.exp((weight - most) / UNIT) for sign, weight in speaking.items()}
    whole = sum(shares.values())
    return {sign: share / whole for sign, share in shares.items()}


def features(tokens: Sequence[text.Token]) -> Features:
    """What the weights are learnt for."""
    letters = [row for word in _different(tokens) for row in letter_rows.of_marked(word)]
    return Features(_words(tokens), letters)


def sounds(tokens: Iterable[text.Token]) -> frozenset[str]:
    """The words by which danger signs are told apart, as they sound; of numbers only how many digits they have."""
    told = list(tokens)
    return frozenset(unit or _sound(token.word) for token, unit in zip(told, _counted(told), strict=True))


def marked(tokens: Iterable[text.Token]) -> Iterator[str]:
    """Give the words, each that a "não" before it denies with a mark."""
    denied = 0
    for token in tokens:
        if token.before in _MARKS and token.before:
            denied = 0
        yield f"{letter_rows.DENIED}{token.word}" if denied else token.word
        denied = _DENIED if token.word in small_words.NEGATIONS else max(denied - 1, 0)


def scale(number: int) -> float:
    """How much each of so many features of a kind weighs."""
    return 1 / math.sqrt(number)


def _pieces(tokens: Sequence[text.Token]) -> Iterator[Sequence[text.Token]]:
    """The whole message, or so many words of it at a time; and each of several sentences, so that talk before it thins out nothing."""
    for start in range(0, max(len(tokens) - _OVERLAP, 1), PIECE - _OVERLAP):
        if tokens:
            yield tokens[start : start + PIECE]
    sentences = list(_sentences(tokens))
    if len(sentences) > 1:
        yield from (sentence[-PIECE:] for sentence in sentences if len(sentence) >= _SENTENCE)


def _sentences(tokens: Sequence[text.Token]) -> Iterator[Sequence[text.Token]]:
    first = 0
    for place, token in enumerate(tokens, 1):
        if token.after in _ENDS or place == len(tokens):
            yield tokens[first:place]
            first = place


def _weighed(tokens: Sequence[text.Token]) -> float:
    learnt = _learnt()
    words = [learnt.weights[one] for one in _words(tokens) if one in learnt.weights]
    letters = [_of_letters(word) for word in _different(tokens)]
    return (
        learnt.bias
        + _share(sum(words), len(words))
        + _share(sum(weight for weight, _ in letters), sum(number for _, number in letters))
    )


def _share(weight: int, features_of_kind: int) -> float:
    return weight / UNIT * scale(features_of_kind) if features_of_kind else 0.0


def _words(tokens: Sequence[text.Token]) -> frozenset[str]:
    """Words as they sound, denied ones apart, by how they are told, one to three in a row, and the outer of three."""
    row = ["^", *_as_heard(tokens), "$?" if tokens and tokens[-1].after == "?" else "$"]
    three = list(zip(row, row[1:], row[2:], strict=False))
    return frozenset(
        (
            *row[1:-1],
            *(f"{manner}|{word}" for manner in _manners(tokens) for word in ("", *row[1:-1])),
            *map(" ".join, itertools.pairwise(row)),
            *map(" ".join, three),
            *(f"{first} _ {last}" for first, _, last in three),
        )
    )


def _manners(tokens: Sequence[text.Token]) -> Iterator[str]:
    words = {token.word for token in tokens}
    if any(token.after == "?" for token in tokens) or questions.is_question(tokens):
        yield "?"
    manners = {"past": _PAST, "if": _SUPPOSED, "story": _STORY}
    yield from (manner for manner, telling in manners.items() if not telling.isdisjoint(words))


def _different(tokens: Iterable[text.Token]) -> Sequence[str]:
    return sorted(set(marked(tokens)))


@functools.lru_cache(maxsize=4096)
def _of_letters(word: str) -> tuple[int, int]:
    """What the letters of a word weigh together, and how many rows of them are known."""
    weights = [
        weight for row in letter_rows.of_marked(word) if (weight := _learnt().weights.get(row)) is not None
    ]
    return sum(weights), len(weights)


@functools.lru_cache(maxsize=4096)
def _heard(word: str) -> str:
    denied, said = (letter_rows.DENIED, word[1:]) if word.startswith(letter_rows.DENIED) else ("", word)
    return f"{denied}{_band(said) if said[0].isdigit() else _sound(said)}"


def _as_heard(tokens: Sequence[text.Token]) -> Iterator[str]:
    for word, unit in zip(marked(tokens), _counted(tokens), strict=True):
        yield f"{unit}{_heard(word)}" if unit else _heard(word)


def _counted(tokens: Sequence[text.Token]) -> Iterator[str]:
    """What each word, if it is a number, counts."""
    for place, token in enumerate(tokens):
        behind = tokens[place + 1].word if token.word[0].isdigit() and place + 1 < len(tokens) else ""
        yield _UNITS.get(behind, "")


def _band(number: str) -> str:
    """Numbers are alike in which the same age, length of time, temperature or saturation may be told."""
    told = _NUMBER.match(number)
    return f"#{bisect.bisect(_BANDS, float(told[0].replace(',', '.')))}" if told else _sound(number)


@functools.lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    return f"#{len(word)}" if word[0].isdigit() else spelling.sound(word, inflected=True)


@functools.cache
def _learnt() -> _Learnt:
    learnt = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    before = {sign: (first, each) for sign, (first, each) in learnt["before"].items()}
    return _Learnt(learnt["bias"], learnt["weights"], learnt["signs"], before)
