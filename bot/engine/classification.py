"""How grave is it, and why? The protocol over the answers and the red flags seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.content.definitions import Protocol, Value
from bot.engine.effects import Classified, Reason


def classify(protocol: Protocol, slots: Mapping[str, Value], flags: Sequence[str]) -> Classified:
    """The worst class of all rules that hold and all red flags seen; every one of them is a reason.

    Total: there is a class for any slots. Monotone in flags: one more never lowers the class.
    """
    reasons = sorted(
        [*_flag_reasons(protocol, flags), *_rule_reasons(protocol, slots)],
        key=lambda reason: protocol.severity(reason.risk_class),
    )
    return Classified(
        risk_class=reasons[0].risk_class if reasons else protocol.default,
        protocol=protocol.id,
        protocol_version=protocol.version,
        reasons=tuple(reasons),
        inputs={name: slots.get(name) for name in sorted(protocol.looked_at)},
    )


def _flag_reasons(protocol: Protocol, flags: Sequence[str]) -> list[Reason]:
    return [
        Reason(
            id=flag.id,
            risk_class=flag.risk_class,
            because=f"você falou em: {flag.label.lower()}",
            is_flag=True,
        )
        for flag in protocol.red_flags
        if flag.id in flags
    ]


def _rule_reasons(protocol: Protocol, slots: Mapping[str, Value]) -> list[Reason]:
    return [
        Reason(id=rule.id, risk_class=rule.risk_class, because=rule.because, is_flag=False)
        for rule in protocol.rules
        if rule.condition.holds(slots)
    ]
