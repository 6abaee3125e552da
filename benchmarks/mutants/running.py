"""Every mutant of a pack, judged by two processes at a time."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import random
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from time import process_time
from typing import Final, Protocol

from benchmarks.mutants.verdicts import Judged, Verdict
from bot.mutating.definitions import Mutant

#: Processes at a time.
BESIDE: Final = 2
#: Mutants that a process takes at once.
CHUNK: Final = 4


class Judge(Protocol):
    """Who finds out what becomes of a mutant."""

    def judge(self, mutant: Mutant) -> Verdict:
        """Ask the checks, the cheapest first."""


class _Known:
    """What the children know."""

    judge: Judge
    by_id: dict[str, Mutant]


def chosen(found: Sequence[Mutant], *, sample: int | None, seed: int) -> tuple[Mutant, ...]:
    """All of them, or some by lot; the same seed chooses the same."""
    if sample is None or sample >= len(found):
        return tuple(found)
    return tuple(random.Random(seed).sample(list(found), sample))


def judged(judge: Judge, wanted: Sequence[Mutant]) -> Generator[Judged]:
    """All of these as they come, by children that know the pack already: they begin as copies of this process."""
    _Known.judge = judge
    _Known.by_id = {mutant.id: mutant for mutant in wanted}
    ids = list(_Known.by_id)
    chunks = [ids[place : place + CHUNK] for place in range(0, len(ids), CHUNK)]
    with _children() as pool:
        for future in as_completed([pool.submit(_judge, chunk) for chunk in chunks]):
            yield from future.result()


@contextlib.contextmanager
def _children() -> Generator[ProcessPoolExecutor]:
    """They end with the run, also when it is broken off: nobody waits for what was still to be judged."""
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(BESIDE, mp_context=fork, initializer=_begin)
    try:
        yield pool
    finally:
        for child in multiprocessing.active_children():
            child.kill()
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """What was read is never thrown away; and what this process does on a signal is nothing for its children to do."""
    gc.freeze()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _judge(ids: Sequence[str]) -> list[Judged]:
    return [judge_one(_Known.judge, _Known.by_id[identity]) for identity in ids]


def judge_one(judge: Judge, mutant: Mutant) -> Judged:
    """One mutant, in this process."""
    began = process_time()
    verdict = judge.judge(mutant)
    return Judged(mutant=mutant, verdict=verdict, seconds=process_time() - began)
