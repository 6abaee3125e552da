"""Every mutant of a pack, judged by two processes at a time, with word of how far it is."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

import config
from benchmarks.mutants.judging import Judge, Verdict
from bot.mutating import mutants
from bot.mutating.definitions import Mutant

#: Processes at a time.
BESIDE: Final = 2
#: Mutants that a process takes at once.
_CHUNK: Final = 4

#: Hears how many of how many are judged, and of which one the word came last.
type_told = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One mutant, what became of it, and the seconds of CPU that took."""

    mutant: Mutant
    verdict: Verdict
    seconds: float


class _Worker:
    """What a process knows: one pack."""

    judge: Judge
    by_id: dict[str, Mutant]


def chosen(found: Sequence[Mutant], *, sample: int | None, seed: int) -> tuple[Mutant, ...]:
    """All of them, or some by lot; the same seed chooses the same."""
    if sample is None or sample >= len(found):
        return tuple(found)
    return tuple(random.Random(seed).sample(list(found), sample))


def judged(
    deployment: Path, wanted: Sequence[Mutant], *, tries_conversations: bool = True, told: type_told
) -> tuple[Judged, ...]:
    """All of these, in their order; without `tries_conversations` the laws of the flows are not asked."""
    found = _as_they_come(deployment, wanted, told, tries_conversations=tries_conversations)
    known = {one.mutant.id: one for one in found}
    return tuple(known[mutant.id] for mutant in wanted)


def _as_they_come(
    deployment: Path, wanted: Sequence[Mutant], told: type_told, *, tries_conversations: bool
) -> Iterator[Judged]:
    spawn = multiprocessing.get_context("spawn")
    ids = [mutant.id for mutant in wanted]
    chunks = [ids[place : place + _CHUNK] for place in range(0, len(ids), _CHUNK)]
    done = 0
    with ProcessPoolExecutor(
        BESIDE, mp_context=spawn, initializer=_begin, initargs=(deployment, tries_conversations)
    ) as pool:
        for future in as_completed([pool.submit(_judge, chunk) for chunk in chunks]):
            for one in future.result():
                done += 1
                told(done, len(ids), one.mutant.id)
                yield one


def _begin(deployment: Path, tries_conversations: bool) -> None:  # ruff: ignore[boolean-type-hint-positional-argument] - a pool gives arguments by place
    _Worker.judge = Judge(config.load(deployment, environment={}), tries_conversations=tries_conversations)
    _Worker.by_id = {mutant.id: mutant for mutant in mutants.of(_Worker.judge.files)}


def _judge(ids: Sequence[str]) -> list[Judged]:
    return [judge_one(_Worker.judge, _Worker.by_id[identity]) for identity in ids]


def judge_one(judge: Judge, mutant: Mutant) -> Judged:
    """One mutant, in this process."""
    began = process_time()
    verdict = judge.judge(mutant)
    return Judged(mutant=mutant, verdict=verdict, seconds=process_time() - began)
