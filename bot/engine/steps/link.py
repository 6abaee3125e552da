"""`link: triagem` goes on with another flow; this one has ended."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run


def perform(run: Run, step: definitions.Link) -> None:
    """End this flow and start the other in its place."""
    run.hand_over(step.flow)
