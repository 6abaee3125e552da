"""`action_correct` asks again for the answer that the words name, or lists the answers given and asks which one to change."""

from __future__ import annotations

import dataclasses

from bot.content import definitions
from bot.content.definitions import Value
from bot.engine import correcting, saying, snapshot, wording
from bot.engine.conversation import CORRECTION
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run) -> None:
    """Go back to the answer that was named, ask which, or say that there is nothing to change yet."""
    here = snapshot.taken(run)
    options = correcting.options(run.flows, here, wording.language(run))
    if not options:
        run.move(definitions.END)
        saying.say(run, "utter_nothing_to_correct")
        return
    named = correcting.named(run.flows, here, run.turn.text)
    if named:
        choose(run, named)
        return
    run.forget_question()
    run.asking = CORRECTION
    saying.say(run, "utter_correct_which", titles=[option.label for option in options])
    run.stopped = True


def choose(run: Run, slot: str) -> None:
    """Ask again for the chosen answer, once the flow that corrects has said the rest; all others stay."""
    frame = run.stack.pop()
    given = next(given for given in run.given if given.slot == slot)
    run.rewind(given)
    context: dict[str, Value] = {
        "corrected_slots": [slot],
        "is_reset_only": True,
        "reset_flow_id": given.flow,
        "reset_step_id": given.step,
    }
    run.stack.append(dataclasses.replace(frame, context={**frame.context, **context}))
    branching.follow(run, run.flows.flow(frame.flow).steps[frame.step])
