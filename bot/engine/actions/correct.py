"""`action_correct` lists the answers given and asks which one to change."""

from __future__ import annotations

from bot.content import definitions
from bot.engine import recognition
from bot.engine.conversation import CORRECTION
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Ask which, or say that there is nothing to change yet."""
    options = recognition.correctable(run.flows, run.snapshot())
    if not options:
        run.move(definitions.END)
        run.say("utter_nothing_to_correct")
        return
    run.forget_question()
    run.asking = CORRECTION
    run.say("utter_correct_which", titles=[option.label for option in options])
    run.stopped = True


def choose(run: Run, slot: str) -> None:
    """Ask again for the chosen answer; all others stay."""
    run.move(definitions.END)
    run.rewind(next(given for given in run.given if given.slot == slot))
