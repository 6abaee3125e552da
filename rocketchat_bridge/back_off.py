"""How long is the pause before something is tried again?"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds before the first repetition.
FIRST = 0.2
#: Seconds that no pause exceeds.
CAP = 15.0


def pauses(*, first: float = FIRST, cap: float = CAP) -> Iterator[float]:
    """Seconds to wait, doubling up to the cap, each shortened at random so that many waiters do not come at once."""
    pause = first
    while True:
        yield pause * random.uniform(0.5, 1.0)  # ruff: ignore[suspicious-non-cryptographic-random-usage] -- spreading load is no secret
        pause = min(pause * 2, cap)
