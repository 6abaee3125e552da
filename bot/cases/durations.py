"""How long is "1d", "30s", "2h 30min"?"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

_UNITS: Final = {"s": "seconds", "min": "minutes", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
#: Ten years: further no clock here goes at once.
LONGEST: Final = timedelta(days=3_660)
_PART = re.compile(r"\s*(\d+)\s*(min|[smhdw])", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_PART.pattern})+\s*", re.IGNORECASE)


def read(text: str) -> timedelta | None:
    """The time that is written; None when it cannot be read, or is longer than `LONGEST`."""
    if not _WHOLE.fullmatch(text):
        return None
    try:
        time = sum(
            (timedelta(**{_UNITS[unit.lower()]: int(number)}) for number, unit in _PART.findall(text)),
            timedelta(),
        )
    except (OverflowError, ValueError):  # more days, or more digits, than there are
        return None
    return time if time <= LONGEST else None


def written(time: timedelta) -> str:
    """The time as `read` reads it: the largest unit in which it is whole."""
    seconds = round(time.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
