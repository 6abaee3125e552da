"""`migrate:`, which lets conversations under way go over to this version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Flow
from bot.content.moves import Moves
from config.marked_yaml import Fault, ListNode, MapNode, Mark, Node, ScalarNode, Shape, closest

#: `from: all`.
_EVERY = "all"


def moves(node: Node | None, flows: Mapping[str, Flow], faults: list[Fault]) -> Moves | None:
    """What the version declares; None when conversations stay where they began."""
    if node is None:
        return None
    shape = Shape(node, what='"migrate"', faults=faults, mark=node.mark)
    versions = frozenset(_versions(shape.node("from"), shape))
    whole = shape.flag("all", default=False)
    steps = _steps(shape.map("flows"), flows, faults)
    renamed = dict(_renamed(shape.map("renamed"), flows, faults))
    if not whole and shape.node("flows") is None and shape.node("renamed") is None:
        shape.fault(
            "empty-migrate",
            '"migrate" precisa de "flows" (passo antigo: passo novo), de "renamed" (fluxo antigo: fluxo novo) '
            'ou de "all: true", se nenhum mudou de nome',
        )
    shape.done()
    return Moves(versions=versions, steps=steps, mark=node.mark, flows=renamed)


def _renamed(
    node: MapNode | None, flows: Mapping[str, Flow], faults: list[Fault]
) -> Iterator[tuple[str, str]]:
    """`renamed: {old flow: new flow}`."""
    for old, entry in node.entries.items() if node else ():
        new = entry.node.written if isinstance(entry.node, ScalarNode) else ""
        if new in flows:
            yield old, new
        else:
            faults.append(_missing("unknown-flow", f'o fluxo "{new}"', new, flows, entry.node.mark))


def _versions(node: Node | None, shape: Shape) -> Iterator[int]:
    if isinstance(node, ScalarNode) and node.written == _EVERY:
        return
    items = node.items if isinstance(node, ListNode) else (node,)
    for item in items:
        number = item.value if isinstance(item, ScalarNode) else None
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            sentence = '"from" diz de que versões: um número, uma lista como [2, 3], ou all'
            shape.fault("wrong-kind", sentence, key="from")
            return
        yield number


def _steps(
    node: MapNode | None, flows: Mapping[str, Flow], faults: list[Fault]
) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for name, entry in node.entries.items() if node else ():
        flow = flows.get(name)
        if flow is None:
            faults.append(_missing("unknown-flow", f'o fluxo "{name}"', name, flows, entry.key_mark))
        elif isinstance(entry.node, MapNode):
            found[name] = dict(_pairs(entry.node, flow, faults))
        else:
            faults.append(Fault("wrong-kind", entry.node.mark, "esperava linhas «passo antigo: passo novo»"))
    return found


def _pairs(node: MapNode, flow: Flow, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for old, entry in node.entries.items():
        new = entry.node.written if isinstance(entry.node, ScalarNode) else ""
        if new in flow.steps:
            yield old, new
        else:
            what = f'o passo "{new}" do fluxo "{flow.id}"'
            faults.append(_missing("unknown-step", what, new, flow.steps, entry.node.mark))


def _missing(rule: str, what: str, name: str, known: Mapping[str, object], mark: Mark) -> Fault:
    meant = closest(name, known)
    hint = f'; você quis dizer "{meant}"?' if meant else ""
    return Fault(rule, mark, f"{what} não existe{hint}")
