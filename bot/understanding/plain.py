"""Which sentences of a message say how things are? Questions and "what if" say nothing of the person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import small_words, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Begin what is told of oneself or one's people.
_OWN = small_words.listed(
    "eu ja aqui tenho sou estou tive testei peguei fiquei moro passei fiz tomo faco sinto meu minha nosso nossa oximetro termometro saturacao"
)
#: One of them says that it is so.
_ASSERTED = small_words.listed(
    """tenho sou estou tive testei peguei fiquei moro passei fiz tomo faco sinto tem esta teve testou pegou ficou positivou deu fez marcou"""
)
_GREETING = small_words.listed("oi ola bom boa dia tarde noite gente moca")
_ENDS = frozenset(".;!?\n")
#: From here on nothing is said for sure: "se eu tiver febre", "perguntou se", "caso tenha".
_SUPPOSED = re.compile(r"\b(?:se|caso|sera)\b")


def sentences(tokens: Sequence[text.Token]) -> tuple[tuple[text.Token, ...], ...]:
    """Give the sentences that state something, each up to where it begins to suppose."""
    stated: list[tuple[text.Token, ...]] = []
    begin = 0
    for place, token in enumerate(tokens):
        if token.after in _ENDS or place == len(tokens) - 1:
            stated += filter(None, map(_sure, _stated(tokens[begin : place + 1])))
            begin = place + 1
    return tuple(stated)


def of_oneself(tokens: Sequence[text.Token]) -> tuple[tuple[text.Token, ...], ...]:
    """Give of these only what begins as told of oneself: "problema de coração complica" says how things are with nobody."""
    return tuple(sentence for sentence in sentences(tokens) if _tells_of_oneself(sentence))


def _stated(sentence: Sequence[text.Token]) -> list[Sequence[text.Token]]:
    """Give what a sentence states; of a question, what is told of oneself before it is asked: "tenho asma, posso tomar?"."""
    if sentence[-1].after != "?" and not questions.is_question(sentence):
        return [sentence]
    told: list[Sequence[text.Token]] = []
    begin = 0
    for place, token in enumerate(sentence[:-1]):
        if token.after == ",":
            clause = sentence[begin : place + 1]
            begin = place + 1
            if {one.word for one in clause} <= _GREETING:
                continue
            if questions.is_question(clause) or not (told or _tells_of_oneself(clause)):
                break
            told.append(clause)
    return told


def _tells_of_oneself(clause: Sequence[text.Token]) -> bool:
    """Tell whether the clause says how it is with the person or with one of theirs."""
    words = [token.word for token in clause if token.word not in _GREETING]
    return bool(words) and words[0] in _OWN and not _ASSERTED.isdisjoint(words)


def _sure(sentence: Sequence[text.Token]) -> tuple[text.Token, ...]:
    supposed = next((place for place, token in enumerate(sentence) if _SUPPOSED.fullmatch(token.word)), None)
    return tuple(sentence[:supposed])
