"""Which module performs which kind of step?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.content import definitions
from bot.engine.run import Run
from bot.engine.steps import action, call, classify, collect, hand_off, link, noop, set_slots


def perform(run: Run, step: definitions.Step) -> None:
    """Run one step of the flow on top; it moves the flow on, or stops the turn."""
    _PERFORMERS[type(step)](run, step)


_PERFORMERS: Final[Mapping[type, Callable[[Run, Any], None]]] = {
    definitions.Collect: collect.perform,
    definitions.Action: action.perform,
    definitions.SetSlots: set_slots.perform,
    definitions.Link: link.perform,
    definitions.Call: call.perform,
    definitions.Classify: classify.perform,
    definitions.HandOff: hand_off.perform,
    definitions.Noop: noop.perform,
}
