"""`action_close` lets the goodbye be read, and closes the room when nothing more is written."""

from __future__ import annotations

from bot.engine.conversation import Phase
from bot.engine.effects import Close
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Nothing more is asked; who writes again is answered, else the room is closed a little later."""
    _end(run, Phase.closing)


def finish(run: Run) -> None:
    """Close with a comment for the record; Rocket.Chat asks for one."""
    risk = run.flows.protocol.risk_class(run.assessment.risk_class).label if run.assessment else "sem triagem"
    run.effects.append(Close(comment=f"Encerrado pela Bela: {risk}"))
    _end(run, Phase.ended)


def _end(run: Run, phase: Phase) -> None:
    run.phase = phase
    run.stack = []
    run.forget_question()
    run.stopped = True
