"""`action_cancel_flow` drops what is under way; `action_cancel_interrupted_flows` what waits below."""

from __future__ import annotations

import dataclasses

from bot.content.definitions import Value
from bot.engine import wording
from bot.engine.conversation import FrameKind
from bot.engine.run import Run


def perform(run: Run) -> None:
    """Drop the interrupted flow, with those it called; the flow that cancels goes on."""
    running = run.stack.pop()
    name = ""
    ids: list[str] = []
    while run.stack:
        dropped = run.stack.pop()
        name = run.flows.flow(dropped.flow).named(wording.language(run))
        ids.append(dropped.flow)
        run.forget_slots(dropped.flow)
        if dropped.kind is not FrameKind.call:
            break
    dropped_of: dict[str, Value] = {"canceled_name": name, "canceled_frames": ids} if name else {}
    context = {**running.context, **dropped_of}
    run.stack.append(dataclasses.replace(running, context=context))


def all_interrupted(run: Run) -> None:
    """Drop everything but the flow that runs."""
    for frame in run.stack[:-1]:
        run.forget_slots(frame.flow)
    run.stack = run.stack[-1:]
