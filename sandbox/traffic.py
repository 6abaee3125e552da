"""How much did each user's programs ask and hear? Calls, frames, and the bytes of their bodies, for measurements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Amount:
    """One user's share so far."""

    calls: int = 0
    #: Of bodies, in both directions.
    rest_bytes: int = 0
    #: In both directions.
    frames: int = 0
    frame_bytes: int = 0


class Traffic:
    """Counts by user name; what nobody signed in for counts as "" (citizens)."""

    def __init__(self) -> None:
        self._amounts: defaultdict[str, Amount] = defaultdict(Amount)

    def called(self, user: str | None, *, size: int) -> None:
        """A REST call was answered; `size` is that of both bodies."""
        amount = self._amounts[user or ""]
        amount.calls += 1
        amount.rest_bytes += size

    def passed(self, user: str | None, *, size: int) -> None:
        """A frame was sent or received."""
        amount = self._amounts[user or ""]
        amount.frames += 1
        amount.frame_bytes += size

    def told(self) -> dict[str, dict[str, int]]:
        """All of it, by user name."""
        return {user: asdict(amount) for user, amount in self._amounts.items()}
