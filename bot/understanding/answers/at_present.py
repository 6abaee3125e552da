"""Which of several numbers is the one of now? "Era 39, agora 38,4"; "quase 37, 36,9"; "entre 97 e 98, a última foi 98"."""

from __future__ import annotations

import itertools
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
#: Beside a number: it is the peak, or of the last day.
_OF_LAST_DAY: Final = re.compile(
    r"\b(?:pico|maxim[oa]|mais alt[oa]|cheg(?:ou|ando|ava)|bat(?:eu|endo)|subiu|alcancou|madrugada|(?:de|a|essa) noite|de manha|de manhazinha|cedo|da manha|da noite"
    r"|antes d[eo] (?:remedio|dipirona|paracetamol|banho))\b"
)
#: The same, when it is no part of the last day.
_LONG_AGO: Final = re.compile(
    r"\b(?:anteontem|semanas?|dias|mes|meses|anos?|segunda|terca|quarta|quinta|sexta|sabado|domingo)\b"
)
#: What stands behind them is said of the next number.
_TURNS: Final = frozenset(["agora", "mas", "e", "depois", "hoje"])


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
    """The highest number where it is told as the peak, or of the last day: "chegou a 39 de madrugada, agora 37".

    "Era 39, agora 37,5" leaves open when that was, and stays two.
    """
    reached = tuple(quantity for quantity in found if not _follows(words, quantity, _NEARLY)) or tuple(found)
    peak = max(reached, key=lambda quantity: quantity.value, default=None)
    now = of_now(words, found)
    is_now = len({quantity.value for quantity in now}) == 1
    if peak is None or (is_now and now[0].value == peak.value):
        return now if peak else reached
    beside = _beside(words, reached, peak)
    return (peak,) if _OF_LAST_DAY.search(beside) and not _LONG_AGO.search(beside) else reached


def _beside(words: Sequence[str], found: Sequence[Quantity], quantity: Quantity) -> str:
    """Give the words around a number, up to the numbers on either side."""
    start = max((other.end + 1 for other in found if other.end < quantity.start), default=0)
    end = min((other.start for other in found if other.start > quantity.end), default=len(words))
    behind = itertools.takewhile(lambda word: word not in _TURNS, words[quantity.end + 1 : end])
    return " ".join((*words[start : quantity.start], "_", *behind))


def _follows(words: Sequence[str], quantity: Quantity, *sayings: re.Pattern[str]) -> bool:
    before = " ".join(words[max(0, quantity.start - _BEFORE) : quantity.start])
    return any(saying.search(before) for saying in sayings)
