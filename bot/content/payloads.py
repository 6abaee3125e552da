"""What does choosing a button say? `/SetSlots(a=1, b=[x, y])` sets slots, `/intent` starts what the intent starts.

Only what Bela offered is ever read as a payload; whoever types one has written a text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.content.domain import SlotType, Value

#: Slots that one button may set; Rasa takes no more, either.
MOST_PAIRS: Final = 10

_CALL: Final = re.compile(r"/SetSlots\((?P<pairs>.*)\)", re.DOTALL)
#: A value is a list in brackets, or everything up to the next comma.
_PAIR: Final = re.compile(r"\s*(?P<slot>\w+)\s*=\s*(?P<value>\[[^\]]*\]|[^,\[\]]*?)\s*(?:,|$)")
_NOTHING: Final = frozenset({"", "null", "none", "undefined"})
_TRUTHS: Final[Mapping[str, bool]] = {"true": True, "false": False}


def slots_set(payload: str) -> Mapping[str, str] | None:
    """Slot → its value as it is written; None when the payload sets none or cannot be read."""
    call = _CALL.fullmatch(payload.strip())
    if call is None:
        return None
    pairs, at, found = call["pairs"], 0, dict[str, str]()
    while at < len(pairs):
        pair = _PAIR.match(pairs, at)
        if pair is None or pair.end() == at:
            return None
        found[pair["slot"]] = pair["value"]
        at = pair.end()
    return found or None


def looks_like_setting(payload: str) -> bool:
    """Whether it is meant to set slots, readable or not."""
    return payload.strip().startswith("/SetSlots")


def value(written: str, kind: SlotType) -> Value:
    """The value that a slot of this type holds after it; null, none and undefined empty the slot."""
    if written.lower() in _NOTHING:
        return None
    if written.startswith("["):
        return [_unquoted(item) for item in written[1:-1].split(",") if item.strip()]
    if kind is SlotType.list:
        return [_unquoted(written)]
    if kind in {SlotType.bool, SlotType.any} and written.lower() in _TRUTHS:
        return _TRUTHS[written.lower()]
    if kind is SlotType.float:
        return _number(written)
    return _unquoted(written)


def _number(written: str) -> Value:
    try:
        number = float(written)
    except ValueError:
        return _unquoted(written)
    return int(number) if number.is_integer() else number


def _unquoted(written: str) -> str:
    return written.strip().strip("'\"")
