"""`call: endereco` runs another flow, comes back, and goes on."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.Call) -> None:
    """Start the other flow; once it is back, go on."""
    if run.stack[-1].called:
        branching.follow(run, step)
    elif not run.call(step.flow):
        run.fault("stack-too-deep")
        branching.follow(run, step)
