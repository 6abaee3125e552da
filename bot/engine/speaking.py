"""How does a pattern that only speaks run, beside the flow that has the word?

`pattern_collect_information` puts a question, `pattern_validate_slot` refuses what was filled early. They ask nothing of their
own, so they begin and end within one step of the flow on top, and no conversation ever stands in one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.content import default_content, definitions
from bot.content.definitions import Value
from bot.engine import limits, saying
from bot.engine.conversation import Frame
from bot.engine.run import Run
from bot.engine.steps import branching, set_slots


def through(
    run: Run, pattern: str, *, context: Mapping[str, Value], actions: Mapping[str, Callable[[], None]]
) -> None:
    """Run the pattern to its end or to `action_listen`; `actions` do what only this occasion can."""
    flow = run.flows.flow(pattern)
    run.stack.append(Frame(flow=pattern, step=flow.first, since=run.before.turn, context=context))
    at = flow.first
    # The program's own pattern says at each question the same: it is no way that a conversation goes.
    counted = not default_content.is_built_in(flow.mark)
    for _ in range(limits.STEPS_PER_QUESTION):
        step = flow.steps.get(at)
        if step is None or (isinstance(step, definitions.Action) and step.action == "action_listen"):
            break
        if counted:
            run.passed(step.id)
        _perform(run, step, actions)
        at = branching.target(run, step, counted=counted)
    else:
        run.fault("too-many-steps")
    run.stack.pop()


def _perform(run: Run, step: definitions.Step, actions: Mapping[str, Callable[[], None]]) -> None:
    match step:
        case definitions.Action(action=name) if name.startswith("utter_"):
            saying.say(run, name)
        case definitions.Action(action=name) if name in actions:
            actions[name]()
        case definitions.SetSlots():
            set_slots.fill(run, step)
