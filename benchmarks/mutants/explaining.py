"""One mutant in full: what it changes, who noticed, and the simplest answers that it would judge otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.mutants import equivalence
from benchmarks.mutants.judging import Judge
from bot.mutating.definitions import Mutant


def told(judge: Judge, mutant: Mutant) -> Iterator[str]:
    """Line by line."""
    yield mutant.id
    yield f"{mutant.sentence.pt}  ({mutant.sentence.en})"
    yield mutant.difference(judge.files[mutant.file])
    verdict = judge.judge(mutant)
    yield f"{verdict.outcome}: {verdict.by}" if verdict.by else verdict.outcome.value
    changed = judge.mutated(mutant)
    apart = equivalence.apart(judge.flows, changed) if changed else None
    if apart:
        said = ", ".join(f"{slot}={value}" for slot, value in apart.case.answers.items())
        flags = "".join(f", {flag}" for flag in apart.case.flags)
        yield f"differs for: {said}{flags}"
        yield f"  today: {apart.case.risk_class}; mutant: {apart.otherwise}"
