"""`action_continue_interrupted_flow` goes back to what was interrupted."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run


def perform(run: Run) -> None:
    """End the flow that runs; the one below asks its question again by itself."""
    run.move(definitions.END)
