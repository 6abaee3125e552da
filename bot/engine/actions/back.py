"""`action_back` returns to the question before the pending one."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import saying
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Take the last answer back and ask for it again; at the beginning, say so."""
    run.move(definitions.END)
    if not run.given:
        saying.say(run, "utter_nothing_to_go_back")
        return
    saying.say(run, "utter_back")
    run.rewind(run.given[-1])
