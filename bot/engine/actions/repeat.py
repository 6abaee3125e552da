"""`action_repeat` asks the pending question again."""

from __future__ import annotations

from bot.content import definitions
from bot.engine.run import Run


def perform(run: Run) -> None:
    """End the flow that repeats; what lies below it asks its question anew."""
    run.move(definitions.END)
