"""`action_close` closes the room; nothing is said after it."""

from __future__ import annotations

from bot.engine.conversation import Phase
from bot.engine.effects import Close
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Close with a comment for the record; Rocket.Chat asks for one."""
    risk = run.flows.protocol.risk_class(run.assessment.risk_class).label if run.assessment else "sem triagem"
    run.effects.append(Close(comment=f"Encerrado pela Bela: {risk}"))
    run.phase = Phase.ended
    run.stack = []
    run.forget_question()
    run.stopped = True
