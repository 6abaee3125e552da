"""`collect: idade` asks for a slot and waits, unless it is filled already, or the person told it before."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from bot.content import answers, default_content, definitions
from bot.content.definitions import Value
from bot.engine import responses, saying, speaking, telling, wording
from bot.engine.patterns import (
    PATTERN_COLLECT_INFORMATION,
    PATTERN_PARTLY_UNDERSTOOD,
    PATTERN_RED_FLAG,
    PATTERN_VALIDATE_SLOT,
)
from bot.engine.run import Run
from bot.engine.steps import branching


def perform(run: Run, step: definitions.Collect) -> None:
    """Pass on, answer a waiting topic first, count as unknown when there is no time, or ask."""
    if not step.always_ask and run.slots.knows(step.slot):
        branching.follow(run, step)
    elif run.hurried and run.in_flow(PATTERN_RED_FLAG):
        accept(run, step, run.told.pop(step.slot, answers.UNKNOWN))
    elif _is_told(run, step):
        run.taken_over.append(step.slot)
        accept(run, step, run.told.pop(step.slot))
    elif run.told.get(step.slot) is not None and _refused_early(run, step):
        ask(run, step)
    elif run.aside:
        (flow, context), run.aside = run.aside, None
        run.start(flow, context=context)
    else:
        ask(run, step)


def refused(run: Run, step: definitions.Collect, value: Value) -> definitions.Rejection | None:
    """What the question, or else the slot, has against the answer; nothing is held against not knowing."""
    return _holding(run, step.slot, value, step.rejections) or invalid(run, step.slot, value)


def invalid(run: Run, slot: str, value: Value) -> definitions.Rejection | None:
    """What the slot itself has against the value, wherever it comes from."""
    return _holding(run, slot, value, run.flows.content.slots[slot].rejections)


def _holding(
    run: Run, slot: str, value: Value, rejections: Sequence[definitions.Rejection]
) -> definitions.Rejection | None:
    if not rejections or value == answers.UNKNOWN:
        return None
    looked_at = frozenset[str]().union(*(refusal.condition.slots for refusal in rejections))
    slots = {name: value if name == slot else run.slots.get(name) for name in looked_at}
    context = run.context
    return next((refusal for refusal in rejections if refusal.condition.holds(slots, context)), None)


def accept(run: Run, step: definitions.Collect, value: definitions.Value) -> None:
    """Take the answer to this step's question, with what was told of it before, and go on."""
    answer = run.flows.content.slots[step.slot].answer
    value = telling.together(answer, run.told.pop(step.slot, None), value)
    run.give(step.slot, value, flow=run.stack[-1].flow, step=step.id)
    run.forget_question()
    branching.follow(run, step)


def _is_told(run: Run, step: definitions.Collect) -> bool:
    """Whether what was told answers the question wholly: a list may always be longer than what was told of it."""
    told = run.told.get(step.slot)
    if told is None or step.always_ask or isinstance(told, list):
        return False
    return refused(run, step, told) is None


def ask(run: Run, step: definitions.Collect) -> None:
    """Ask, and wait."""
    saying.say_back(run)
    if run.stack[-1].replay:
        run.stack[-1] = dataclasses.replace(run.stack[-1], replay=False)
    run.slots[step.slot] = None
    if run.asking != step.slot:
        run.forget_question()
        run.asking = step.slot
    _put(run, step)
    run.stopped = True


def _put(run: Run, step: definitions.Collect) -> None:
    """Let the pattern put the question; where it forgets to, the question is put all the same."""
    pattern = PATTERN_PARTLY_UNDERSTOOD if run.unread else PATTERN_COLLECT_INFORMATION
    if default_content.is_built_in(run.flows.flow(pattern).mark):
        _say(run, step)  # all that the built-in pattern does, without a walk through it at each question
        return
    put = False

    def say() -> None:
        nonlocal put
        put = True
        _say(run, step)

    context: dict[str, Value] = {
        "collect": step.slot,
        "utter": _wording(run, step),
        "attempts": run.attempts,
    }
    speaking.through(run, pattern, context=context, actions={"action_ask_question": say})
    if not put:
        _say(run, step)


def _say(run: Run, step: definitions.Collect) -> None:
    saying.say(
        run,
        _wording(run, step),
        also={"entendido": _in_words(run, step.slot, run.told.get(step.slot)), "trecho": run.unread},
        titles=titles(run, step.slot),
    )


def _refused_early(run: Run, step: definitions.Collect) -> bool:
    """Whether what was told before its question is refused; then it is said why, and forgotten."""
    told = run.told[step.slot]
    refusal = None if isinstance(told, list) or step.always_ask else refused(run, step, told)
    if refusal is None:
        return False
    del run.told[step.slot]
    refuse_early(run, step.slot, refusal)
    return True


def refuse_early(run: Run, slot: str, refusal: definitions.Rejection) -> None:
    """Say why a value that came before its question is not taken."""
    refill = run.flows.content.slots[slot].refill_utter
    context: dict[str, Value] = {"validate": slot, "refill_utter": refill}
    actions = {
        "action_run_slot_rejections": lambda: saying.say(run, refusal.utter),
        "action_ask_refill": lambda: saying.say(run, refill or ""),
    }
    speaking.through(run, PATTERN_VALIDATE_SLOT, context=context, actions=actions)


def _wording(run: Run, step: definitions.Collect) -> str:
    """The question, or the one for what else there is when some of it was told, or could not be understood."""
    if run.unread:
        own = f"utter_partly_understood_{step.slot}"
        return own if own in run.flows.content.responses else "utter_partly_understood"
    further = f"utter_ask_further_{step.slot}"
    told = run.told.get(step.slot)
    return further if told and further in run.flows.content.responses else step.utter


def _in_words(run: Run, slot: str, value: definitions.Value) -> str:
    return responses.in_words(run.flows.content.slots[slot], value, wording.language(run))


def titles(run: Run, slot: str) -> list[str]:
    """The numbered options of a closed question."""
    language = wording.language(run)
    return [option.labelled(language) for option in responses.options(run.flows.content.slots[slot].answer)]
