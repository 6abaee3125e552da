"""Does anything hold up the loop on which everybody's replies run? Every stall is told with what it was spent on.

A stall in which the loop's thread used little CPU is the machine's (other programs, a full disk queue); one that is all CPU is
Bela's own; and of that the garbage collector's part is known.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Mapping
from typing import Any, Final

import structlog

from bot.figures import Figures

#: Seconds between two looks.
_LOOK_EVERY: Final = 0.05
#: A stall of so many seconds is worth a line in the log: longer than the whole promise at p95.
_WORTH_A_LINE: Final = 0.25

_log = structlog.get_logger()


class Collections:
    """How long the garbage collector has worked so far, in seconds; register with `gc.callbacks`."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.seconds = 0.0
        self._began = 0.0

    def __call__(self, phase: str, _info: Mapping[str, Any]) -> None:
        """A collection begins or ends."""
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.seconds += time.perf_counter() - self._began


async def watch(figures: Figures) -> None:
    """Look for ever how late the loop is."""
    collections = Collections()
    gc.callbacks.append(collections)
    try:
        while True:
            due = time.perf_counter() + _LOOK_EVERY
            cpu, collecting = time.thread_time(), collections.seconds
            await asyncio.sleep(_LOOK_EVERY)
            late = max(0.0, time.perf_counter() - due)
            figures.loop_late(late)
            if late >= _WORTH_A_LINE:
                _log.warning(
                    "loop_stalled",
                    seconds=round(late, 3),
                    cpu_seconds=round(time.thread_time() - cpu, 3),
                    collecting_seconds=round(collections.seconds - collecting, 3),
                )
    finally:
        gc.callbacks.remove(collections)
