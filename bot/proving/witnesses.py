"""The simplest answers for which something is so: as few as possible that differ from what speaks for the least risk."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from bot.engine import classification
from bot.proving import directions, symbols
from bot.proving.class_formula import ClassFormula
from bot.proving.findings import Case


def least(formula: ClassFormula, so: z3.BoolRef) -> Case | None:
    """Answers for which `so` holds, the simplest ones; None when there are none, which is then proved."""
    solver = z3.Solver()
    solver.add(formula.plausible, so)
    if solver.check() != z3.sat:
        return None
    return _case(formula, simplest(formula, solver))


def possible(formula: ClassFormula, so: z3.BoolRef) -> bool:
    """Whether there are answers for which `so` holds, whichever they are; cheaper than asking for the simplest."""
    solver = z3.Solver()
    solver.add(formula.plausible, so)
    return bool(solver.check() == z3.sat)


def simplest(formula: ClassFormula, solver: z3.Solver) -> z3.ModelRef:
    """Of all that the solver allows, which has to be something, what has the fewest remarkable answers."""
    for wanted in _wishes(formula):
        solver.push()
        solver.add(wanted)
        if solver.check() != z3.sat:
            solver.pop()
    solver.check()
    return solver.model()


def small(formula: ClassFormula, so: z3.BoolRef) -> Iterator[Case]:
    """The simplest answers for which `so` holds, and any others; none when there are none."""
    first = least(formula, so)
    if first is None:
        return
    yield first
    yield from some(formula, so)


def some(formula: ClassFormula, so: z3.BoolRef) -> Iterator[Case]:
    """Any answers for which `so` holds; none when there are none."""
    solver = z3.Solver()
    solver.add(formula.plausible, so)
    if solver.check() == z3.sat:
        yield _case(formula, solver.model())


def _wishes(formula: ClassFormula) -> Iterator[z3.BoolRef]:
    """No red flag; everything asked; every answer the one that speaks for the least risk."""
    yield z3.Not(z3.Or(list(formula.flags.values())))
    for seen in formula.flags.values():
        yield z3.Not(seen)
    for one in formula.inputs.values():
        yield z3.Not(one.null)
        yield z3.Not(one.unknown)
        benign = directions.benign(one.declared)
        if benign is not None:
            yield symbols.equals(one, benign)
        if len(one.said) > 1:
            for option in one.said:
                yield z3.Not(option)


def _case(formula: ClassFormula, model: z3.ModelRef) -> Case:
    answers = symbols.values_in(model, formula.inputs)
    flags = tuple(
        flag for flag, seen in formula.flags.items() if z3.is_true(model.eval(seen, model_completion=True))
    )
    decided = classification.classify(formula.protocol, answers, flags)
    return Case(answers=answers, flags=flags, risk_class=decided.risk_class)
