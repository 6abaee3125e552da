"""Which telephone is meant? Brazilian numbers with their area code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import readings, text
from bot.understanding.answers import dont_know

if TYPE_CHECKING:
    from bot.content import answers

#: Country, area code of two digits without a zero, then nine digits of a mobile or eight of a fixed line.
_PHONE: Final = re.compile(
    r"(?<!\d)(?:\+?55[ .-]?)?\(?0?([1-9][1-9])\)?[ .-]{0,2}(9[ .-]?\d{4}|[2-5]\d{3})[ .-]?(\d{4})(?!\d)"
)
#: The same without country and area code, for whoever lives where the team does.
_LOCAL: Final = re.compile(r"(?<![\d-])(9[ .-]?\d{4}|[2-5]\d{3})[ .-]?(\d{4})(?![\d-])")
_NO_DIGIT: Final = re.compile(r"\D")


def read(answer: answers.Phone, message: str) -> readings.Reading:
    """Read the one telephone in the message; without its area code it is asked for again."""
    if text.is_blank(message):
        return readings.EMPTY
    found = {
        "+55" + _NO_DIGIT.sub("", "".join(parts)) for parts in _PHONE.findall(message[: text.MAX_CHARACTERS])
    }
    if len(found) == 1:
        return readings.Read(found.pop())
    if not found and answer.allow_unknown and dont_know.is_dont_know(text.words(message)):
        return readings.Unknown()
    return readings.NotUnderstood(readings.Why.AMBIGUOUS) if found else readings.UNCLEAR


def written(message: str) -> list[str]:
    """All telephones in the message as people write them, "(85) 98765-4321"; those without an area code where none has one."""
    whole = _PHONE.findall(message[: text.MAX_CHARACTERS])
    if whole:
        return list(dict.fromkeys(f"({area}) {_digits(head)}-{tail}" for area, head, tail in whole))
    local = _LOCAL.findall(message[: text.MAX_CHARACTERS])
    return list(dict.fromkeys(f"{_digits(head)}-{tail}" for head, tail in local))


def _digits(written_so: str) -> str:
    return _NO_DIGIT.sub("", written_so)
