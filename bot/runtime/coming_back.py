"""What does Bela know already of someone who writes in a new room?

Their newest answers that last (`lasting: true` in the slot), over their latest conversations; "não sei" is no answer to
keep. What the channel tells of the name goes before. The flows decide what is made of it, and ask whether it still holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.content import answers
from bot.content.definitions import Content, Value
from bot.engine.endings import RETURNING_SLOT

#: So many earlier conversations are looked at.
CONVERSATIONS: Final = 5


def facts(content: Content, earlier: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """Slot → value, from stored conversations, the newest first; empty for somebody of whom nothing lasting is known."""
    known: dict[str, Value] = {}
    for slot in content.slots.values():
        for state in earlier if slot.lasting else ():
            value = state["slots"].get(slot.name)
            if value is not None and value != answers.UNKNOWN:
                known[slot.name] = value
                break
    if known and RETURNING_SLOT in content.slots:
        known[RETURNING_SLOT] = True
    return known
