"""Which of several numbers is the one of now? "Era 39, agora 38,4"; "quase 37, 36,9"; "entre 97 e 98, agora 98"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.answers.quantities import Quantity

#: Right before a number: it was so, and is no more, or it is only near to that.
_NOT_NOW: Final = re.compile(
    r"\b(?:era|eram|foi|estava|tinha|dava|marcava|quase|perto de|beirando|chegando a|por volta de)"
    r"(?: (?:em|de|com|a|os|uns|nos))?$"
)
#: From here on it is told how things are now.
_NOW: Final = "agora"
_BEFORE: Final = 3


def of_now(words: Sequence[str], found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Leave out numbers of another time, and such as are only near, where one of now is told; else all of them."""
    if len({quantity.value for quantity in found}) <= 1:
        return tuple(found)
    since = next((place for place, word in enumerate(words) if word == _NOW), None)
    behind = [quantity for quantity in found if since is not None and quantity.start > since]
    if len({quantity.value for quantity in behind}) == 1:
        return tuple(behind)
    meant = [quantity for quantity in found if not _is_of_another_time(words, quantity)]
    return tuple(meant or found)


def _is_of_another_time(words: Sequence[str], quantity: Quantity) -> bool:
    before = " ".join(words[max(0, quantity.start - _BEFORE) : quantity.start])
    return _NOT_NOW.search(before) is not None
