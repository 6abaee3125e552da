"""Which module performs which kind of step?"""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run
from bot.engine.steps import action, call, classify, collect, hand_off, link, noop, set_slots


def perform(run: Run, step: definitions.Step) -> None:
    """Run one step of the flow on top; it moves the flow on, or stops the turn."""
    match step:
        case definitions.Collect():
            collect.perform(run, step)
        case definitions.Action():
            action.perform(run, step)
        case definitions.SetSlots():
            set_slots.perform(run, step)
        case definitions.Link():
            link.perform(run, step)
        case definitions.Call():
            call.perform(run, step)
        case definitions.Classify():
            classify.perform(run, step)
        case definitions.HandOff():
            hand_off.perform(run, step)
        case definitions.Noop():
            noop.perform(run, step)
