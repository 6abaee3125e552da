"""What is measured and told without being asked: "tô com 97 de saturação"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding import clauses, small_words, text
from bot.understanding.answers import quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Words of a unit that tell nothing by themselves.
_EMPTY = small_words.GRAMMAR | small_words.listed("cento")
#: Words between the measure and its number: "saturação tá em 97".
_REACH = 4


def told(tokens: Sequence[text.Token], answer: answers.Number) -> list[float]:
    """Give the different numbers in range that stand beside a word of the question's unit, with nothing else counted."""
    own = {word for unit in answer.unit_words for word in text.words(unit)} - _EMPTY
    words = [token.word for token in tokens]
    if own.isdisjoint(words):
        return []
    found = [
        quantity.value
        for quantity in quantities.find(words)
        if answer.minimum <= quantity.value <= answer.maximum and _is_of(tokens, words, quantity, own)
    ]
    return list(dict.fromkeys(value for value in found if value.is_integer() or not answer.whole))


def _is_of(
    tokens: Sequence[text.Token], words: Sequence[str], quantity: quantities.Quantity, own: set[str]
) -> bool:
    if quantity.unit is not None:
        return False
    behind = words[quantity.end + 1 : quantity.end + 3]
    if not own.isdisjoint(behind) and not tokens[quantity.end].after:
        return True
    first = clauses.begin(tokens, quantity.start, most=_REACH)
    return not own.isdisjoint(words[first : quantity.start])
