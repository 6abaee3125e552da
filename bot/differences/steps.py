"""What is a step called, and which step of the new flow is which of the old? Steps without an id go by what they do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.content import condition_words
from bot.content.definitions import END, Action, Call, Collect, Content, Flow, HandOff, Link, SetSlots, Step
from bot.differences import changed_fields
from bot.told import Told, alike

#: What is told in other ways, or says nothing of the meaning.
_TOLD_ELSEWHERE = frozenset({"id", "branches", "mark"})
_FIELD_WORDS = {
    "slot": Told("o que se guarda", "what is kept"),
    "utter": Told("o texto da pergunta", "the question's text"),
    "always_ask": Told("perguntar sempre", "whether it is always asked"),
    "action": Told("a ação", "the action"),
    "values": Told("os valores", "the values"),
    "flow": Told("o fluxo seguinte", "the flow that follows"),
    "reset_after_flow_ends": Told(
        "se a resposta é esquecida no fim do fluxo", "whether the answer is forgotten when the flow ends"
    ),
    "rejections": Told("que respostas são recusadas", "which answers are refused"),
    "retries": Told(
        "quantas vezes se pergunta e o que vem depois", "how often it is asked and what comes then"
    ),
    "timeout": Told("o que acontece no silêncio", "what happens in silence"),
    "optional": Told("se a pergunta pode ser pulada", "whether the question may be skipped"),
    "only_answers": Told("se só respostas são ouvidas", "whether only answers are heard"),
    "protocol": Told("o protocolo", "the protocol"),
    "department": Told("o setor que recebe", "the department that receives"),
    "priority": Told("a prioridade", "the priority"),
    "summary": Told("o resumo para a equipe", "the summary for the team"),
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


def called(step: Step, content: Content) -> Told:
    """The step as people call it."""
    match step:
        case Collect(slot=slot):
            told = Told("a pergunta «$name»", "the question «$name»")
            name = condition_words.label(slot, content.slots)
        case Action(action=action):
            is_text = action in content.responses
            told = (
                Told("o texto «$name»", "the text «$name»")
                if is_text
                else Told("a ação «$name»", "the action «$name»")
            )
            name = action
        case Link(flow=flow):
            told, name = (
                Told("a ida ao fluxo «$name»", "the way to the flow «$name»"),
                name_of(flow, content),
            )
        case Call(flow=flow):
            told, name = (
                Told("a passagem pelo fluxo «$name»", "the way through the flow «$name»"),
                name_of(flow, content),
            )
        case HandOff():
            told, name = Told("o encaminhamento a uma pessoa", "the hand-off to a person"), ""
        case _:
            told, name = Told("o passo «$name»", "the step «$name»"), step.id
    return told.filled(name=name)


def place(step_id: str, flow: Flow | None, content: Content) -> Told:
    """Where a branch goes, as people call it."""
    if step_id == END:
        return Told("o fim", "the end")
    step = flow.steps.get(step_id) if flow else None
    return called(step, content) if step else alike(f"«{step_id}»")


def name_of(flow_id: str, content: Content) -> str:
    """What people call a flow."""
    known = content.flows.get(flow_id)
    return known.name if known and known.name else flow_id


def differing(old: Step, new: Step) -> list[Told]:
    """What else of a step is different, in words."""
    return changed_fields.changed(old, new, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE)
