"""Does a message say that nothing of a list is so: "não tenho doença nenhuma"?

Only what the question asks for, word by word, and complete: "não tenho doença respiratória" says less.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from bot.understanding import negation, phrases, small_words, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Lists kept compiled: all of a few packs.
_REMEMBERED = 64
#: Words of a denial that name no thing: "não tenho nada disso" may be said of anything.
_EMPTY = small_words.GRAMMAR | small_words.DEGREE | small_words.NEGATIONS
#: May stand between the denied thing and the end of what is said of it.
_CLOSING = small_words.NEGATIONS | small_words.listed(
    "gracas a deus ne viu ta mesmo tambem que eu saiba ainda"
)
#: Something else begins.
_GOES_ON = small_words.listed("e mas so somente apenas moro estou tenho sou sinto com desde faz ha nem")


@functools.lru_cache(maxsize=_REMEMBERED)
def _index(none: answers.Option) -> phrases.PhraseIndex:
    things = {thing for name in (none.label, *none.synonyms) if (thing := _denied_thing(name))}
    return phrases.PhraseIndex((("", thing) for thing in sorted(things)), inflected=True, others=frozenset())


def told(none: answers.Option, tokens: Sequence[text.Token]) -> bool:
    """Tell whether a thing that the names of "none" deny is denied, with nothing that narrows it."""
    if small_words.NEGATIONS.isdisjoint(token.word for token in tokens):
        return False
    index = _index(none)
    prepared = index.prepared(tokens)
    found = index.find(prepared)
    longest = [hit for hit in found if not any(_covers(other, hit) for other in found)]
    return bool(longest) and all(_is_denied(prepared, hit) and _is_complete(prepared, hit) for hit in longest)


def _denied_thing(name: str) -> str:
    """Give what a name of "none" denies: of "não tenho problema de saúde" the problem."""
    words = text.words(name)
    if small_words.NEGATIONS.isdisjoint(words):
        return ""
    return " ".join(word for word in words if word not in _EMPTY)


def _is_denied(tokens: Sequence[text.Token], hit: phrases.Found) -> bool:
    behind = tokens[hit.end + 1].word if hit.end + 1 < len(tokens) and not tokens[hit.end].after else ""
    return behind in {"nenhum", "nenhuma"} or negation.denied(tokens, hit.start, hit.end)


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    return other.start <= hit.start and hit.end <= other.end and other.weight > hit.weight


def _is_complete(tokens: Sequence[text.Token], hit: phrases.Found) -> bool:
    place = hit.end
    while place + 1 < len(tokens) and not tokens[place].after and tokens[place + 1].word in _CLOSING:
        place += 1
    return place + 1 == len(tokens) or bool(tokens[place].after) or tokens[place + 1].word in _GOES_ON
