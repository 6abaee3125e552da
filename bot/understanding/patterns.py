"""What has to stand in a message for a phrase of the content to stand there?

A phrase is plain Portuguese with three marks of its own: "(sem|falta de) ar" holds alternatives, "peito ... pedra" parts that
stand near each other in either order, and "grávida & sangrando" parts that stand anywhere in one sentence.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding import small_words, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Between parts that stand near each other, or in one sentence, in either order.
_MARKS = re.compile(r"(\.\.\.| & )")
_SENTENCE = " & "
#: Words of any kind between two such parts.
MOST_NEAR = 4
MOST_IN_SENTENCE = 14

_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")
_BELOW = re.compile(r"<(\d+(?:[.,]\d+)?)")
#: Words of grammar that make a difference to a phrase with only one other word.
_TELLING = small_words.listed("me se que e para com")
#: They say whom before an infinitive or behind "não": "quero me matar" is not "quero matar a saudade".
_WHOM = frozenset(["me", "se"])
_INFINITIVES = ("ar", "er", "ir")
#: Two words are found in either order: "peito doendo" is "dor no peito".
_PAIR = 2
#: Parts of phrases that are remembered: "(sem|falta de) ar ... peito" is written once and stands for many, which share theirs.
_REMEMBERED = 8192

#: A word that carries meaning; a number stands for "below this".
Part = str | float


class Order(NamedTuple):
    """The words of a phrase in one order, as they are written in it."""

    key: str
    phrase: str
    parts: tuple[Part, ...]
    #: The places of parts that do not have to follow at once, and the most words before each.
    apart: tuple[int, ...]
    reach: int
    turned: bool


class Pattern(NamedTuple):
    """One order in which the words of a phrase may stand."""

    key: str
    phrase: str
    parts: tuple[Part, ...]
    #: The place of a part that does not have to follow at once → the most words before it.
    reach: Mapping[int, int]
    reversed: bool
    #: The parts that are words: when one is missing in a message, there is nothing to look for.
    words: frozenset[str]
    #: One of the parts is a number.
    counts: bool
    #: It begins with a denial: "não acorda", "sem ar".
    negative: bool


def expanded(phrase: str) -> tuple[str, ...]:
    """Give every phrase that "(sem|falta de) (ar|fôlego)" stands for; the phrase itself where it holds no alternatives."""
    pieces = _ALTERNATIVES.split(phrase)
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return tuple(" ".join("".join(chosen).split()) for chosen in itertools.product(*choices))


def said(phrase: str) -> str:
    """Give the phrase as somebody may say it: without the marks between its parts."""
    return " ".join(_MARKS.sub(" ", phrase).split())


def is_marked(phrase: str) -> bool:
    """Tell whether there are marks between its parts, so that nobody would say it as it is written."""
    return bool(_MARKS.search(phrase)) or any(mark in phrase for mark in "(|<")


def orders(key: str, phrase: str, *, turned: bool) -> Iterator[Order]:
    """Give the orders in which the phrase is looked for; `turned` lets two words stand in either."""
    pieces = _MARKS.split(phrase)
    segments = [parts for piece in pieces[::2] if (parts := _parts(piece))]
    if len(segments) > 1:
        reach = MOST_IN_SENTENCE if _SENTENCE in pieces else MOST_NEAR
        for nth, order in enumerate(itertools.permutations(segments)):
            begins = tuple(itertools.accumulate(map(len, order[:-1])))
            yield Order(key, phrase, tuple(itertools.chain(*order)), begins, reach, nth > 0)
    elif segments:
        (parts,) = segments
        yield Order(key, phrase, parts, (), 0, turned=False)
        if turned and len(parts) == _PAIR and small_words.NEGATIONS.isdisjoint(parts):
            yield Order(key, phrase, parts[::-1], (), 0, turned=True)


def words_of(orders: Iterable[Order]) -> frozenset[str]:
    """Give all words that are looked for."""
    return frozenset(part for order in orders for part in order.parts if isinstance(part, str))


def compiled(orders: Iterable[Order], form: Mapping[Part, Part]) -> list[Pattern]:
    """Give the patterns with one form for each word, and only the first of those that are then the same."""
    found: dict[tuple[object, ...], Pattern] = {}
    for order in orders:
        parts = tuple([form.get(part, part) for part in order.parts])
        known = (order.key, order.turned, parts, order.apart, order.reach)
        if known not in found:
            found[known] = _pattern(order, parts)
    return list(found.values())


def _pattern(order: Order, parts: tuple[Part, ...]) -> Pattern:
    """The order with these forms of its words."""
    return Pattern(
        key=order.key,
        phrase=order.phrase,
        parts=parts,
        reach=_reach(order.apart, order.reach),
        reversed=order.turned,
        words=frozenset([part for part in parts if isinstance(part, str)]),
        counts=any(isinstance(part, float) for part in parts),
        negative=order.parts[0] in small_words.NEGATIONS,
    )


@lru_cache(maxsize=_REMEMBERED)
def _reach(apart: tuple[int, ...], reach: int) -> Mapping[int, int]:
    return dict.fromkeys(apart, reach)


@lru_cache(maxsize=_REMEMBERED)
def _parts(phrase: str) -> tuple[Part, ...]:
    limits = [float(limit.replace(",", ".")) for limit in _BELOW.findall(phrase)]
    words = text.words(_BELOW.sub(" ", phrase))
    if not words:
        return tuple(limits)
    if len(words) > 1 and words[-2] in small_words.NEGATIONS:
        return (*_parts(" ".join(words[:-1])), words[-1])  # "não para": "para" is a verb here
    meaning = tuple(word for place, word in enumerate(words) if _carries_meaning(words, place))
    if (
        len(meaning) + len(limits) == 1
    ):  # "me matar", "o que é covid": one word alone would say something else
        meaning = tuple(word for word in words if word not in small_words.GRAMMAR - _TELLING)
    return (*meaning, *limits) or words


def _carries_meaning(words: tuple[str, ...], place: int) -> bool:
    """Tell whether the word matters: "para" does in "não para de sangrar", "me" in "me matar"."""
    word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
    if word == "para" and place and words[place - 1] in small_words.NEGATIONS:
        return following in {"de", "nem"}
    if word in _WHOM and (following.endswith(_INFINITIVES) or (place and words[place - 1] == "nao")):
        return True
    return word not in small_words.GRAMMAR
