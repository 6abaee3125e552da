"""What do the rules look at? A pack as it was read, as it is written, and as a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.content import flow_graph
from bot.content.definitions import Action, Collect, Content, Flow, SetSlots, Step
from bot.content.flow_graph import FlowGraph, Place
from config.marked_yaml import Entry, ListNode, MapNode, Mark, Node, ScalarNode


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One pack for the rules; everything that several of them ask for is worked out once."""

    content: Content
    #: Texts may be past their date.
    today: date
    #: The files, by path, and the named things in them, as they are written.
    files: Mapping[str, Node]
    slots: Mapping[str, Entry]
    flows: Mapping[str, Entry]
    responses: Mapping[str, Entry]
    #: The lines of a file, for places inside block scalars.
    lines: Mapping[str, tuple[str, ...]]

    @cached_property
    def graph(self) -> FlowGraph:
        """All flows, links followed."""
        return flow_graph.of_content(self.content)

    @cached_property
    def steps(self) -> tuple[tuple[Flow, Step], ...]:
        """Every step, with its flow."""
        return tuple((flow, step) for flow in self.content.flows.values() for step in flow.steps.values())

    @cached_property
    def collects(self) -> tuple[tuple[Flow, Collect], ...]:
        """Every question."""
        return tuple((flow, step) for flow, step in self.steps if isinstance(step, Collect))

    @cached_property
    def said(self) -> Mapping[str, tuple[Place, ...]]:
        """Where each response is said, as a question or by an action."""
        places: dict[str, list[Place]] = {}
        for flow, step in self.steps:
            if isinstance(step, Action):
                places.setdefault(step.action, []).append(Place(flow.id, step.id))
            elif isinstance(step, Collect):
                places.setdefault(step.utter, []).append(Place(flow.id, step.id))
        return {name: tuple(where) for name, where in places.items()}

    @cached_property
    def setters(self) -> Mapping[str, tuple[Place, ...]]:
        """Where each slot is filled by a flow."""
        places: dict[str, list[Place]] = {}
        for flow, step in self.steps:
            names = [step.slot] if isinstance(step, Collect) else []
            if isinstance(step, SetSlots):
                names = [name for name, value in step.values if value is not None]
            for name in names:
                places.setdefault(name, []).append(Place(flow.id, step.id))
        return {name: tuple(where) for name, where in places.items()}

    def text_mark(self, response: str, number: int, *, language: str = "") -> Mark:
        """Where the text of a response's wording stands, or its translation."""
        written = item(self.responses[response].node, number)
        return _mark(_worded(written, "text", language), self.responses[response].key_mark)

    def button_mark(self, response: str, number: int, button: int, *, language: str = "") -> Mark:
        """Where the title of a wording's button stands, or its translation."""
        written = item(self.responses[response].node, number)
        listed = (*items(child(written, "buttons")), *items(child(written, "quick_replies")))
        return _mark(_worded(listed[button], "title", language), self.responses[response].key_mark)

    def option_mark(self, slot: str, number: int, *, language: str = "") -> Mark:
        """Where the label of an option of a slot's answer stands, or its translation; that for "none" stands last."""
        answer = child(self.slots[slot].node, "answer")
        written = (*items(child(answer, "options")), child(answer, "none"))[number]
        return _mark(_worded(written, "label", language), self.slots[slot].key_mark)

    def examples(self) -> Iterator[tuple[str, str, Mark]]:
        """Each NLU example: its intent, its words and its place."""
        for node in self.files.values():
            for entry in items(child(node, "nlu")):
                intent, listed = child(entry, "intent"), child(entry, "examples")
                if isinstance(intent, ScalarNode) and isinstance(listed, ScalarNode):
                    yield from self._listed(intent.written, listed)

    def _listed(self, intent: str, node: ScalarNode) -> Iterator[tuple[str, str, Mark]]:
        """The lines of a block scalar; its own mark is that of its `|`."""
        lines = self.lines.get(node.mark.file, ())
        for number in range(node.mark.line, min(len(lines), node.mark.line + node.written.count("\n") + 1)):
            before, dash, words = lines[number].partition("- ")
            if dash and not before.strip() and words.strip():
                yield intent, words.strip(), Mark(node.mark.file, number + 1, len(before) + 3)


def child(node: Node | None, key: str) -> Node | None:
    """What stands under a key of a map."""
    return node.get(key) if isinstance(node, MapNode) else None


def item(node: Node | None, number: int) -> Node | None:
    """One item of a list."""
    listed = items(node)
    return listed[number] if number < len(listed) else None


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list."""
    return node.items if isinstance(node, ListNode) else ()


def _worded(node: Node | None, key: str, language: str) -> Node | None:
    """The words under the key, or their translation."""
    return child(child(node, "translation"), language) if language else child(node, key)


def _mark(node: Node | None, otherwise: Mark) -> Mark:
    return otherwise if node is None else node.mark
