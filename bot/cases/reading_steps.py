"""The `steps:` of a case: what happens, and below it what must follow."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from bot.cases import durations, places, reading_assertions
from bot.cases.definitions import CaseTurn, EventKind, Expectation, ExpectationKind, SlotState
from bot.content.definitions import Value
from bot.engine import sent_file
from bot.engine.sent_file import SentFile
from config.marked_yaml import Fault, ListNode, MapNode, Node, ScalarNode, Shape, closest

_EXPECTED: Final = {kind.value: kind for kind in ExpectationKind}
_NAMES: Final = frozenset({ExpectationKind.reasons, ExpectationKind.all_reasons, ExpectationKind.flags})
_SLOTS: Final = frozenset({ExpectationKind.slot_was_set, ExpectationKind.slot_was_not_set})


def turns(nodes: Sequence[Node], faults: list[Fault]) -> tuple[CaseTurn, ...]:
    """The turns of a case; expectations belong to the turn above them."""
    found: list[CaseTurn] = []
    for node in nodes:
        shape = Shape(node, what="um passo do caso", faults=faults, mark=node.mark)
        if shape.node("user") is not None or shape.node("event") is not None:
            found.append(_turn(shape, faults))
        elif expected := _expectations(shape, faults):
            if found:
                found[-1] = dataclasses.replace(found[-1], expectations=(*found[-1].expectations, *expected))
            else:
                shape.fault("step-kind", 'antes do que se espera vem o que acontece: "user" ou "event"')
        else:
            known = ", ".join(["user", "event", *_EXPECTED])
            shape.fault("step-kind", f"um passo de caso é um destes: {known}")
        shape.done()
    return tuple(found)


def _turn(shape: Shape, faults: list[Fault]) -> CaseTurn:
    asserted = shape.list("assertions")
    shape.node("metadata")
    return CaseTurn(
        mark=shape.mark,
        text=shape.text("user", ""),
        event=_event(shape),
        after=_after(shape),
        intent=shape.text("intent"),
        place=_place(shape),
        file=_file(shape),
        expectations=_expectations(shape, faults),
        assertions=reading_assertions.assertions(asserted.items if asserted else (), faults),
        in_order=shape.flag("assertion_order_enabled", default=False),
    )


def _event(shape: Shape) -> EventKind | None:
    written = shape.text("event")
    if written is None:
        return None
    try:
        return EventKind(written)
    except ValueError:
        meant = closest(written, list(EventKind))
        hint = f'; você quis dizer "{meant}"?' if meant else f"; use um destes: {', '.join(EventKind)}"
        shape.fault("unknown-event", f'o acontecimento "{written}" não existe{hint}', key="event")
        return None


def _after(shape: Shape) -> timedelta | None:
    written = shape.text("after")
    if written is None:
        return None
    time = durations.read(written)
    if time is None:
        shape.fault("wrong-kind", '"after" é um tempo como 30s, 5min, 2h ou 1d', key="after")
    return time


def _place(shape: Shape) -> tuple[float, float] | None:
    written = shape.text("place")
    if written is None:
        return None
    found = places.read(written)
    if found is None:
        shape.fault("wrong-kind", '"place" é latitude e longitude, como -3.7319, -38.5267', key="place")
    return found


def _file(shape: Shape) -> SentFile | None:
    written = shape.text("file")
    if written is None:
        return None
    found = sent_file.typed(written)
    if found is None:
        shape.fault("wrong-kind", '"file" é tipo e tamanho, como image/jpeg, 340 kB', key="file")
    return found


def _expectations(shape: Shape, faults: list[Fault]) -> tuple[Expectation, ...]:
    found = []
    for key, kind in _EXPECTED.items():
        node = shape.node(key)
        if node is not None:
            found.append(_expectation(shape, key, kind, node, faults))
    return tuple(found)


def _expectation(
    shape: Shape, key: str, kind: ExpectationKind, node: Node, faults: list[Fault]
) -> Expectation:
    if kind in _SLOTS:
        listed = node.items if isinstance(node, ListNode) else (node,)
        return Expectation(kind=kind, mark=node.mark, slots=slots(listed, faults))
    if kind in _NAMES:
        return Expectation(kind=kind, mark=node.mark, names=shape.texts(key))
    return Expectation(kind=kind, mark=node.mark, text=shape.text(key, ""))


def slots(nodes: Iterable[Node], faults: list[Fault]) -> tuple[SlotState, ...]:
    """`- nome`, `- nome: valor`, or `- {name: nome, value: valor}`."""
    found: list[SlotState] = []
    for node in nodes:
        if isinstance(node, ScalarNode):
            found.append(SlotState(name=node.written))
        elif (
            isinstance(node, MapNode) and "name" in node.entries and node.entries.keys() <= {"name", "value"}
        ):
            name = Shape(node, what="o slot", faults=faults, mark=node.mark).required_text("name")
            given = node.get("value")
            found.append(_state(name, given))
        elif isinstance(node, MapNode):
            found.extend(_state(name, entry.node) for name, entry in node.entries.items())
        else:
            faults.append(Fault("wrong-kind", node.mark, "esperava o nome de um slot, ou nome: valor"))
    return tuple(found)


def _state(name: str, node: Node | None) -> SlotState:
    return SlotState(name=name) if node is None else SlotState(name=name, value=value(node), any_value=False)


def values(node: Node | None, faults: list[Fault]) -> dict[str, Value]:
    """Slots and their values, as a map or as a list of maps."""
    if node is None:
        return {}
    items = node.items if isinstance(node, ListNode) else (node,)
    found: dict[str, Value] = {}
    for item in items:
        if isinstance(item, MapNode):
            found |= {name: value(entry.node) for name, entry in item.entries.items()}
        else:
            faults.append(Fault("wrong-kind", item.mark, "esperava slot: valor"))
    return found


def value(node: Node) -> Value:
    """A value as it is written."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return [item.written for item in node.items if isinstance(item, ScalarNode)]
    return None
