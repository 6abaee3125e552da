"""What does Bela know already of someone who writes in a new room?

Their newest answers that last (`lasting: true` in the slot), over their latest conversations; "não sei" is no answer to
keep. The language that they chose last is kept like an answer. What the channel tells of the name goes before. The flows decide what is made of it, and ask whether it still holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.content import answers
from bot.content.definitions import Content, Value
from bot.engine.endings import RETURNING_SLOT
from bot.engine.wording import LANGUAGE_SLOT

#: So many earlier conversations are looked at.
CONVERSATIONS: Final = 5


def facts(content: Content, earlier: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """Slot → value, from stored conversations, the newest first; empty for somebody of whom nothing lasting is known."""
    known: dict[str, Value] = {}
    for slot in content.slots.values():
        for state in earlier if slot.lasting else ():
            value = _slots(state).get(slot.name)
            if value is not None and value != answers.UNKNOWN:
                known[slot.name] = value
                break
    if known and RETURNING_SLOT in content.slots:
        known[RETURNING_SLOT] = True
    return known | _language(content, earlier)


def _language(content: Content, earlier: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """The language chosen last, if the pack speaks it; it alone makes nobody one who is known."""
    chosen = next((spoken for state in earlier if (spoken := _slots(state).get(LANGUAGE_SLOT))), None)
    return {LANGUAGE_SLOT: chosen} if chosen in content.translations else {}


def _slots(state: Mapping[str, Any]) -> Mapping[str, Value]:
    """What a stored conversation remembers; one that remembers nothing says nothing of it."""
    return state.get("slots") or {}
