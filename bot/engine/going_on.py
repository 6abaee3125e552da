"""How do the flows under way go on, step by step?"""

from __future__ import annotations

from bot.content import definitions
from bot.engine import limits, saying, wording
from bot.engine.actions import hand_off
from bot.engine.conversation import Phase
from bot.engine.patterns import PATTERN_COMPLETED, PATTERN_HUMAN_HANDOFF, PATTERN_SESSION_START
from bot.engine.run import Run
from bot.engine.steps import performing


def go_on(run: Run) -> None:
    """Run steps until a question is asked, the room is given away, or nothing is left to do."""
    for _ in range(limits.STEPS_PER_TURN):
        if run.stopped:
            return
        if not run.stack:
            if not _aside(run) and not _completed(run):
                return
            continue
        frame = run.stack[-1]
        step = run.flows.flow(frame.flow).steps.get(frame.step)
        if step is None:
            run.fault("unknown-step")
            run.move(definitions.END)
        else:
            run.passed(step.id)
            performing.perform(run, step)
    _looping(run)


def _aside(run: Run) -> bool:
    """Whether a topic still waits for its answer now that no flow is left."""
    if run.aside is None:
        return False
    (flow, context), run.aside = run.aside, None
    run.start(flow, context=context)
    return True


def _completed(run: Run) -> bool:
    """Whether the closing words have to be said now that no flow is left."""
    ended = run.ended
    ordinary = ended is not None and (not ended.startswith("pattern_") or ended == PATTERN_SESSION_START)
    if ended is None or not run.flows.flow(ended).completes:
        return False
    if not ordinary or run.phase is not Phase.talking or PATTERN_COMPLETED not in run.flows.content.flows:
        return False
    run.start(
        PATTERN_COMPLETED, context={"previous_flow_name": run.flows.flow(ended).named(wording.language(run))}
    )
    return True


def _looping(run: Run) -> None:
    """The content runs in circles: tell the admin, apologise, and let a person go on."""
    run.fault("too-many-steps")
    saying.say(run, "utter_internal_error")
    run.restart_with(PATTERN_HUMAN_HANDOFF, context={"reason": "too_many_steps"})
    hand_off.perform(run)
