"""Which municipality of the deployment does a message name?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import readings


class MunicipalityIndex:
    """The deployment's municipalities and the other names people use for them."""

    def __init__(self, names: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._names = tuple(names)

    def find(self, message: str) -> readings.Reading:
        """Read the one municipality the message names, misspellings forgiven."""
        raise NotImplementedError(message, self._names)
