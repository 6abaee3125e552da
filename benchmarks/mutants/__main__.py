"""`make mutants`: make every small mistake in a pack, one at a time, and see which check notices.

    make mutants                                        both packs; writes benchmarks/results/clinical.json
    make mutants MUTANTS='--pack dengue'                one pack
    make mutants MUTANTS='--sample 100 --seed 3'        a hundred of each, by lot
    make mutants MUTANTS=--quick                        without the laws of the flows: survivors may be some too many
    make mutants MUTANTS='--pack covid19 --only ID'     one mutant: what it changes, and who notices

`--pack` also takes the folder of a deployment of your own. Ends with 1 when fewer than 95 % are caught.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import config
from benchmarks import clinical
from benchmarks.mutants import explaining, running, table
from benchmarks.mutants.judging import Judge
from bot.mutating import mutants

_ROOT: Final = Path(__file__).parents[2]
#: The packs that are delivered, by the deployment that uses them.
DELIVERED: Final = {
    "covid19": _ROOT / "config" / "demo",
    "dengue": _ROOT / "config" / "demo-dengue",
}
_BAR: Final = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge what is asked for, and print it."""
    asked = _asked(arguments)
    chosen = {asked.pack: DELIVERED.get(asked.pack, Path(asked.pack))} if asked.pack else DELIVERED
    if asked.only:
        return _one(next(iter(chosen.values())), asked.only)
    tables = {}
    for name, deployment in chosen.items():
        judge = Judge(config.load(deployment, environment={}))
        wanted = running.chosen(mutants.of(judge.files), sample=asked.sample, seed=asked.seed)
        judged = running.judged(deployment, wanted, tries_conversations=not asked.quick, told=_Bar(name).told)
        tables[judge.pack] = table.data(judged, tries_conversations=not asked.quick)
        print("\n".join(table.told(judge.pack, tables[judge.pack])), flush=True)
        seconds = sum(one.seconds for one in judged)
        print(f"{seconds:.0f} s of CPU, {seconds / max(len(judged), 1):.2f} s a mutant\n", flush=True)
    if asked.sample is None and chosen is DELIVERED:
        clinical.keep("mutants", tables)
    return 0 if all(one["score"] >= table.GOAL for one in tables.values()) else 1


def _one(deployment: Path, identity: str) -> int:
    """One mutant, with what it changes, who noticed, and whom it would touch."""
    judge = Judge(config.load(deployment, environment={}))
    for mutant in mutants.of(judge.files):
        if mutant.id == identity:
            print("\n".join(explaining.told(judge, mutant)))
            return 0
    print(
        f"no mutant {identity!r} in {deployment}; ids stand beside the survivors in the table",
        file=sys.stderr,
    )
    return 2


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    reader = argparse.ArgumentParser(
        prog="make mutants", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--pack", help="covid19, dengue, or the folder of a deployment; both when not said")
    reader.add_argument("--sample", type=int, help="so many mutants of each pack, by lot")
    reader.add_argument("--seed", type=int, default=1, help="another seed, another lot")
    reader.add_argument(
        "--quick", action="store_true", help="without the laws of the flows, which take long where they hold"
    )
    reader.add_argument("--only", metavar="ID", help="one mutant, told in full")
    return reader.parse_args(arguments)


class _Bar:
    """How far it is: redrawn on a terminal, a line every twentieth elsewhere."""

    def __init__(self, pack: str) -> None:
        self._pack = pack
        self._told = -1

    def told(self, done: int, of: int, what: str) -> None:
        """So many of so many are judged; this one came last."""
        share = done / of
        line = f"{self._pack} [{'#' * round(share * _BAR):{_BAR}}] {share:4.0%} {done}/{of} {what}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line[:110]}", end="" if done < of else "\n", file=sys.stderr, flush=True)
        elif int(share * 20) > self._told:
            self._told = int(share * 20)
            print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
