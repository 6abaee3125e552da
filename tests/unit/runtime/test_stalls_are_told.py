"""What holds up everybody's replies is told, with what the time was spent on."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time

from structlog.testing import capture_logs

from bot import stalls
from bot.figures import Figures


@contextlib.asynccontextmanager
async def watched():
    task = asyncio.create_task(stalls.watch(Figures()))
    try:
        await asyncio.sleep(0)
        yield
        # The watch looks again only after this, however long the loop was held up.
        await asyncio.sleep(0.1)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_stall_of_our_own_is_told_as_such():
    """A loop that is held up by work: as much CPU as time."""
    with capture_logs() as logs:
        async with watched():
            busy_until = time.thread_time() + 0.4
            while time.thread_time() < busy_until:
                pass
    (stall,) = [each for each in logs if each["event"] == "loop_stalled"]
    assert stall["seconds"] >= 0.3
    assert stall["cpu_seconds"] >= 0.3


async def test_a_stall_that_is_not_ours_shows_little_cpu():
    """The machine gave no time: a blocking wait stands in for it."""
    with capture_logs() as logs:
        async with watched():
            time.sleep(0.5)  # ruff: ignore[blocking-sleep-in-async-function] -- holding the loop up is what is tested
    stall = next(each for each in logs if each["event"] == "loop_stalled")
    assert stall["cpu_seconds"] < stall["seconds"] / 2


async def test_the_collectors_part_is_known():
    """Collections are counted while the watch runs, and no longer."""
    before = list(gc.callbacks)
    with capture_logs() as logs:
        async with watched():
            (collections,) = [each for each in gc.callbacks if each not in before]
            collections("start", {})
            time.sleep(0.5)  # ruff: ignore[blocking-sleep-in-async-function] -- holding the loop up is what is tested
            collections("stop", {})
    assert next(each for each in logs if each["event"] == "loop_stalled")["collecting_seconds"] >= 0.5
    assert gc.callbacks == before
