"""Is a mutant none at all? Only what is proved counts: no list of exceptions, no judgement by eye.

A change of the protocol is none when a solver finds no answers and no red flags for which the two give another class,
or for which another rule holds: nobody is judged otherwise, nor told otherwise why.
"""

from __future__ import annotations

from dataclasses import dataclass

import z3

from bot.content.protocols import Protocol, Score
from bot.engine import classification
from bot.engine.flows import Flows
from bot.proving import class_formula, symbols, witnesses
from bot.proving.class_formula import ClassFormula
from bot.proving.findings import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Somebody who is told something else."""

    case: Case
    #: The class as the mutant decides.
    otherwise: str


def proved(before: Flows, after: Flows) -> bool:
    """Whether it is proved that both decide alike, for the same reasons, in every conversation."""
    if not _comparable(before, after):
        return False
    one, other = class_formula.of(before.protocol), class_formula.of(after.protocol)
    return not _possible(one, z3.Or(one.severity != other.severity, _other_reasons(one, other)))


def _comparable(before: Flows, after: Flows) -> bool:
    """Only the protocol's rules, points and default differ, and all conditions have formulas."""
    one, other = before.content, after.content
    same = one.flows == other.flows and one.slots == other.slots and one.responses == other.responses
    return same and one.session == other.session and _alike(one.protocol, other.protocol)


def _alike(one: Protocol, other: Protocol) -> bool:
    readable = all(symbols.readable(condition.says) for condition in (*one.conditions, *other.conditions))
    return readable and (one.classes, one.red_flags, one.inputs) == (
        other.classes,
        other.red_flags,
        other.inputs,
    )


def _other_reasons(one: ClassFormula, other: ClassFormula) -> z3.BoolRef:
    """Another rule holds, or one that holds speaks for another class."""
    if _told(one.protocol) != _told(other.protocol):
        return z3.BoolVal(val=True)
    return z3.Or([one.holds[name] != other.holds[name] for name in one.holds])


def _told(protocol: Protocol) -> object:
    """What is told of each rule that holds; points are told with the class that they reach."""
    rules = {rule.id: (rule.risk_class, rule.because) for rule in protocol.rules}
    return rules, _scored(protocol.score)


def _scored(score: Score | None) -> object:
    if score is None:
        return None
    return {rule.id: rule.because for rule in score.rules}, [
        threshold.risk_class for threshold in score.thresholds
    ]


def _possible(formula: ClassFormula, so: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(formula.plausible, so)
    return bool(solver.check() != z3.unsat)


def apart(before: Flows, after: Flows) -> Apart | None:
    """The simplest answers for which the two give another class; None where there are none, or rules are not all that differs."""
    if not _comparable(before, after):
        return None
    one, other = class_formula.of(before.protocol), class_formula.of(after.protocol)
    case = witnesses.least(one, one.severity != other.severity)
    if case is None:
        return None
    otherwise = classification.classify(after.protocol, case.answers, case.flags)
    return Apart(case=case, otherwise=otherwise.risk_class)
