"""`make chaos`: many storms, a table of what went wrong, and benchmarks/results/chaos.json. Exit code 1 unless all is clean."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

import structlog

from benchmarks.chaos import stage as stages
from benchmarks.chaos import storms

_RESULT: Final = Path("benchmarks/results/chaos.json")
#: Citizens who write at the same time.
_TOGETHER: Final = 10
_SUMMED: Final = (
    "messages",
    "lost",
    "doubled",
    "out_of_order",
    "unexpected",
    "handoffs_doubled",
    "handoffs_missing",
    "ownerless",
)


def main() -> int:
    """Hold the storms that the command line asks for."""
    # The supervisor of PostgreSQL tells of every death; here deaths are ordinary.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asked = _asked()
    groups = _groups(asked.seeds, asked.seed)
    results, took = asyncio.run(_hold(groups, with_rasa=not asked.without_rasa))
    summary = _summary(results, took)
    print(*(f"{name:>18}  {value}" for name, value in summary.items()), sep="\n")
    dirty = [each.seed for storm in results for each in storm.verdicts if not each.clean]
    if dirty:
        print(f"Not clean: {dirty}. Once more, alone: make chaos SEED={dirty[0]}")
    if asked.seed is None and not asked.dry:
        _RESULT.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return 1 if dirty else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=500, help="how many conversations")
    parser.add_argument("--seed", type=int, help="only the storm in which this seed is")
    parser.add_argument("--without-rasa", action="store_true", help="with nobody to understand free words")
    parser.add_argument("--dry", action="store_true", help="write no result")
    return parser.parse_args()


def _groups(seeds: int, seed: int | None) -> list[range]:
    if seed is not None:
        first = seed - seed % _TOGETHER
        return [range(first, first + _TOGETHER)]
    return [range(first, min(first + _TOGETHER, seeds)) for first in range(0, seeds, _TOGETHER)]


async def _hold(groups: Sequence[range], *, with_rasa: bool) -> tuple[list[storms.Storm], float]:
    results = []
    async with stages.opened(with_rasa=with_rasa) as stage:
        started = time.monotonic()
        for group in groups:
            storm = await storms.hold(stage, group)
            results.append(storm)
            clean = sum(each.clean for each in storm.verdicts)
            print(
                f"seeds {group.start:>3} to {group.stop - 1:>3}: {clean} of {len(group)} clean, {storm.deaths} deaths, "
                f"{time.monotonic() - started:.0f} s",
                flush=True,
            )
        return results, time.monotonic() - started


def _summary(results: Sequence[storms.Storm], took: float) -> dict[str, Any]:
    verdicts = [each for storm in results for each in storm.verdicts]
    recovery = sorted(seconds for storm in results for seconds in storm.recovery_s)
    cuts = quantiles(recovery, n=100, method="inclusive") if len(recovery) > 1 else recovery * 99
    return {
        "seeds": len(verdicts),
        "clean": sum(each.clean for each in verdicts),
        **{name: sum(int(getattr(each, name)) for each in verdicts) for name in _SUMMED},
        "deaths": sum(storm.deaths for storm in results),
        "recovery_s": {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2)} if cuts else None,
        "took_s": round(took),
    }


if __name__ == "__main__":
    sys.exit(main())
