"""What can become of a mutant?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.mutating.definitions import Mutant


class Outcome(StrEnum):
    """What became of a mutant."""

    lint = "lint"
    cases = "cases"
    vignettes = "vignettes"
    proofs = "proofs"
    #: Proved to be no change: nobody gets another class for another reason.
    equivalent = "equivalent"
    #: Nothing noticed.
    survived = "survived"

    @property
    def caught(self) -> bool:
        """Whether a check noticed."""
        return self not in {Outcome.equivalent, Outcome.survived}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found out about one mutant."""

    outcome: Outcome
    #: What noticed it, for a reader: a rule and its sentence, a written case and its line, a law.
    by: str = ""
    #: The written case alone, by its name; empty where no written case noticed.
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One mutant, what became of it, and the seconds of CPU that took."""

    mutant: Mutant
    verdict: Verdict
    seconds: float
