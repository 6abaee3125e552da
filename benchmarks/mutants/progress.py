"""How far is it, and how long will the rest take?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Final

_WIDTH: Final = 30
_LINE: Final = 110
#: Where nobody watches, so many lines for the whole.
_LINES: Final = 20


class Bar:
    """Redrawn on a terminal; a line every twentieth elsewhere."""

    def __init__(self, title: str, *, of: int, done: int = 0, clock: Callable[[], float] = monotonic) -> None:
        """`done` of them were known before."""
        self._title = title
        self._of = of
        self._before = self._done = done
        self._clock = clock
        self._began = clock()
        self._told = -1

    def one_more(self, what: str) -> None:
        """This one came last."""
        self._done += 1
        line = self.line(what)
        if sys.stderr.isatty():
            end = "" if self._done < self._of else "\n"
            print(f"\r\x1b[K{line[:_LINE]}", end=end, file=sys.stderr, flush=True)
        elif self._done * _LINES // self._of > self._told:
            self._told = self._done * _LINES // self._of
            print(line, file=sys.stderr, flush=True)

    def line(self, what: str) -> str:
        """How it stands."""
        share = self._done / self._of
        drawn = f"{'#' * round(share * _WIDTH):{_WIDTH}}"
        return f"{self._title} [{drawn}] {share:4.0%} {self._done}/{self._of}, {self._left()} left: {what}"

    def _left(self) -> str:
        """At the pace of this run."""
        pace = (self._clock() - self._began) / max(self._done - self._before, 1)
        seconds = pace * (self._of - self._done)
        return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"
