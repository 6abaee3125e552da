"""`make chaos`: many storms, a table of what went wrong, and benchmarks/results/chaos.json. Exit code 1 unless all is clean."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import structlog

from benchmarks.chaos import season, tables

_RESULT: Final = Path("benchmarks/results/chaos.json")
_LOGBOOK: Final = Path("var/benchmarks/chaos.jsonl")
#: Citizens who write at the same time.
_TOGETHER: Final = 25


def main() -> int:
    """Hold the storms that the command line asks for."""
    # The supervisor of PostgreSQL tells of every death; here deaths are ordinary.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asked = _asked()
    held = asyncio.run(_season(asked))
    dirty = [seed for each in held for seed in each.dirty]
    summary = tables.summary(held)
    print(tables.table(summary))
    if dirty:
        print(f"Not clean: {dirty}. Once more, alone: make chaos SEED={dirty[0]}")
    if asked.seed is None and not asked.dry:
        _RESULT.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return 1 if dirty else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--seeds", type=int, default=500, help="how many conversations")
    parser.add_argument("--seed", type=int, help="only the storm in which this seed is")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    parser.add_argument("--without-rasa", action="store_true", help="with nobody to understand free words")
    parser.add_argument("--dry", action="store_true", help="write no result")
    return parser.parse_args()


def groups(asked: argparse.Namespace) -> list[range]:
    """The seeds of each storm; a seed is always in the same one."""
    if asked.seed is not None:
        first = asked.seed - asked.seed % _TOGETHER
        return [range(first, first + _TOGETHER)]
    end = asked.first + asked.seeds
    return [range(first, min(first + _TOGETHER, end)) for first in range(asked.first, end, _TOGETHER)]


async def _season(asked: argparse.Namespace) -> list[season.Held]:
    """Hold them, telling after each how it went and how long the rest will take."""
    wanted = groups(asked)
    logbook = season.Logbook(_LOGBOOK, code=season.code_state())
    before = [each for each in logbook.read() if each.seeds in wanted] if asked.resume else []
    if asked.seed is None and not before:
        logbook.begin()
    done = {each.seeds for each in before}
    missing = [each for each in wanted if each not in done]
    lately: list[season.Held] = []

    def told(held: season.Held) -> None:
        lately.append(held)
        if asked.seed is None:
            logbook.add(held)
        print(_line(held, left=len(missing) - len(lately), lately=lately), flush=True)

    return before + await season.hold(missing, with_rasa=not asked.without_rasa, told=told)


def _line(held: season.Held, *, left: int, lately: Sequence[season.Held]) -> str:
    each_took = sum(storm.took_s for storm in lately) / len(lately)
    outcome = held.fault or f"{len(held.seeds) - len(held.dirty)} of {len(held.seeds)} clean"
    deaths = f", {held.storm.deaths} deaths" if held.storm else ""
    named = f", not clean: {held.dirty}" if held.dirty else ""
    return (
        f"seeds {held.seeds.start:>3} to {held.seeds.stop - 1:>3}: {outcome}{deaths}, {held.took_s:.0f} s; "
        f"{left * each_took / 60:.0f} min left{named}"
    )


if __name__ == "__main__":
    sys.exit(main())
