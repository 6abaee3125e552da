"""Which step comes next?"""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run


def follow(run: Run, step: definitions.Step) -> None:
    """Move the flow on top to the target of the first branch that holds."""
    run.move(target(run, step))


def target(run: Run, step: definitions.Step, *, counted: bool = True) -> str:
    """Where the first branch that holds leads; `counted` when it belongs to the way that the turn went."""
    for number, branch in enumerate(step.branches):
        if branch.condition is None or branch.condition.holds(run.slots, run.context):
            if counted:
                run.passed(step.id, branch=number)
            return branch.target
    run.fault("no-branch-holds")
    return definitions.END
