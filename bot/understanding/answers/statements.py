"""Does a statement say yes or no to what a question is about?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.understanding import aside, clauses, negation, phrases, small_words, text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Questions whose statements are kept compiled.
_REMEMBERED = 128
#: Denies all that follows in the sentence: "ninguém aqui em casa testou positivo".
_SWEEPING = frozenset(["ninguem", "nunca", "jamais"])
#: Where and how nobody is ill.
_AT_HOME = small_words.listed(
    """ninguem conheco conheca casa familia trabalho servico rua vizinhanca perto comigo mim convivo mora moram doente doentes gripado gripada gripados mal assim
    isso disso tive tem tinha saiba lembre graca gracas deus pegou teve testou aqui la nos meu minha daqui"""
)
_KNOWS_OF_NOBODY = re.compile(
    r"\bnao (?:sei|estou sabendo|fiquei sabendo|soube|conheco|vi|encontrei|tive contato|tenho contato|fiquei perto)(?: \w+)?? ninguem\b"
)
#: Of a test: "fez o de covid e deu negativo".
_NEGATIVE_TEST = frozenset(["negativo", "negativa", "negativou", "negativaram"])
#: What one had oneself before is no contact: "já peguei covid".
_ONES_OWN = frozenset(["tive", "peguei"])
_OF_ONESELF = _ONES_OWN | {"estou", "tenho", "testei", "positivei", "fui", "confirmei"}
_OWN_TEST = re.compile(r"\b(?:fiz|fizemos|meu) (?:\w+ )?(?:teste|exame|resultado|swab)\b")
_CAUGHT = frozenset(["pegou", "peguei", "pegaram"])
_BEHIND_CAUGHT = small_words.listed(
    "e mas hoje ontem anteontem semana desde no na dia faz ha tambem e agora ai entao aqui tudo todo todos la em do da com o a isso essa esse"
)
_CONTRASTS = frozenset(["mas", "porem", "so"])


@functools.lru_cache(maxsize=_REMEMBERED)
def words(about: tuple[str, ...]) -> frozenset[str]:
    """Give the words of the statements."""
    return frozenset(word for statement in about for word in text.words(statement))


@functools.lru_cache(maxsize=_REMEMBERED)
def content(about: tuple[str, ...]) -> frozenset[str]:
    """Give the words of the statements that mean something by themselves: "contato", but not "tive"."""
    return words(about) - small_words.GRAMMAR - small_words.DEGREE - _AT_HOME


def nobody(about: tuple[str, ...], tokens: Sequence[text.Token]) -> bool:
    """Tell whether "ninguém" says it of everybody: "lá em casa ninguém tá doente", but not "ninguém, só meu marido".

    "Não sei de ninguém" says it, too; "ninguém merece essa fila" is about something else.
    """
    said = {token.word for token in tokens}
    if "ninguem" not in said or said & (_CONTRASTS | {"alem", "menos", "exceto", "fora"}):
        return False
    if said & small_words.NEGATIONS:
        return _KNOWS_OF_NOBODY.search(" ".join(token.word for token in tokens)) is not None
    return (
        "sei" not in said
        and said <= _AT_HOME | words(about) | small_words.GRAMMAR | small_words.DEGREE | small_words.COURTESY
    )


def told(about: tuple[str, ...], tokens: Sequence[text.Token], *, unasked: bool = False) -> bool | None:
    """Give true when one of the statements is made, false when it is denied, None when neither or both.

    What is told `unasked` says it of whom the statement says it: "tem covid" is no "tenho covid".
    """
    index = _index(about)
    prepared = index.prepared(tokens)
    now = [found for found in index.find(prepared) if _is_so_now(about, prepared, found)]
    if unasked:
        now = [found for found in now if not _is_of_oneself(prepared, found)]
        now = [found for found in now if not _is_of_ones_test(prepared, found)]
    values = {not _denied(prepared, found) for found in now}
    if True in values and not _NEGATIVE_TEST.isdisjoint(token.word for token in tokens):
        return None
    return values.pop() if len(values) == 1 else None


def _is_so_now(about: tuple[str, ...], tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    """Tell whether it is neither long past nor of something else: "peguei covid ano passado", "pegou dengue"."""
    first, last = clauses.begin(tokens, found.start), clauses.end(tokens, found.end)
    clause = tokens[first : last + 1]
    before = {token.word for token in tokens[first : found.start]}
    had_it = tokens[found.start].word in _ONES_OWN and "ja" in before
    past = (
        aside.long_past(tokens, found.start, found.end)
        or aside.long_past(clause, found.start - first, found.end - first)
        or had_it
    )
    return not past and not _has_another_object(about, tokens, found.end)


def _is_of_oneself(tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    """Tell whether one says of oneself what the statement says of others."""
    said = {token.word for token in tokens[found.start : found.end + 1]}
    return not _OF_ONESELF.isdisjoint(said - set(text.words(found.phrase)))


def _is_of_ones_test(tokens: Sequence[text.Token], found: phrases.Found) -> bool:
    """Tell whether it is what a test of one's own showed: "fiz o teste e deu positivo"."""
    first = clauses.begin(tokens, found.start)
    return _OWN_TEST.search(" ".join(token.word for token in tokens[first : found.end + 1])) is not None


def _has_another_object(about: tuple[str, ...], tokens: Sequence[text.Token], end: int) -> bool:
    """Tell whether "pegou" is said of what the statements do not name."""
    if tokens[end].word not in _CAUGHT or tokens[end].after or end + 1 == len(tokens):
        return False
    following = tokens[end + 1].word
    return following not in content(about) | _BEHIND_CAUGHT and not following.isdigit()


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
