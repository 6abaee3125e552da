"""`set_slots: [{sintomatico: true}]` sets slots to literals."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.SetSlots) -> None:
    """Set them all and go on."""
    run.slots.update(step.values)
    branching.follow(run, step)
