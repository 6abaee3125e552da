"""`action_classify` runs the protocol; its class fills the slot `risco`."""

from __future__ import annotations

import dataclasses

from bot.engine import classification
from bot.engine.conversation import Assessment
from bot.engine.endings import RISK_SLOT
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Classify from all answers and red flags so far."""
    result = classification.classify(run.flows.protocol, run.slots, run.flags)
    run.effects.append(result)
    run.slots[RISK_SLOT] = result.risk_class
    run.assessment = Assessment(
        risk_class=result.risk_class,
        because=tuple(reason.because for reason in result.reasons if reason.risk_class == result.risk_class),
        rules=tuple(reason.id for reason in result.reasons),
    )
    run.stack[-1] = dataclasses.replace(run.stack[-1], replay=False)
