"""What is a step called, and which step of the new flow is which of the old? Steps without an id go by what they do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from bot.content import condition_words
from bot.content.definitions import END, Action, Collect, Content, Flow, Link, SetSlots, Step
from config.marked_yaml import Mark

#: What is told in other ways, or says nothing of the meaning.
_TOLD_ELSEWHERE = frozenset({"id", "branches", "mark"})
_FIELD_WORDS = {
    "slot": "o que se guarda",
    "utter": "o texto da pergunta",
    "always_ask": "perguntar sempre",
    "action": "a ação",
    "values": "os valores",
    "flow": "o fluxo seguinte",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A flow's steps under names that do not change when a step is put before them."""

    #: In the order of the flow.
    steps: Mapping[str, Step]
    #: Step id → its name here.
    names: Mapping[str, str]

    def target(self, step_id: str) -> str:
        """The name of where a branch goes."""
        return self.names.get(step_id, step_id)


def keyed(flow: Flow) -> Keyed:
    """Name the steps: by the id that the author gave, else by kind and what it is about."""
    made = re.compile(rf"{re.escape(flow.id)}_\d+_\w+")
    steps: dict[str, Step] = {}
    names: dict[str, str] = {}
    for step in flow.steps.values():
        name = about(step) if made.fullmatch(step.id) else step.id
        number = 2
        while name in steps:
            name = f"{name.partition('#')[0]}#{number}"
            number += 1
        steps[name] = step
        names[step.id] = name
    return Keyed(steps=steps, names=names)


def about(step: Step) -> str:
    """Kind and object of a step, without its place."""
    match step:
        case Collect(slot=slot):
            return f"collect {slot}"
        case Action(action=action):
            return f"action {action}"
        case Link(flow=flow):
            return f"link {flow}"
        case SetSlots(values=values):
            return f"set_slots {' '.join(name for name, _ in values)}"
        case _:
            return type(step).__name__.lower()


def called(step: Step, content: Content) -> str:
    """The step as people call it."""
    match step:
        case Collect(slot=slot):
            return f"a pergunta «{condition_words.label(slot, content.slots)}»"
        case Action(action=action) if action in content.responses:
            return f"o texto «{action}»"
        case Action(action=action):
            return f"a ação «{action}»"
        case Link(flow=flow):
            return f"a ida ao fluxo «{name_of(flow, content)}»"
        case _:
            return f"o passo «{step.id}»"


def place(step_id: str, flow: Flow | None, content: Content) -> str:
    """Where a branch goes, as people call it."""
    if step_id == END:
        return "o fim"
    step = flow.steps.get(step_id) if flow else None
    return called(step, content) if step else f"«{step_id}»"


def name_of(flow_id: str, content: Content) -> str:
    """What people call a flow."""
    known = content.flows.get(flow_id)
    return known.name if known and known.name else flow_id


def changed_fields(old: object, new: object) -> list[str]:
    """What else of a thing is different, in words; places in files are no difference."""
    return [
        _FIELD_WORDS.get(field.name, field.name)
        for field in fields(old)  # type: ignore[arg-type]
        if field.name not in _TOLD_ELSEWHERE
        and not isinstance(getattr(old, field.name), Mark)
        and getattr(old, field.name) != getattr(new, field.name)
    ]
