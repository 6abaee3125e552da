"""Which letters in a row does a word have? By them misspelt words are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands before each row, so that none is taken for a word.
MARK: Final = "~"
#: Begins a word that is denied, and its rows.
DENIED: Final = "-"
#: How many in a row.
_LENGTHS: Final = (3, 4, 5)


def of(word: str, *, mark: str = MARK) -> Iterator[str]:
    """Give the rows within a word and the spaces around it, the short ones first."""
    spaced = f"_{word}_"
    for length in _LENGTHS:
        for start in range(len(spaced) - length + 1):
            yield f"{mark}{spaced[start : start + length]}"


def of_marked(word: str) -> Iterator[str]:
    """Give the rows of a word that may be denied: those of a denied one are others, as the word is."""
    if word.startswith(DENIED):
        return of(word[1:], mark=f"{DENIED}{MARK}")
    return of(word)
