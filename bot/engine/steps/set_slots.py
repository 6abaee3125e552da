"""`set_slots: [{sintomatico: true}]` sets slots to literals, or to what an expression comes to."""

from __future__ import annotations

from bot.content import definitions
from bot.content.conditions import Expression
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.SetSlots) -> None:
    """Set them one after the other and go on; what cannot be reckoned is null."""
    fill(run, step)
    branching.follow(run, step)


def fill(run: Run, step: definitions.SetSlots) -> None:
    """Set them one after the other."""
    for slot, value in step.values:
        run.slots[slot] = value.value(run.slots, run.context) if isinstance(value, Expression) else value
