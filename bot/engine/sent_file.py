"""What is known of a file that a citizen sent? As the note and the history tell it: "image/jpeg, 53211 bytes, 6vTnQk3x"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PARTS: Final = re.compile(
    r"(?P<type>[a-z0-9][\w!#$&^.+-]{0,63}/[a-z0-9][\w!#$&^.+-]{0,63})?"
    r"(?:(?:^|\s*,\s*)(?P<size>\d{1,13}(?:[.,]\d+)?)\s*(?P<unit>bytes|kB|MB))?"
    r"(?:(?:^|\s*,\s*)(?P<id>[\w-]{1,64}))?"
)
_BYTES: Final = {"bytes": 1, "kB": 1_000, "MB": 1_000_000}


class SentFile(NamedTuple):
    """A file, without any address and without the name that the citizen gave it."""

    #: "image/jpeg"; "" when not told.
    media_type: str = ""
    #: In bytes; None when not told.
    size: int | None = None
    #: By which Rocket.Chat finds it; "" when not told.
    id: str = ""

    def __str__(self) -> str:
        """As people read it; `read` takes it back."""
        size = None if self.size is None else f"{self.size} bytes"
        return ", ".join(part for part in (self.media_type, size, self.id) if part)

    @property
    def kilobytes(self) -> float | None:
        """The size in thousands of bytes."""
        return None if self.size is None else self.size / _BYTES["kB"]


def read(text: str) -> SentFile | None:
    """A file as it is told; None for anything else."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return None
    size = found["size"]
    return SentFile(
        media_type=found["type"] or "",
        size=None if size is None else round(float(size.replace(",", ".")) * _BYTES[found["unit"]]),
        id=found["id"] or "",
    )


def typed(text: str) -> SentFile | None:
    """A file as people write it, "image/jpeg, 340 kB", with its type or its size; None for anything else."""
    found = read(text)
    return found if found and (found.media_type or found.size is not None) else None
