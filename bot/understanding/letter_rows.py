"""Which letters in a row does a word have? By them misspelt words are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands before each row, so that none is taken for a word.
MARK: Final = "~"
#: How many in a row.
_LENGTHS: Final = (3, 4, 5)


def of(word: str, *, mark: str = MARK) -> Iterator[str]:
    """Give the rows within a word and the spaces around it, the short ones first."""
    spaced = f"_{word}_"
    for length in _LENGTHS:
        for start in range(len(spaced) - length + 1):
            yield f"{mark}{spaced[start : start + length]}"
