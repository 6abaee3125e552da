"""`make mutants`: make every small mistake in a pack, one at a time, and see which check notices.

    make mutants                                        both packs; writes benchmarks/results/clinical.json
    make mutants MUTANTS='--pack dengue'                one pack
    make mutants MUTANTS='--sample 100 --seed 3'        a hundred of each, by lot
    make mutants MUTANTS=--quick                        without the laws of the flows: survivors may be some too many
    make mutants MUTANTS=--resume                       go on with a run that was broken off
    make mutants MUTANTS='--pack covid19 --only ID'     one mutant: what it changes, and who notices

`--pack` also takes the folder of a deployment of your own. Ends with 1 when fewer than 95 % are caught.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import config
from benchmarks import clinical, delivered
from benchmarks.mutants import explaining, held, logbook, running, table
from benchmarks.mutants.judging import Judge
from benchmarks.mutants.progress import Bar
from benchmarks.mutants.verdicts import Judged
from bot.mutating import mutants

#: Where a run writes down what it found out.
_LOGBOOKS: Final = Path("var/benchmarks/mutants")


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge what is asked for, and print it."""
    asked = _asked(arguments)
    packs = delivered.DEPLOYMENTS
    chosen = {asked.pack: packs.get(asked.pack, Path(asked.pack))} if asked.pack else packs
    if asked.only:
        return _one(next(iter(chosen.values())), asked.only)
    whole = asked.sample is None and chosen is packs and not asked.quick
    tables = {}
    for deployment in chosen.values():
        judge = Judge(config.load(deployment, environment={}), tries_conversations=not asked.quick)
        judged = _all(judge, deployment, asked)
        tables[judge.pack] = table.data(judged, commit=_commit(), tries_conversations=not asked.quick)
        if whole:
            held.keep(judge.pack, judged)
        print("\n".join(table.told(judge.pack, tables[judge.pack])), flush=True)
        seconds = sum(one.seconds for one in judged)
        print(f"{seconds:.0f} s of CPU, {seconds / max(len(judged), 1):.2f} s a mutant\n", flush=True)
    if whole:
        clinical.keep("mutants", tables)
    return 0 if all(one["score"] >= table.GOAL for one in tables.values()) else 1


def _all(judge: Judge, deployment: Path, asked: argparse.Namespace) -> tuple[Judged, ...]:
    """Every mutant that is asked for; with `--resume` those that an earlier run judged are known."""
    wanted = running.chosen(mutants.of(judge.files), sample=asked.sample, seed=asked.seed)
    name = f"{judge.pack}.jsonl" if asked.sample is None else f"{judge.pack}-by-lot.jsonl"
    book = logbook.Logbook(_LOGBOOKS / name, state=logbook.state([deployment, judge.folder], asked.quick))
    known = {one.mutant.id: one for one in book.read(wanted)} if asked.resume else {}
    book.begin(known.values())
    bar = Bar(judge.pack, of=len(wanted), done=len(known))
    for one in running.judged(judge, [mutant for mutant in wanted if mutant.id not in known]):
        known[one.mutant.id] = one
        book.add(one)
        bar.one_more(one.mutant.id)
    return tuple(known[mutant.id] for mutant in wanted)


def _commit() -> str:
    """Of what was judged; "+" behind it when files differ from it, and nothing where there is no history."""
    told = [_git("rev-parse", "--short=12", "HEAD"), _git("status", "--porcelain", "--untracked-files=no")]
    return f"{told[0]}+" if told[1] else told[0]


def _git(*arguments: str) -> str:
    try:
        asked = subprocess.run(
            ["git", *arguments], cwd=delivered.ROOT, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return asked.stdout.strip()


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
    reader.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    return reader.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())
