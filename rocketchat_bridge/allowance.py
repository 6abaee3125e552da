"""How many calls of one DDP method may be made, so that the server's limit is never met?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Allowance:
    """A store of calls that refills with time: at most `burst + 10 * per_second` in any ten seconds.

    Rocket.Chat allows 40 calls of a `stream-*` method in ten seconds on one connection.
    """

    def __init__(self, *, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = clock()

    def take(self) -> bool:
        """Use one call up, if there is one."""
        at = self._clock()
        self._left = min(self._burst, self._left + (at - self._at) * self._per_second)
        self._at = at
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def take_next(self) -> float:
        """Use the next call up; tells in how many seconds it may be made."""
        if self.take():
            return 0.0
        self._left -= 1
        return -self._left / self._per_second
