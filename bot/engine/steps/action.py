"""`action: utter_x` says something; `action: action_x` does something that is built in."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import saying
from bot.engine.actions import built_in
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.Action) -> None:
    """Say or do it; words that a correction goes over again are not repeated."""
    if step.action.startswith("utter_"):
        if not run.stack[-1].replay:
            saying.say(run, step.action)
        branching.follow(run, step)
        return
    act = built_in.ACTIONS.get(step.action)
    if act is None:
        run.fault("unknown-action")
    else:
        act(run)
    if not run.stopped and _still_here(run, step):
        branching.follow(run, step)


def _still_here(run: Run, step: definitions.Action) -> bool:
    """Whether the action left the flow where it was, so that it must be moved on."""
    return bool(run.stack) and run.stack[-1].step == step.id
