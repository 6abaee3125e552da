"""`action_skip_question` goes on without the answer, where "I do not know" is one."""

from __future__ import annotations

from bot.content import answers, definitions
from bot.engine import saying
from bot.engine.run import Run
from bot.engine.steps import collect


def perform(run: Run) -> None:
    """The pending question counts as unknown; one that has to be answered, or none, is said to be so."""
    run.move(definitions.END)
    step = _pending(run)
    if step is None:
        saying.say(run, "utter_nothing_to_skip")
    elif _may_be_skipped(run, step):
        collect.accept(run, step, answers.UNKNOWN)
    else:
        saying.say(run, "utter_cannot_skip")


def _pending(run: Run) -> definitions.Collect | None:
    """The question that the flow below stands at."""
    if not run.stack:
        return None
    step = run.flows.flow(run.stack[-1].flow).steps.get(run.stack[-1].step)
    return step if isinstance(step, definitions.Collect) else None


def _may_be_skipped(run: Run, step: definitions.Collect) -> bool:
    answer = run.flows.content.slots[step.slot].answer
    return step.optional or bool(getattr(answer, "allow_unknown", False))
