"""A city's load on one machine: `make load`, or `python -m benchmarks.load --help`.

1,000 open conversations; 30 messages a second for ten minutes, then 150 a second for one; then what a message costs with 10
to 10,000 open conversations. Writes benchmarks/results/load.json. Leave the machine alone meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import time
from collections.abc import Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, Final

import uvloop

from benchmarks import bela_processes
from benchmarks.bela_side import Town
from benchmarks.load import outcomes
from benchmarks.load.crowd import Crowd
from benchmarks.load.meter import Memory, Meter
from bot.engine import limits

_RESULT: Final = Path("benchmarks/results/load.json")
_P95_MS: Final = 150
_DRAINED_S: Final = 60
#: Of the bot's memory in the steady part, from its second quarter to its last.
_GROWN_PERCENT: Final = 5.0
#: PostgreSQL tells its counters with a second's delay.
_COUNTED_AFTER: Final = 1.5


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What a run is to be like; the defaults are the full one, of some twenty minutes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--conversations", type=int, default=1000, help="open at the same time")
    parser.add_argument("--steady-rate", type=float, default=30, help="messages a second")
    parser.add_argument("--steady-seconds", type=float, default=600)
    parser.add_argument("--burst-rate", type=float, default=150, help="messages a second")
    parser.add_argument("--burst-seconds", type=float, default=60)
    parser.add_argument("--silent", type=int, default=600, help="people whom Bela comes back to unasked")
    parser.add_argument("--bulk-seconds", type=float, default=60)
    parser.add_argument("--growth", type=int, nargs="*", default=[10, 100, 1_000, 10_000])
    parser.add_argument("--growth-seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-rasa", action="store_true", help="spare the training of the model")
    parser.add_argument("--result", type=Path, default=_RESULT)
    return parser.parse_args(given)


async def _stretch(crowd: Crowd, meter: Meter, *, per_second: float, seconds: float) -> dict[str, Any]:
    before = await meter.read()
    heard = await crowd.speak(per_second=per_second, seconds=seconds)
    await asyncio.sleep(_COUNTED_AFTER)
    after = await meter.read()
    answered = max(1, len(heard.latencies))
    return {
        "per_second": per_second,
        "seconds": seconds,
        **heard.figures(),
        "ended": dict(heard.ended),
        "loop_late": after.late_since(before),
        "per_message": after.per_message(before, answered),
    }


async def _load(wanted: argparse.Namespace) -> dict[str, Any]:
    async with bela_processes.running(with_rasa=not wanted.without_rasa) as bela, Town(bela.url) as town:
        crowd, meter = await _crowd(town, wanted.seed), Meter(bela)
        print(f"Opening {wanted.conversations} conversations …", flush=True)
        await crowd.grow(wanted.conversations)
        async with Memory(bela) as memory:
            print("Steady …", flush=True)
            steady = await _stretch(
                crowd, meter, per_second=wanted.steady_rate, seconds=wanted.steady_seconds
            )
        print("Burst …", flush=True)
        burst = await _stretch(crowd, meter, per_second=wanted.burst_rate, seconds=wanted.burst_seconds)
        bulk = await _bulk(crowd, meter, wanted)
        return {"steady": steady, "burst": burst, "bulk": bulk, "memory": memory.figures()}


async def _bulk(crowd: Crowd, meter: Meter, wanted: argparse.Namespace) -> dict[str, Any]:
    """The steady rate while Bela comes back to people who fell silent: their words are bulk, and replies go first."""
    print(f"{wanted.silent} people fall silent after words of danger …", flush=True)
    begun = time.monotonic()
    silent = await crowd.fall_silent(wanted.silent)
    await asyncio.sleep(max(0.0, begun + limits.URGENT_SILENCE.total_seconds() - time.monotonic()))
    before = crowd.words_to(silent)
    figures = await _stretch(crowd, meter, per_second=wanted.steady_rate, seconds=wanted.bulk_seconds)
    return {**figures, "silent": wanted.silent, "bulk_messages": crowd.words_to(silent) - before}


async def _growth(wanted: argparse.Namespace) -> list[dict[str, Any]]:
    found = []
    async with bela_processes.running(with_rasa=not wanted.without_rasa) as bela, Town(bela.url) as town:
        crowd, meter = await _crowd(town, wanted.seed), Meter(bela)
        for size in sorted(wanted.growth):
            print(f"{size} open …", flush=True)
            await crowd.grow(size)
            figures = await _stretch(
                crowd, meter, per_second=wanted.steady_rate, seconds=wanted.growth_seconds
            )
            found.append({"open": size, "rss_mb": round(bela.rss_mb(), 1), **figures})
    return found


async def _crowd(town: Town, seed: int) -> Crowd:
    answers = {name: await town.learn(texts) for name, texts in outcomes.SCRIPTS.items()}
    return Crowd(town, answers, random.Random(seed))


def table(result: dict[str, Any]) -> str:
    """The figures as people read them."""
    head = f"{'':12}{'messages':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'waiting':>9}{'drained s':>11}"
    costs = f"{'bot ms':>9}{'pg ms':>8}{'statem.':>9}{'REST':>7}{'bytes':>8}"
    stretches = {name: result[name] for name in ("steady", "burst", "bulk")}
    stretches |= {f"{each['open']} open": each for each in result["growth"]}
    return "\n".join([head + costs, *starmap(_line, stretches.items())])


def _line(name: str, each: dict[str, Any]) -> str:
    cost = each["per_message"]
    told = (
        f"{name:12}{each['messages']:>9}{each['p50_ms']:>9}{each['p95_ms']:>9}{each['p99_ms']:>9}"
        f"{each['most_waiting']:>9}{each['drained_s']:>11}"
    )
    of_rest_and_frames = cost["rest_bytes"] + cost["frame_bytes"]
    return (
        f"{told}{cost['cpu_ms']['bot']:>9}{cost['cpu_ms']['postgres']:>8}{cost['statements']:>9}"
        f"{cost['round_trips']:>7}{of_rest_and_frames:>8.0f}"
    )


async def _measure(wanted: argparse.Namespace) -> dict[str, Any]:
    return {**await _load(wanted), "growth": await _growth(wanted) if wanted.growth else []}


def main() -> None:
    """Measure, print, write."""
    wanted = arguments()
    load = round(os.getloadavg()[0], 1)
    result = uvloop.run(_measure(wanted))
    met = {
        "steady_p95": result["steady"]["p95_ms"] <= _P95_MS,
        "burst_drained": result["burst"]["drained_s"] <= _DRAINED_S,
        "p95_beside_bulk": result["bulk"]["p95_ms"] <= _P95_MS,
        "no_growth": result["memory"]["grown_percent"] <= _GROWN_PERCENT,
        "all_answered": not any(result[name]["unanswered"] for name in ("steady", "burst", "bulk")),
    }
    settings = {name: value for name, value in vars(wanted).items() if name != "result"}
    result |= {"met": met, "settings": settings, "load_average_before": load, "cores": os.cpu_count()}
    print(table(result))
    print(f"Memory of the bot in the steady part: {result['memory']}")
    print(f"Met: {met}. Load average before the run: {load} on {os.cpu_count()} cores.")
    wanted.result.parent.mkdir(parents=True, exist_ok=True)
    wanted.result.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
