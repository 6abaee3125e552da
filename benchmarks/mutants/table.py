"""What became of all mutants of a pack, by operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.mutants.verdicts import Judged, Outcome
from bot.mutating.definitions import Operator

#: The least share of the mutants that are any that must be caught.
GOAL: Final = 0.95
#: What a table counts, in the order of its columns.
COLUMNS: Final = ("mutants", *(outcome.value for outcome in Outcome))


def score(judged: Sequence[Judged]) -> float:
    """The share that was caught, of those that are not proved to be equivalent."""
    real = [one for one in judged if one.verdict.outcome is not Outcome.equivalent]
    return sum(one.verdict.outcome.caught for one in real) / len(real) if real else 1.0


def data(judged: Sequence[Judged], *, commit: str = "", tries_conversations: bool = True) -> dict[str, Any]:
    """The table as JSON data; `commit` names the state of pack and program that was judged."""
    return {
        "commit": commit,
        "laws_of_flows_asked": tries_conversations,
        "score": round(score(judged), 4),
        "total": _counted(judged),
        "operators": {
            operator.value: _counted(own)
            for operator in Operator
            if (own := [one for one in judged if one.mutant.operator is operator])
        },
        "survivors": [_named(one) for one in judged if one.verdict.outcome is Outcome.survived],
    }


def _counted(judged: Sequence[Judged]) -> dict[str, int]:
    outcomes = Counter(one.verdict.outcome for one in judged)
    return {"mutants": len(judged), **{outcome.value: outcomes[outcome] for outcome in Outcome}}


def _named(one: Judged) -> dict[str, str]:
    mutant = one.mutant
    return {"id": mutant.id, "place": f"{mutant.mark.file}:{mutant.mark.line}", "what": mutant.sentence.en}


def told(pack: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The table for a terminal."""
    yield f"{pack}: {table['score']:.1%} of {_real(table['total'])} mutants caught (goal {GOAL:.0%})"
    yield f"{'':18}" + "".join(f"{name:>11}" for name in COLUMNS)
    for name, counts in {**table["operators"], "all": table["total"]}.items():
        yield f"{name:18}" + "".join(f"{counts[key] or '':>11}" for key in COLUMNS)
    for survivor in table["survivors"]:
        yield f"survived: {survivor['place']}: {survivor['what']}  [{survivor['id']}]"


def _real(total: Mapping[str, int]) -> int:
    return total["mutants"] - total["equivalent"]
