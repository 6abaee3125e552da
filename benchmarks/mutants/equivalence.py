"""Is a mutant none at all? Only what is proved counts: no list of exceptions, no judgement by eye.

A change of the protocol is none when a solver finds no answers and no red flags for which the two give another class,
or for which another rule holds: nobody is judged otherwise, nor told otherwise why. A change of a condition in a flow is
none when a solver finds no value of the inputs it looks at for which the two conditions differ.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import z3

from bot.content import conditions
from bot.content.conditions import Condition
from bot.content.definitions import Content, Step
from bot.content.protocols import Protocol, Score
from bot.engine import classification
from bot.engine.flows import Flows
from bot.proving import class_formula, flow_conditions, symbols, witnesses
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
    if _conditions_alike(before, after):
        return True
    if not _comparable(before, after):
        return False
    one, other = class_formula.of(before.protocol), class_formula.of(after.protocol)
    return not _possible(one, z3.Or(one.severity != other.severity, _other_reasons(one, other)))


def _comparable(before: Flows, after: Flows) -> bool:
    """Only the protocol's rules, points and default differ, and all conditions have formulas."""
    one, other = before.content, after.content
    same = one.flows == other.flows and one.slots == other.slots and one.responses == other.responses
    return same and one.session == other.session and _alike(one.protocol, other.protocol)


def _conditions_alike(before: Flows, after: Flows) -> bool:
    """Nothing differs but what conditions of flows say, and each says the same of every value."""
    one, other = before.content, after.content
    if _unconditional(one) != _unconditional(other):
        return False
    pairs = [
        (mine, theirs)
        for flow, changed in zip(one.flows.values(), other.flows.values(), strict=True)
        for mine, theirs in zip(flow_conditions.of_flow(flow), flow_conditions.of_flow(changed), strict=True)
        if mine != theirs
    ]
    return all(_same_condition(one.protocol, mine, theirs) for mine, theirs in pairs)


def _unconditional(content: Content) -> object:
    """The content with the guards and branches of its flows open; whether they are there still counts."""
    flows = {
        name: dataclasses.replace(
            flow,
            guard=None,
            triggers=(*flow.triggers, (str(flow.guard is None), None)),
            steps={step.id: _open(step) for step in flow.steps.values()},
        )
        for name, flow in content.flows.items()
    }
    return dataclasses.replace(content, flows=flows, digest="", warnings=())


def _open(step: Step) -> Step:
    branches = tuple(
        dataclasses.replace(branch, condition=None if branch.condition is None else conditions.always())
        for branch in step.branches
    )
    return dataclasses.replace(step, branches=branches)


def _same_condition(protocol: Protocol, one: Condition, other: Condition) -> bool:
    """Whether no value tells them apart; values outside an input's range are tried as well."""
    readable = symbols.readable(one.says) and symbols.readable(other.says)
    if not readable or not one.slots | other.slots <= protocol.inputs.keys():
        return False
    known = symbols.symbols(protocol.inputs.values())
    solver = z3.Solver()
    solver.add([z3.Not(z3.And(symbol.null, symbol.unknown)) for symbol in known.values()])
    solver.add(symbols.formula(one.says, known) != symbols.formula(other.says, known))
    return bool(solver.check() == z3.unsat)


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
