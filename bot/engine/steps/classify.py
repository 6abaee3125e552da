"""`classify: covid19` runs the protocol and goes on."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.actions import classify
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.Classify) -> None:
    """Classify from all answers and red flags so far; branches may look at the class at once."""
    classify.perform(run)
    if run.stack[-1].step == step.id:  # else there is more to ask first
        branching.follow(run, step)
