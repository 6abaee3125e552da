"""`action_classify` runs the protocol; its class fills the slot `risco`."""

from __future__ import annotations

import dataclasses

from bot.engine import classification
from bot.engine.conversation import Assessment
from bot.engine.endings import RISK_SLOT
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Classify from all answers, all that was told, and all red flags so far."""
    _take_over_told(run)
    run.say_back()
    result = classification.classify(run.flows.protocol, run.slots, run.flags)
    run.effects.append(result)
    run.slots[RISK_SLOT] = result.risk_class
    run.assessment = Assessment(
        risk_class=result.risk_class,
        because=tuple(reason.because for reason in result.reasons if reason.risk_class == result.risk_class),
        rules=tuple(reason.id for reason in result.reasons),
    )
    if run.stack[-1].replay:
        run.stack[-1] = dataclasses.replace(run.stack[-1], replay=False)


def _take_over_told(run: Run) -> None:
    """Count what was told of questions that were never asked."""
    for slot, value in run.told.items():
        if run.slots.get(slot) is None and slot in run.flows.asked_at:
            flow, step = run.flows.asked_at[slot]
            run.give(slot, value, flow=flow, step=step)
    run.told.clear()
