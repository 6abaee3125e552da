"""`slots:` and `responses:`, as in Rasa's domain.yml."""

from __future__ import annotations

import re

from bot.content import reading_answers
from bot.content.definitions import Button, Response, Slot, Variation
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Mark, Node, Shape

_VARIABLE = re.compile(r"\{(\w+)\}")
_TYPES = frozenset({"text", "bool", "float", "categorical", "list", "any"})


def slot(name: str, entry: Entry, faults: list[Fault]) -> Slot:
    """One slot."""
    shape = Shape(entry.node, what=f'o slot "{name}"', faults=faults, mark=entry.key_mark)
    kind = shape.text("type", "text")
    if kind not in _TYPES:
        shape.fault(
            "unknown-slot-type",
            f'tipo de slot "{kind}"; use um destes: {", ".join(sorted(_TYPES))}',
            key="type",
        )
    answer = shape.map("answer")
    read = Slot(
        name=name,
        label=shape.text("label", name.replace("_", " ").capitalize()),
        answer=reading_answers.read(answer, faults) if answer else None,
        mark=entry.key_mark,
    )
    shape.done()
    return read


def response(name: str, entry: Entry, faults: list[Fault]) -> Response:
    """One response with its variations."""
    variations = entry.node.items if isinstance(entry.node, ListNode) else ()
    if not variations:
        faults.append(
            Fault("empty-response", entry.key_mark, f'a resposta "{name}" precisa de uma lista de textos')
        )
    return Response(
        name=name,
        variations=tuple(_variation(name, node, faults, entry.key_mark) for node in variations),
        mark=entry.key_mark,
    )


def _variation(name: str, node: Node, faults: list[Fault], mark: Mark) -> Variation:
    shape = Shape(node, what=f'a resposta "{name}"', faults=faults, mark=mark)
    text = shape.required_text("text").strip()
    buttons = shape.list("buttons")
    shape.map("metadata")
    variation = Variation(
        text=text,
        buttons=tuple(_button(item, faults, shape.mark) for item in buttons.items) if buttons else (),
        channel=shape.text("channel"),
        names=tuple(_VARIABLE.findall(text)),
    )
    shape.done()
    return variation


def _button(node: Node, faults: list[Fault], mark: Mark) -> Button:
    shape = Shape(node, what="o botão", faults=faults, mark=mark)
    button = Button(title=shape.required_text("title"), payload=shape.required_text("payload"))
    shape.done()
    return button


def entries(node: Node | None, faults: list[Fault], what: str) -> dict[str, Entry]:
    """The entries of a map of names; a fault when it is something else."""
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        faults.append(Fault("wrong-kind", node.mark, f'{what}: esperava um mapa de "nome: …"'))
        return {}
    return dict(node.entries)
