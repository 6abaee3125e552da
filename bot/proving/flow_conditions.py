"""Which conditions does a flow go by?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.conditions import Condition
from bot.content.definitions import Collect, Flow, Step


def of_flow(flow: Flow) -> Iterator[Condition]:
    """Its guard, and those of its steps."""
    if flow.guard:
        yield flow.guard
    for step in flow.steps.values():
        yield from of_step(step)


def of_step(step: Step) -> Iterator[Condition]:
    """Its branches, and which answers it refuses."""
    for branch in step.branches:
        if branch.condition:
            yield branch.condition
    if isinstance(step, Collect):
        yield from (rejection.condition for rejection in step.rejections)
