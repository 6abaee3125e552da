"""One step as its kind of step: what `collect:`, `call:`, `handoff:` … say beside `id` and `next`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.content import reading_values, vocabulary
from bot.content.conditions import Expression
from bot.content.definitions import (
    Action,
    Call,
    Classify,
    Collect,
    HandOff,
    Link,
    Noop,
    Priority,
    Resort,
    Retries,
    SetSlots,
    Step,
    Timeout,
    Value,
)
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Shape

#: Keys of `call` that reach outside the pack.
_OUTSIDE: Final[Mapping[str, str]] = {
    "mcp_server": "nenhuma ferramenta de fora é chamada por um fluxo",
    "mapping": "nenhuma ferramenta de fora é chamada por um fluxo",
    "exit_if": "nenhum agente de linguagem conduz a conversa aqui",
}
#: Keys of `collect` that mean something to a voice only.
COLLECT_NO_EFFECT: Final[Mapping[str, str]] = {
    "silence_timeout": 'vale só para voz; em texto use "timeout"',
    "dtmf": "vale só para voz",
}


def read(kind: str, shape: Shape, faults: list[Fault], common: dict[str, Any]) -> Step:
    """The step of that kind; `common` holds its id, branches and mark."""
    return _READERS[kind](shape, faults, common)


def _collect(shape: Shape, faults: list[Fault], common: dict[str, Any]) -> Step:
    slot = shape.required_text("collect")
    for key, reason in COLLECT_NO_EFFECT.items():
        if shape.node(key) is not None:
            shape.warn("no-effect", f'"{key}" não tem efeito: {reason}', key=key)
    if shape.node("collect-tool-binding") is not None:
        shape.fault(
            "not-supported", '"collect-tool-binding" não existe aqui: nenhuma ferramenta de fora é chamada'
        )
    return Collect(
        slot=slot,
        utter=shape.text("utter", f"utter_ask_{slot}"),
        always_ask=shape.flag("ask_before_filling", default=False),
        reset_after_flow_ends=shape.flag("reset_after_flow_ends", default=True),
        rejections=reading_values.rejections(shape, faults),
        retries=_retries(shape, faults),
        timeout=_timeout(shape, faults),
        optional=shape.flag("optional", default=False),
        only_answers=shape.flag("force_slot_filling", default=False),
        **common,
    )


def _retries(shape: Shape, faults: list[Fault]) -> Retries | None:
    node = shape.map("retries")
    if node is None:
        return None
    inner = Shape(node, what='"retries"', faults=faults, mark=node.mark)
    maximum = inner.integer("max", 0)
    if maximum < 1:
        inner.fault("wrong-kind", '"retries" precisa de "max": um número inteiro a partir de 1', key="max")
    read_ = Retries(maximum=max(maximum, 1), then=inner.text("then", Resort.offer.value))
    inner.done()
    return read_


def _timeout(shape: Shape, faults: list[Fault]) -> Timeout | None:
    node = shape.map("timeout")
    if node is None:
        return None
    inner = Shape(node, what='"timeout"', faults=faults, mark=node.mark)
    after = reading_values.length(inner, "after")
    if inner.node("after") is None:
        inner.fault("missing-key", '"timeout" precisa de "after": um tempo como 10m')
    read_ = Timeout(
        after=after or reading_values.SHORTEST,
        remind=inner.text("remind"),
        maximum=max(inner.integer("max", 1), 0),
        then=inner.text("then", Resort.close.value),
    )
    inner.done()
    return read_


def _action(shape: Shape, _faults: list[Fault], common: dict[str, Any]) -> Step:
    written = shape.required_text("action")
    action = vocabulary.CALCULATED_ACTIONS.get(written, written)
    if "{" in action:
        shape.fault(
            "not-supported",
            "o nome de uma ação não é calculado; use ramos com um passo para cada",
            key="action",
        )
        action = ""
    return Action(action=action, **common)


def _set_slots(shape: Shape, faults: list[Fault], common: dict[str, Any]) -> Step:
    listed = shape.list("set_slots")
    pairs: list[tuple[str, Value | Expression]] = []
    for item in listed.items if listed else ():
        entries: Mapping[str, Entry] = item.entries if isinstance(item, MapNode) else {}
        if not entries:
            shape.fault("wrong-kind", 'cada item de "set_slots" é "slot: valor"', key="set_slots")
        pairs.extend((name, _set_value(entry, faults)) for name, entry in entries.items())
    return SetSlots(values=tuple(pairs), **common)


def _set_value(entry: Entry, faults: list[Fault]) -> Value | Expression:
    """A literal, or `{expression: slots.pontos + 2}`."""
    if not isinstance(entry.node, MapNode):
        return reading_values.literal(entry.node)
    inner = Shape(entry.node, what="o valor", faults=faults, mark=entry.key_mark)
    written = inner.node("expression")
    if written is None:
        inner.fault("missing-key", 'um valor calculado é {expression: "slots.pontos + 2"}')
    inner.done()
    return reading_values.expression(written, faults) if written is not None else None


def _link(shape: Shape, _faults: list[Fault], common: dict[str, Any]) -> Step:
    if shape.node("next") is not None:
        shape.fault(
            "not-supported", '"link" encerra este fluxo e não tem "next"; para voltar, use "call"', key="next"
        )
    return Link(flow=shape.required_text("link"), **common)


def _call(shape: Shape, _faults: list[Fault], common: dict[str, Any]) -> Step:
    for key, reason in _OUTSIDE.items():
        if shape.node(key) is not None:
            shape.fault("not-supported", f'"{key}" não existe aqui: {reason}', key=key)
    return Call(flow=shape.required_text("call"), **common)


def _classify(shape: Shape, _faults: list[Fault], common: dict[str, Any]) -> Step:
    return Classify(protocol=shape.required_text("classify"), **common)


def _hand_off(shape: Shape, faults: list[Fault], common: dict[str, Any]) -> Step:
    node = shape.node("handoff")
    inner = Shape(node, what='"handoff"', faults=faults, mark=shape.mark)
    priority = inner.text("priority")
    if priority is not None and priority not in list(Priority):
        inner.fault("wrong-kind", f'"priority" é um destes: {", ".join(Priority)}', key="priority")
        priority = None
    read_ = HandOff(
        department=inner.text("department"),
        priority=Priority(priority) if priority else None,
        summary=inner.text("summary"),
        **common,
    )
    inner.done()
    return read_


def _noop(shape: Shape, _faults: list[Fault], common: dict[str, Any]) -> Step:
    if isinstance(shape.node("noop"), ListNode | MapNode):
        shape.fault("wrong-kind", '"noop" é true', key="noop")
    return Noop(**common)


_READERS: Final[Mapping[str, Callable[[Shape, list[Fault], dict[str, Any]], Step]]] = {
    "collect": _collect,
    "action": _action,
    "set_slots": _set_slots,
    "link": _link,
    "call": _call,
    "classify": _classify,
    "handoff": _hand_off,
    "noop": _noop,
}
#: The kinds of step, by the key that names them.
KINDS: Final = tuple(_READERS)
