"""`action_classify` runs the protocol; its class fills the slot `risco`."""

from __future__ import annotations

import dataclasses

from bot.content import definitions
from bot.engine import classification, saying
from bot.engine.conversation import Assessment
from bot.engine.endings import RISK_SLOT
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Classify from all answers, all that was told, and all red flags so far, unless there is more to ask first."""
    if _leads_elsewhere(run):
        return
    saying.say_back(run)
    result = classification.classify(run.flows.protocol, run.slots.weighed(), run.flags)
    run.effects.append(result)
    run.slots[RISK_SLOT] = result.risk_class
    run.assessment = Assessment(
        risk_class=result.risk_class,
        because=tuple(reason.because for reason in result.reasons if reason.risk_class == result.risk_class),
        rules=tuple(reason.id for reason in result.reasons),
    )
    if run.stack[-1].replay:
        run.stack[-1] = dataclasses.replace(run.stack[-1], replay=False)


def _leads_elsewhere(run: Run) -> bool:
    """Count what was told of questions that were never asked, and go over the flow again: it may ask more now.

    Somebody without symptoms who tells of a fever in passing is then asked what is asked of anybody with a fever. In an
    emergency nothing more is asked.
    """
    unasked = [slot for slot in run.told if run.slots.get(slot) is None and slot in run.flows.asked_at]
    begin = None if run.in_flow(PATTERN_RED_FLAG) else _first_answered(run)
    # A list that is told is never the whole of it: where the rest leads to its question, that is asked.
    plain = [slot for slot in unasked if not isinstance(run.told[slot], list)]
    taken = unasked if begin is None else plain or unasked
    for slot in taken:
        flow, step = run.flows.asked_at[slot]
        run.give(slot, run.told[slot], flow=flow, step=step)
    run.told = {slot: run.told[slot] for slot in unasked if slot not in taken}
    if begin is None or not taken:
        return False
    run.taken_over += taken
    run.stack[-1] = dataclasses.replace(run.stack[-1].at(begin), replay=True)
    return True


def _first_answered(run: Run) -> str | None:
    """The first step of the running flow that asked for what the protocol looks at, and was answered."""
    here = run.stack[-1].flow
    steps = run.flows.flow(here).steps
    answered = {given.step for given in run.given if given.flow == here and _is_input(run, given.slot)}
    return next((name for name, step in steps.items() if name in answered and _stays(step)), None)


def _is_input(run: Run, slot: str) -> bool:
    return slot in run.flows.protocol.looked_at


def _stays(step: definitions.Step) -> bool:
    """Whether an answer to it is passed over, instead of being asked for again."""
    return isinstance(step, definitions.Collect) and not step.always_ask
