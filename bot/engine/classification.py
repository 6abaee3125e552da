"""How grave is it, and why? The protocol over the answers and the red flags seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from bot.content.answers import UNKNOWN
from bot.content.conditions import Condition
from bot.content.definitions import Value
from bot.content.protocols import Input, Protocol, Threshold
from bot.engine import reasons
from bot.engine.effects import Classified, Reason


def classify(protocol: Protocol, slots: Mapping[str, Value], flags: Sequence[str]) -> Classified:
    """The worst class of all rules that hold, of the score and of all red flags seen; each of them is a reason.

    Total: there is a class for any slots. Monotone in flags: one more never lowers the class. A number outside its
    plausible range is weighed as it was said and as unknown, and the worse of the two counts.
    """
    plausible = _plausible(protocol, slots)
    weighed = (slots,) if plausible is slots else (slots, plausible)
    reasons = sorted(
        chain(
            _flag_reasons(protocol, flags),
            _rule_reasons(protocol, weighed),
            _score_reasons(protocol, weighed),
        ),
        key=lambda reason: protocol.severity(reason.risk_class),
    )
    return Classified(
        risk_class=reasons[0].risk_class if reasons else protocol.default,
        protocol=protocol.id,
        protocol_version=protocol.version,
        reasons=tuple(reasons),
        inputs={name: slots.get(name) for name in sorted(protocol.looked_at)},
    )


def _plausible(protocol: Protocol, slots: Mapping[str, Value]) -> Mapping[str, Value]:
    """The slots with every implausible number as unknown; the same mapping when there is none."""
    wrong = [declared.slot for declared in protocol.inputs.values() if _implausible(declared, slots)]
    return {**slots, **dict.fromkeys(wrong, UNKNOWN)} if wrong else slots


def _implausible(declared: Input, slots: Mapping[str, Value]) -> bool:
    if declared.minimum is None or declared.maximum is None:
        return False
    value = slots.get(declared.slot)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and not declared.minimum <= value <= declared.maximum  # type: ignore[operator]


def _flag_reasons(protocol: Protocol, flags: Sequence[str]) -> list[Reason]:
    return [
        Reason(
            id=flag.id,
            risk_class=flag.risk_class,
            because=reasons.of_flag(flag),
            is_flag=True,
        )
        for flag in protocol.red_flags
        if flag.id in flags
    ]


def _rule_reasons(protocol: Protocol, weighed: Sequence[Mapping[str, Value]]) -> list[Reason]:
    return [
        Reason(id=rule.id, risk_class=rule.risk_class, because=rule.because, is_flag=False)
        for rule in protocol.rules
        if _holds(rule.condition, weighed)
    ]


def _score_reasons(protocol: Protocol, weighed: Sequence[Mapping[str, Value]]) -> list[Reason]:
    """Every rule that gave points, once they reach a threshold."""
    if protocol.score is None:
        return []
    scored = [rule for rule in protocol.score.rules if _holds(rule.condition, weighed)]
    reached = _reached(protocol.score.thresholds, sum(rule.points for rule in scored))
    if reached is None:
        return []
    return [
        Reason(id=rule.id, risk_class=reached.risk_class, because=rule.because, is_flag=False)
        for rule in scored
    ]


def _reached(thresholds: Sequence[Threshold], points: int) -> Threshold | None:
    return next((threshold for threshold in thresholds if points >= threshold.points), None)


def _holds(condition: Condition, weighed: Sequence[Mapping[str, Value]]) -> bool:
    if condition.holds(weighed[0]):
        return True
    return len(weighed) > 1 and condition.holds(weighed[1])
