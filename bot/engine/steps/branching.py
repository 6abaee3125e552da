"""Which step comes next?"""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run


def follow(run: Run, step: definitions.Step) -> None:
    """Move the flow on top to the target of the first branch that holds."""
    for number, branch in enumerate(step.branches):
        if branch.condition is None or branch.condition.holds(run.slots, run.context):
            run.passed(step.id, branch=number)
            run.move(branch.target)
            return
    run.fault("no-branch-holds")
    run.move(definitions.END)
