"""What is a step called, and which step of the new flow is which of the old? Steps without an id go by what they do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.content import condition_words
from bot.content.definitions import END, Action, Call, Collect, Content, Flow, HandOff, Link, SetSlots, Step
from bot.differences import changed_fields

#: What is told in other ways, or says nothing of the meaning.
_TOLD_ELSEWHERE = frozenset({"id", "branches", "mark"})
_FIELD_WORDS = {
    "slot": "o que se guarda",
    "utter": "o texto da pergunta",
    "always_ask": "perguntar sempre",
    "action": "a ação",
    "values": "os valores",
    "flow": "o fluxo seguinte",
    "reset_after_flow_ends": "se a resposta é esquecida no fim do fluxo",
    "rejections": "que respostas são recusadas",
    "retries": "quantas vezes se pergunta e o que vem depois",
    "timeout": "o que acontece no silêncio",
    "optional": "se a pergunta pode ser pulada",
    "only_answers": "se só respostas são ouvidas",
    "protocol": "o protocolo",
    "department": "o setor que recebe",
    "priority": "a prioridade",
    "summary": "o resumo para a equipe",
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
        case Link(flow=flow) | Call(flow=flow):
            return f"{type(step).__name__.lower()} {flow}"
        case SetSlots(values=values):
            return f"set_slots {' '.join(name for name, _ in values)}"
        case _:
            return type(step).__name__.lower()


def called(step: Step, content: Content) -> str:
    """The step as people call it."""
    match step:
        case Collect(slot=slot):
            told = f"a pergunta «{condition_words.label(slot, content.slots)}»"
        case Action(action=action):
            told = f"o texto «{action}»" if action in content.responses else f"a ação «{action}»"
        case Link(flow=flow):
            told = f"a ida ao fluxo «{name_of(flow, content)}»"
        case Call(flow=flow):
            told = f"a passagem pelo fluxo «{name_of(flow, content)}»"
        case HandOff():
            told = "o encaminhamento a uma pessoa"
        case _:
            told = f"o passo «{step.id}»"
    return told


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


def differing(old: Step, new: Step) -> list[str]:
    """What else of a step is different, in words."""
    return changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE)
