"""Is what is proved after an edit, with the memory of what was proved before, what the whole proof says?

    python -m benchmarks.proved_mutants --sample 40 --seed 3

Edits are mutants of the delivered packs, drawn by lot. Each is proved with the memory that is delivered and without any: the same
laws have to be broken in the same places. The conversations that show it are not compared: of answers that show it equally well the
solver chooses any, by what it was asked before in the same program, so that even two proofs from nothing show it by other ones. Ends
with 1 where anything else differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import config
from benchmarks import delivered
from bot.content import loading
from bot.content.errors import ContentInvalid
from bot.engine import preparing
from bot.engine.flows import Flows
from bot.mutating import mutants
from bot.proving import proving, remembering


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One edit, proved both ways."""

    #: Nothing was tried: what was proved before was believed.
    believed: bool
    breaks: bool
    same: bool
    #: Seconds of CPU, with the memory and without.
    seconds: tuple[float, float]


def edited(deployment: Path, *, seed: int) -> Iterator[tuple[str, Flows]]:
    """Mutants of the pack that can be read, in the order of the lot, each with its name."""
    settings = config.load(deployment, environment={})
    departments = [department.id for department in settings.departments]
    files = loading.survey(settings.content).parts.files
    every = list(mutants.of(files))
    random.Random(seed).shuffle(every)
    for mutant in every:
        survey = loading.surveyed({**files, mutant.file: mutant.applied(files[mutant.file])}, digest="")
        with suppress(ContentInvalid):
            content = loading.checked(survey, departments=departments, retention=settings.retention)
            yield mutant.id, preparing.prepare(content, settings)


def compared(flows: Flows) -> Compared:
    """Proved with what is delivered, and from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        begun = process_time()
        quick = proving.prove(flows, memory=remembering.Memory(Path(folder)))
    between = process_time()
    whole = proving.prove(flows)
    return Compared(
        believed=quick.turns == 0,
        breaks=not whole.holds,
        same=broken(quick) == broken(whole),
        seconds=(between - begun, process_time() - between),
    )


def broken(proved: proving.Proved) -> list[tuple[object, ...]]:
    """What is broken, and where."""
    return [(one.law, one.sentence, one.places) for one in proved.findings]


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare as many of each pack as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=3)
    asked = parser.parse_args(arguments)
    differing = 0
    for pack, deployment in delivered.DEPLOYMENTS.items():
        told: Counter[str] = Counter()
        slowest = 0.0
        for _, (name, flows) in zip(range(asked.sample), edited(deployment, seed=asked.seed), strict=False):
            one = compared(flows)
            told["compared"] += 1
            told["believed"] += one.believed
            told["break a law"] += one.breaks
            slowest = max(slowest, one.seconds[0])
            if not one.same:
                differing += 1
                print(f"{pack}: {name}: not the same", flush=True)
        print(f"{pack}: {dict(told)}; slowest {slowest:.1f} s of CPU", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
