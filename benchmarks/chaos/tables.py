"""What do all storms together say? The figures of benchmarks/results/chaos.json, and their table. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import quantiles
from typing import Any, Final

from benchmarks.chaos.season import Held

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


def summary(held: Sequence[Held]) -> dict[str, Any]:
    """The figures; a storm without verdicts counts in `seeds` and `not_held`, and in no other."""
    judged = [each.storm for each in held if each.storm is not None]
    verdicts = [each for storm in judged for each in storm.verdicts]
    seeds = sum(len(each.seeds) for each in held)
    return {
        "seeds": seeds,
        "clean": sum(each.clean for each in verdicts),
        "not_held": seeds - len(verdicts),
        **{name: sum(int(getattr(each, name)) for each in verdicts) for name in _SUMMED},
        "deaths": sum(storm.deaths for storm in judged),
        "recovery_s": _recovery(sorted(seconds for storm in judged for seconds in storm.recovery_s)),
        "took_s": round(sum(each.took_s for each in held)),
        "not_clean": [seed for each in held for seed in each.dirty],
    }


def table(figures: Mapping[str, Any]) -> str:
    """The figures as people read them."""
    return "\n".join(f"{name:>18}  {value}" for name, value in figures.items())


def _recovery(seconds: Sequence[float]) -> dict[str, float] | None:
    """From a death to the next answer that somebody waited for."""
    if not seconds:
        return None
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else list(seconds) * 99
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2)}
