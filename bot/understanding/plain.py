"""Which sentences of a message say how things are? Questions and "what if" say nothing of the person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = frozenset(".;!?\n")
#: From here on nothing is said for sure: "se eu tiver febre", "perguntou se", "caso tenha".
_SUPPOSED = re.compile(r"\b(?:se|caso|sera)\b")


def sentences(tokens: Sequence[text.Token]) -> tuple[tuple[text.Token, ...], ...]:
    """Give the sentences that state something, each up to where it begins to suppose."""
    stated: list[tuple[text.Token, ...]] = []
    begin = 0
    for place, token in enumerate(tokens):
        if token.after in _ENDS or place == len(tokens) - 1:
            sentence = _sure(tokens[begin : place + 1])
            if sentence and token.after != "?" and not questions.is_question(sentence):
                stated.append(sentence)
            begin = place + 1
    return tuple(stated)


def _sure(sentence: Sequence[text.Token]) -> tuple[text.Token, ...]:
    supposed = next((place for place, token in enumerate(sentence) if _SUPPOSED.fullmatch(token.word)), None)
    return tuple(sentence[:supposed])
