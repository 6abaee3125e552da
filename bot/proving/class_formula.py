"""What class does the protocol give, as a formula over any answers and any red flags?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import z3

from bot.content.protocols import Protocol, Score
from bot.proving import symbols


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFormula:
    """The protocol with everything left open."""

    protocol: Protocol
    inputs: symbols.type_symbols
    #: By id: whether the red flag was seen.
    flags: Mapping[str, z3.BoolRef]
    #: By rule or scoring rule: whether its condition holds.
    holds: Mapping[str, z3.BoolRef]
    #: 0 for the worst class.
    severity: z3.ArithRef
    #: The ranges, and that every input is one thing.
    plausible: z3.BoolRef

    def with_input(self, slot: str, other: symbols.Symbol) -> z3.ArithRef:
        """The severity when this input is another one and everything else stays as it is."""
        mine = self.inputs[slot].variables
        return z3.substitute(self.severity, *zip(mine, other.variables, strict=True))


def of(protocol: Protocol, *, without: str | None = None) -> ClassFormula:
    """The formula of a protocol, or of what is left when the rule named `without` is taken out."""
    inputs = symbols.symbols(protocol.inputs.values())
    flags = {flag.id: z3.Bool(f"flag.{flag.id}") for flag in protocol.red_flags}
    scored = protocol.score.rules if protocol.score else ()
    conditions = {rule.id: rule.condition for rule in protocol.rules}
    conditions |= {rule.id: rule.condition for rule in scored}
    holds = {
        name: symbols.formula(condition.says, inputs)
        for name, condition in conditions.items()
        if name != without
    }
    return ClassFormula(
        protocol=protocol,
        inputs=inputs,
        flags=flags,
        holds=holds,
        severity=_severity(protocol, flags, holds),
        plausible=symbols.plausible(inputs),
    )


def _severity(
    protocol: Protocol, flags: Mapping[str, z3.BoolRef], holds: Mapping[str, z3.BoolRef]
) -> z3.ArithRef:
    """The first class, from the worst on, that something calls for; else the default."""
    result: z3.ArithRef = z3.IntVal(protocol.severity(protocol.default))
    for place in reversed(range(len(protocol.classes))):
        name = protocol.classes[place].id
        calls = [holds[rule.id] for rule in protocol.rules if rule.risk_class == name and rule.id in holds]
        calls += [flags[flag.id] for flag in protocol.red_flags if flag.risk_class == name]
        if protocol.score:
            calls.append(_scored(protocol.score, name, holds))
        result = z3.If(z3.Or(calls), z3.IntVal(place), result)
    return result


def _scored(score: Score, risk_class: str, holds: Mapping[str, z3.BoolRef]) -> z3.BoolRef:
    """The points reach a threshold of this class, and none above it."""
    points = z3.Sum(
        [z3.If(holds[rule.id], rule.points, 0) for rule in score.rules if rule.id in holds] or [z3.IntVal(0)]
    )
    reached = []
    above: int | None = None
    for threshold in score.thresholds:
        if threshold.risk_class == risk_class:
            reached.append(
                z3.And(points >= threshold.points, *([points < above] if above is not None else []))
            )
        above = threshold.points
    return z3.Or(reached)
