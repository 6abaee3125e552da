"""From a flow to what is on its picture: a box for each step, a box for the words of each branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import starmap
from typing import Final

from bot.content import condition_words, flow_graph
from bot.content.conditions import Expression
from bot.content.definitions import (
    END,
    Action,
    Call,
    Classify,
    Collect,
    Content,
    Flow,
    HandOff,
    Link,
    SetSlots,
    Step,
)
from bot.content.flow_graph import Edge, Place, Way
from bot.drawing import severity
from bot.drawing.picture import Arrow, Box, BoxKind, Picture

_ACTIONS: Final[Mapping[str, tuple[BoxKind, str]]] = {
    "action_hand_off": (BoxKind.hand_off, "Encaminhar a uma pessoa"),
    "action_classify": (BoxKind.action, "Decidir a classe de risco"),
    "action_close": (BoxKind.action, "Encerrar a conversa"),
    "action_restart": (BoxKind.action, "Começar de novo"),
    "action_repeat": (BoxKind.action, "Repetir a última mensagem"),
    "action_back": (BoxKind.action, "Voltar à pergunta anterior"),
    "action_correct": (BoxKind.action, "Corrigir uma resposta"),
}
_LONGEST: Final = 140


def describe(content: Content, flow: Flow, *, traffic: Mapping[str, int] | None = None) -> Picture:
    """The picture of one flow; `traffic` tells how often each slot was answered."""
    return _Describing(content, flow, traffic).picture()


@dataclass(slots=True)
class _Describing:
    content: Content
    flow: Flow
    traffic: Mapping[str, int] | None
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)

    def picture(self) -> Picture:
        graph = flow_graph.of_flow(self.flow)
        severities = severity.severities(self.content, self.flow)
        numbers = {}
        for step in self.flow.steps.values():
            leaving = graph.leaving.get(Place(self.flow.id, step.id), ())
            ends = all(edge.target.is_end and edge.way is Way.next for edge in leaving)
            numbers[step.id] = self._step(step, severities.get(step.id), ends=ends)
        for edge in graph.edges:
            self._edge(edge, numbers)
        return Picture(title=self.flow.name, boxes=tuple(self.boxes), arrows=tuple(self.arrows))

    def _add(self, kind: BoxKind, text: str, **more: object) -> int:
        number = len(self.boxes)
        self.boxes.append(Box(id=number, kind=kind, text=_shortened(text), **more))  # type: ignore[arg-type]
        return number

    def _step(self, step: Step, severity_: int | None, *, ends: bool) -> int:
        kind, text = self._told(step)
        asked = step.slot if isinstance(step, Collect) else None
        traffic = self.traffic.get(asked, 0) if self.traffic is not None and asked else None
        return self._add(kind, text, note=step.id, severity=severity_, ends=ends, traffic=traffic)

    def _told(self, step: Step) -> tuple[BoxKind, str]:
        match step:
            case Collect(slot=slot, utter=utter):
                label = condition_words.label(slot, self.content.slots)
                told = (BoxKind.question, self._words(utter) or label)
            case Action(action=action):
                words = self._words(action)
                told = _ACTIONS.get(action) or ((BoxKind.text, words) if words else (BoxKind.action, action))
            case Link(flow=flow):
                told = (BoxKind.link, f"Ir para: {self._flow_name(flow)}")
            case Call(flow=flow):
                told = (BoxKind.link, f"Passar por: {self._flow_name(flow)}")
            case Classify():
                told = _ACTIONS["action_classify"]
            case HandOff():
                told = _ACTIONS["action_hand_off"]
            case SetSlots(values=values):
                told = (BoxKind.other, "Anotar " + ", ".join(starmap(self._noted, values)))
            case _:
                told = (BoxKind.other, "Decidir o caminho")
        return told

    def _flow_name(self, flow: str) -> str:
        known = self.content.flows.get(flow)
        return known.name if known else flow

    def _noted(self, slot: str, value: object) -> str:
        slots = self.content.slots
        if isinstance(value, Expression):
            return f"{condition_words.label(slot, slots)}: {value.text}"
        return f"{condition_words.label(slot, slots)}: {condition_words.value(value, slot, slots).pt}"

    def _words(self, response: str) -> str:
        known = self.content.responses.get(response)
        return known.variations[0].text.replace("*", "") if known and known.variations else ""

    def _edge(self, edge: Edge, numbers: Mapping[str, int]) -> None:
        source = numbers[edge.source.step]
        target = edge.target.step
        if edge.way is Way.link or (target == END and edge.way is Way.next):
            return
        if edge.way is not Way.next:
            condition = self._add(BoxKind.condition, self._when(edge))
            self.arrows.append(Arrow(source=source, target=condition))
            source = condition
        goes = self._add(BoxKind.end, "fim") if target not in numbers else numbers[target]
        self.arrows.append(Arrow(source=source, target=goes))

    def _when(self, edge: Edge) -> str:
        step = self.flow.steps[edge.source.step]
        condition = step.branches[edge.number].condition
        if condition is None:
            return "senão"
        return f"se {condition_words.in_words(condition, self.content.slots).pt}"


def _shortened(text: str) -> str:
    """Enough to know it by."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
