"""Does a statement say yes or no to what a question is about?"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from bot.understanding import negation, phrases, small_words, text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Questions whose statements are kept compiled.
_REMEMBERED = 128
#: Denies all that follows in the sentence: "ninguém aqui em casa testou positivo".
_SWEEPING = frozenset(["ninguem", "nunca", "jamais"])
_CONTRASTS = frozenset(["mas", "porem", "so"])


@functools.lru_cache(maxsize=_REMEMBERED)
def words(about: tuple[str, ...]) -> frozenset[str]:
    """Give the words of the statements."""
    return frozenset(word for statement in about for word in text.words(statement))


def nobody(tokens: Sequence[text.Token]) -> bool:
    """Tell whether "ninguém" says it of everybody: "lá em casa ninguém tá doente", but not "ninguém, só meu marido"."""
    said = {token.word for token in tokens}
    return "ninguem" in said and not said & (
        _CONTRASTS | small_words.NEGATIONS | {"alem", "menos", "exceto", "fora", "sei"}
    )


def told(about: tuple[str, ...], tokens: Sequence[text.Token]) -> bool | None:
    """Give true when one of the statements is made, false when it is denied, None when neither or both."""
    index = _index(about)
    prepared = index.prepared(tokens)
    values = {not _denied(prepared, found) for found in index.find(prepared)}
    return values.pop() if len(values) == 1 else None


@functools.lru_cache(maxsize=_REMEMBERED)
def _index(about: tuple[str, ...]) -> phrases.PhraseIndex:
    return phrases.PhraseIndex((("", statement) for statement in about), inflected=True)


def _denied(tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    if negation.denied(tokens, found.start, found.end):
        return True
    for token in reversed(tokens[: found.start]):
        if token.word in _CONTRASTS:
            return False
        if token.word in _SWEEPING:
            return True
    return False
