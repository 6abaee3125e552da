"""`noop: true` only branches."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.Noop) -> None:
    """Go where the branches say."""
    branching.follow(run, step)
