"""Which flows take the same course wherever they begin, so that trying them once is trying them everywhere?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content import definitions
from bot.content.definitions import Action, Content, Flow, Noop, Value
from bot.proving import flow_conditions

#: Actions after which nothing of what was under way is left.
_DROP = frozenset({"action_hand_off", "action_close", "action_hangup"})


def telling(content: Content) -> Mapping[str, tuple[str, ...]]:
    """Flow → the slots it goes by, of flows that only say something: no question, nothing set, no other flow, no result.

    When one ends, the conversation stands where it stood, with every answer as it was.
    """
    return {
        flow.id: tuple(sorted(_read(flow)))
        for flow in content.flows.values()
        if all(_tells(step) for step in flow.steps.values())
    }


def only_tells(flow: Flow, *, setting: frozenset[str] = frozenset()) -> bool:
    """Whether the flow just says one thing after another, and sets no other slots than these."""
    return all(_says(step) or _sets_only(step, setting) for step in flow.steps.values())


def leads_to(content: Content, flow: Flow, step: definitions.Collect, value: Value) -> object:
    """Where an answer leads that only this step looks at: any two flows that just say something are alike."""
    branches = (
        one for one in step.branches if one.condition is None or one.condition.holds({step.slot: value})
    )
    target = next((branch.target for branch in branches), definitions.END)
    after = flow.steps.get(target)
    told = content.flows.get(after.flow) if isinstance(after, definitions.Link) else None
    return "tells" if told and only_tells(told) else target


def dropping(content: Content) -> frozenset[str]:
    """Flows every course of which drops all that was under way before anything is asked."""
    return frozenset(flow.id for flow in content.flows.values() if _drops(flow, flow.first, frozenset()))


def _tells(step: definitions.Step) -> bool:
    return isinstance(step, Noop) or _says(step)


def _says(step: definitions.Step) -> bool:
    return isinstance(step, Action) and step.action.startswith("utter_")


def _sets_only(step: definitions.Step, slots: frozenset[str]) -> bool:
    return isinstance(step, definitions.SetSlots) and {name for name, _ in step.values} <= slots


def _read(flow: Flow) -> Iterator[str]:
    for condition in flow_conditions.of_flow(flow):
        yield from condition.slots


def _drops(flow: Flow, step_id: str, passed: frozenset[str]) -> bool:
    step = flow.steps.get(step_id)
    if step is None or step_id in passed:
        return False
    if isinstance(step, definitions.HandOff) or (isinstance(step, Action) and step.action in _DROP):
        return True
    if isinstance(step, (definitions.Collect, definitions.Link, definitions.Call)):
        return False
    if isinstance(step, Action) and step.action != "action_classify" and not step.action.startswith("utter_"):
        return False
    return bool(step.branches) and all(
        _drops(flow, branch.target, passed | {step_id}) for branch in step.branches
    )
