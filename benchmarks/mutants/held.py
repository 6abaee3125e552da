"""Who noticed which mistake, kept beside the table, so that `make test` can hold the score without judging all anew.

A mistake stays noticed while what noticed it is there and notices still. So only this is judged anew: what the record does
not know, what was noticed by a written conversation that is gone, and some others by lot.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.mutants.judging import Judge
from benchmarks.mutants.verdicts import Judged, Outcome
from bot.mutating.definitions import Mutant

#: Pack → what noticed → ids of the mutants.
RESULT: Final = Path(__file__).parents[1] / "results" / "mutants.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What became of a mutant when all were judged."""

    outcome: Outcome
    #: The written conversation that noticed, by its name.
    case: str = ""


def data(judged: Iterable[Judged]) -> dict[str, Any]:
    """The record of one pack as JSON data: "cases" and "vignettes" by the conversation that noticed, all else as a list."""
    found: dict[str, Any] = {}
    for one in judged:
        verdict = one.verdict
        if verdict.case:
            found.setdefault(verdict.outcome, {}).setdefault(verdict.case, []).append(one.mutant.id)
        else:
            found.setdefault(verdict.outcome, []).append(one.mutant.id)
    return {outcome: _sorted(found[outcome]) for outcome in Outcome if outcome in found}


def _sorted(found: Any) -> Any:
    return {name: sorted(found[name]) for name in sorted(found)} if isinstance(found, dict) else sorted(found)


def keep(pack: str, judged: Iterable[Judged]) -> None:
    """Write one pack's record, and leave the others as they were."""
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    known[pack] = data(judged)
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1)
    RESULT.write_text(text + "\n", encoding="utf-8")


def read(pack: str) -> Mapping[str, Noticed]:
    """By the mutant's id."""
    known = json.loads(RESULT.read_text(encoding="utf-8"))
    return dict(_entries(known[pack]))


def _entries(record: Mapping[str, Any]) -> Iterator[tuple[str, Noticed]]:
    for outcome, found in record.items():
        by_case = found.items() if isinstance(found, Mapping) else [("", found)]
        for case, identities in by_case:
            for identity in identities:
                yield identity, Noticed(outcome=Outcome(outcome), case=case)


def unsettled(judge: Judge, found: Sequence[Mutant], known: Mapping[str, Noticed]) -> tuple[Mutant, ...]:
    """The mutants that the record does not know, and those that a written conversation noticed which is not there any more."""
    written = judge.written()
    return tuple(mutant for mutant in found if not _stands(known.get(mutant.id), written))


def _stands(noticed: Noticed | None, written: Collection[str]) -> bool:
    return noticed is not None and (not noticed.case or noticed.case in written)


def still_noticed(judge: Judge, mutant: Mutant, noticed: Noticed) -> bool:
    """Whether what noticed it notices still; where it does not, whether anything does."""
    if noticed.case and judge.notices(mutant, noticed.case):
        return True
    return judge.judge(mutant).outcome.caught
