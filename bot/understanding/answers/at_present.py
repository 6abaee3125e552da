"""Which of several numbers is the one of now? "Era 39, agora 38,4"; "quase 37, 36,9"; "entre 97 e 98, a última foi 98"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.answers.quantities import Quantity

#: Right before a number: it was so, and is no more.
_WAS: Final = re.compile(r"\b(?:era|eram|foi|estava|tinha|dava|marcava)(?: (?:em|de|com|a|os|uns|nos))?$")
#: Right before a number: it is only near to that.
_NEARLY: Final = re.compile(r"\b(?:quase|perto de|beirando|chegando a|por volta de)(?: (?:a|os|uns|nos))?$")
#: From here on it is told how things are now.
_NOW: Final = frozenset(["agora", "ultima", "ultimo"])
_BEFORE: Final = 3


def of_now(words: Sequence[str], found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Leave out numbers of another time, and such as are only near, where one of now is told; else all of them."""
    if len({quantity.value for quantity in found}) <= 1:
        return tuple(found)
    since = max((place for place, word in enumerate(words) if word in _NOW), default=len(words))
    behind = [quantity for quantity in found if quantity.start > since]
    if len({quantity.value for quantity in behind}) == 1:
        return tuple(behind)
    meant = [quantity for quantity in found if not _follows(words, quantity, _WAS, _NEARLY)]
    return tuple(meant or found)


def highest(words: Sequence[str], found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The number of now where none was higher; "era 39, agora 37,5" leaves open how high it was, and stays two."""
    reached = tuple(quantity for quantity in found if not _follows(words, quantity, _NEARLY)) or tuple(found)
    now = of_now(words, found)
    if len({quantity.value for quantity in now}) == 1 and now[0].value == max(q.value for q in reached):
        return now
    return reached


def _follows(words: Sequence[str], quantity: Quantity, *sayings: re.Pattern[str]) -> bool:
    before = " ".join(words[max(0, quantity.start - _BEFORE) : quantity.start])
    return any(saying.search(before) for saying in sayings)
