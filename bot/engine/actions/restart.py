"""`action_restart` forgets the answers and begins anew; red flags that were seen stay seen."""

from __future__ import annotations

from bot.engine.patterns import PATTERN_SESSION_START
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Begin the session's first flow with nothing answered."""
    run.slots.clear()
    run.slots.update(run.flows.initial)
    run.given = []
    run.assessment = None
    run.restart_with(PATTERN_SESSION_START)
