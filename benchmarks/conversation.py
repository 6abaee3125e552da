"""Bela and stock Rasa side by side on one machine, in one run: `make bench`.

Bela answers through the bridge and Rocket.Chat's stand-in with her state in PostgreSQL (fsync on); stock Rasa answers
the same twelve messages over its REST channel with a SQL tracker store, as released and with its hot spot patched.
Writes benchmarks/results/conversation.json. The runs alternate with nothing else: leave the machine alone meanwhile.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import uvloop

from benchmarks import bela_side
from benchmarks.stock_rasa import measuring
from benchmarks.stock_rasa.measuring import Measured

_RESULT: Final = Path(__file__).parent / "results" / "conversation.json"
_CONCURRENCY: Final = (1, 8, 32)
_NAMES: Final = {"bela": "Bela", "rasa": "stock Rasa", "rasa_patched": "Rasa, hot spot patched"}


async def measure() -> dict[str, Measured]:
    """One side after the other; some minutes."""
    measured = {}
    print("Bela …", flush=True)
    measured["bela"] = await bela_side.measure(concurrency=_CONCURRENCY)
    for name, patched in (("rasa", False), ("rasa_patched", True)):
        print(f"{_NAMES[name]} …", flush=True)
        measured[name] = await measuring.measure(patched=patched, concurrency=_CONCURRENCY)
    return measured


def ratio(measured: Mapping[str, Measured], other: str) -> float:
    """Bela's best messages/s over the other's best."""
    best = {name: max(side["messages_per_s"].values()) for name, side in measured.items()}
    return round(best["bela"] / best[other], 1)


def table(measured: Mapping[str, Measured]) -> str:
    """The figures as people read them."""
    lines = [f"{'':24}{'people':>7}{'messages/s':>12}{'p50 ms':>9}{'p95 ms':>9}{'memory MB':>11}"]
    for name, side in measured.items():
        lines.extend(
            f"{_NAMES[name]:24}{people:>7}{side['messages_per_s'][people]:>12}"
            f"{side['p50_ms'][people]:>9}{side['p95_ms'][people]:>9}{side['rss_mb']:>11}"
            for people in map(str, _CONCURRENCY)
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write."""
    load = os.getloadavg()[0]
    measured = uvloop.run(measure())
    ratios = {"ratio": ratio(measured, "rasa"), "ratio_patched": ratio(measured, "rasa_patched")}
    print(table(measured))
    print(f"Bela / stock Rasa: {ratios['ratio']} ×   Bela / patched Rasa: {ratios['ratio_patched']} ×")
    print(f"Load average before the run: {load:.1f} on {os.cpu_count()} cores")
    _RESULT.parent.mkdir(exist_ok=True)
    result = {**measured, **ratios, "load_average_before": round(load, 1), "cores": os.cpu_count()}
    _RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
