"""The `assertions:` of a turn: the nine of Rasa's that a deterministic engine can be held to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.cases import patterns, reading_steps
from bot.cases.definitions import Assertion, AssertionKind, Uttered
from config.marked_yaml import Fault, ListNode, MapNode, Node, ScalarNode, Shape, closest

_KINDS: Final = {kind.value: kind for kind in AssertionKind}
_FLOWS: Final = frozenset({AssertionKind.flow_completed, AssertionKind.flow_cancelled})
_SLOTS: Final = frozenset({AssertionKind.slot_was_set, AssertionKind.slot_was_not_set})
_UTTERED: Final = frozenset({AssertionKind.bot_uttered, AssertionKind.bot_did_not_utter})


def assertions(nodes: Sequence[Node], faults: list[Fault]) -> tuple[Assertion, ...]:
    """All assertions of one turn."""
    found: list[Assertion] = []
    for node in nodes:
        entries = node.entries if isinstance(node, MapNode) else {}
        if len(entries) != 1:
            faults.append(Fault("wrong-kind", node.mark, "uma asserção é uma chave com o que se espera"))
            continue
        for key, entry in entries.items():
            if key in _KINDS:
                found.append(_assertion(_KINDS[key], entry.node, faults))
            else:
                faults.append(Fault("unknown-assertion", entry.key_mark, _unknown(key)))
    return tuple(found)


def _unknown(key: str) -> str:
    meant = closest(key, list(AssertionKind))
    if meant:
        return f'a asserção "{key}" não existe; você quis dizer "{meant}"?'
    return f'a asserção "{key}" não existe aqui; use uma destas: {", ".join(AssertionKind)}'


def _assertion(kind: AssertionKind, node: Node, faults: list[Fault]) -> Assertion:
    if kind in _UTTERED:
        return Assertion(kind=kind, mark=node.mark, uttered=_uttered(node, faults))
    if kind in _SLOTS:
        listed = node.items if isinstance(node, ListNode) else (node,)
        return Assertion(kind=kind, mark=node.mark, slots=reading_steps.slots(listed, faults))
    if kind is AssertionKind.pattern_clarification_contains:
        listed = node.items if isinstance(node, ListNode) else (node,)
        names = tuple(item.written for item in listed if isinstance(item, ScalarNode))
        return Assertion(kind=kind, mark=node.mark, flows=names)
    if kind in _FLOWS and isinstance(node, MapNode):
        shape = Shape(node, what=kind.value, faults=faults, mark=node.mark)
        name, step = shape.required_text("flow_id"), shape.text("flow_step_id", "")
        shape.done()
        return Assertion(kind=kind, mark=node.mark, name=name, step=step)
    if isinstance(node, ScalarNode):
        return Assertion(kind=kind, mark=node.mark, name=node.written)
    faults.append(Fault("wrong-kind", node.mark, f'"{kind}" espera um nome'))
    return Assertion(kind=kind, mark=node.mark)


def _uttered(node: Node, faults: list[Fault]) -> Uttered:
    shape = Shape(node, what="a mensagem", faults=faults, mark=node.mark)
    listed = shape.list("buttons")
    buttons = tuple(_title(item, faults) for item in listed.items) if listed else None
    written = shape.text("text_matches")
    uttered = Uttered(
        response=shape.text("utter_name"),
        buttons=buttons,
        pattern=_pattern(written, shape) if written is not None else None,
    )
    shape.done()
    return uttered


def _title(node: Node, faults: list[Fault]) -> str:
    shape = Shape(node, what="o botão", faults=faults, mark=node.mark)
    title = shape.required_text("title")
    shape.text("payload")
    shape.done()
    return title


def _pattern(written: str, shape: Shape) -> re.Pattern[str] | None:
    trouble = patterns.trouble(written)
    if trouble:
        shape.fault("bad-pattern", trouble, key="text_matches")
        return None
    return re.compile(written)
