"""`handoff: {department, priority, summary}` gives the room to people."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import saying
from bot.engine.actions import hand_off
from bot.engine.run import Run


def perform(run: Run, step: definitions.HandOff) -> None:
    """Ask that department, or the one of the risk class; the summary heads the note. The turn ends here."""
    hand_off.perform(
        run,
        department=step.department,
        priority=step.priority.value if step.priority else "",
        summary=saying.worded(run, step.summary) if step.summary else "",
    )
