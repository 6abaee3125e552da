"""What follows when the citizen picks one of the numbered lines?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.content import payloads
from bot.content.definitions import Value
from bot.engine import wording
from bot.engine.patterns import PATTERN_CLARIFICATION, PATTERN_SESSION_START
from bot.engine.run import Run
from bot.engine.steps import collect

#: "None of these" among topics: the words meant something else.
NONE_OF_THESE: Final = "/NoneOfThese"

_START_FLOW: Final = re.compile(r"/StartFlow\((?P<flow>\w+)\)")


def start_payload(flow: str) -> str:
    """What choosing this flow says."""
    return f"/StartFlow({flow})"


def choose(
    run: Run, payload: str, *, answer: Callable[[Run, Value], None], not_understood: Callable[[Run], None]
) -> None:
    """Start the flow, or set the slots; the slot that is being asked for is answered, last of all."""
    flow = _flow(run, payload)
    if flow:
        run.resume(flow)
        return
    found = payloads.slots_set(payload)
    if found is None:
        not_understood(run)
        return
    slots = run.flows.content.slots
    values = {
        name: payloads.value(written, slots[name].type) for name, written in found.items() if name in slots
    }
    for name, value in values.items():
        refusal = collect.invalid(run, name, value) if name != run.asking else None
        if refusal:
            collect.refuse_early(run, name, refusal)
        elif name != run.asking:
            run.slots[name] = value
    if run.asking in values:
        answer(run, values[run.asking])


def _flow(run: Run, payload: str) -> str | None:
    """The flow that the payload starts, by its name or by an intent."""
    named = _START_FLOW.fullmatch(payload)
    if named:
        return named["flow"] if named["flow"] in run.flows.content.flows else None
    flow, _ = run.flows.triggers.get(payload.removeprefix("/"), (None, 0.0))
    return flow


def ask_which(run: Run, flows: tuple[str, ...]) -> None:
    """Ask which of these topics is meant; a new conversation is greeted before."""
    names = [run.flows.content.flows[flow].named(wording.language(run)) for flow in flows]
    context: dict[str, Value] = {
        "names": names,
        "clarification_ids": list(flows),
        "clarification_options": names,
    }
    if run.fresh:
        run.start(PATTERN_SESSION_START)
        run.aside = PATTERN_CLARIFICATION, context
        return
    attempts = run.attempts
    run.start(PATTERN_CLARIFICATION, context=context)
    run.attempts = attempts
