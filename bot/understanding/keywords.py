"""Which command or topic does a message name?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class KeywordIndex:
    """Recognises phrases without a language model; the longest phrase wins."""

    def __init__(self, entries: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._entries = tuple(entries)

    def match(self, message: str) -> str | None:
        """Give the key whose phrase the message is, or shortly contains."""
        raise NotImplementedError(message, self._entries)

    def exact(self, message: str) -> str | None:
        """Give the key whose phrase is the whole message."""
        raise NotImplementedError(message, self._entries)
