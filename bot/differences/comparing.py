"""What does one content do differently from another?"""

from __future__ import annotations

from bot.content.definitions import Content
from bot.differences import changes, flows, packs, protocols, slots, texts


def compare(old: Content, new: Content) -> tuple[changes.Group, ...]:
    """Every difference in meaning, the clinical ones first; nothing for a change of places or comments alone."""
    return changes.grouped(
        [
            *protocols.compare(old, new),
            *flows.compare(old, new),
            *slots.compare(old, new),
            *texts.compare(old, new),
            *packs.compare(old, new),
        ]
    )
