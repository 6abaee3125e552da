"""What is left of a conversation when some of its answers are not kept any longer?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from bot.engine import stored_form
from bot.engine.conversation import CallBack


def without(stored: Mapping[str, Any], slots: Collection[str]) -> dict[str, Any]:
    """The stored form without these answers, and without what was made of them or may quote them."""
    whole = stored_form.from_data(stored)
    left = replace(
        whole,
        slots={name: value for name, value in whole.slots.items() if name not in slots},
        told={name: value for name, value in whole.told.items() if name not in slots},
        given=tuple(given for given in whole.given if given.slot not in slots),
        stack=(),
        asking=None,
        unread="",
        offered=(),
        suspected=(),
        assessment=None,
        summary="",
        call_back=CallBack.none,
        call_back_phone="",
    )
    return stored_form.to_data(left)
