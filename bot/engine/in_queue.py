"""What is answered in a room that waits in a queue, where the deployment wants it? Questions that have an answer, and nothing else."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import recognised, recognition
from bot.engine.run import Run


def answer(run: Run) -> None:
    """Start the flow that answers the question; whatever else the words mean, nothing is said."""
    own = run.recognised or recognition.recognise(run.flows, run.before, run.turn)
    meaning = recognition.with_parse(run.flows, run.before, run.turn, own)
    if isinstance(meaning, recognised.Started) and _only_says(run, meaning.flow):
        run.start(meaning.flow)
    else:
        run.stopped = True


def _only_says(run: Run, flow: str) -> bool:
    """Whether the flow does nothing but say responses: no question, no triage, no hand-off, nothing remembered."""
    steps = run.flows.flow(flow).steps.values()
    says = (isinstance(step, definitions.Action) and step.action.startswith("utter_") for step in steps)
    return not run.flows.flow(flow).is_pattern and all(says)
