"""Values that stand in many places: conditions, expressions, literals, lengths of time, translations."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from bot.content import conditions
from bot.content.definitions import Rejection, Value
from config.marked_yaml import Entry, Fault, ListNode, MapNode, Node, ScalarNode, Shape

#: Stands for a length of time that could not be read.
SHORTEST: Final = timedelta(seconds=1)

_LENGTH: Final = re.compile(r"(?P<number>\d{1,5})\s*(?P<unit>s|min|m|h|d)")
_UNITS: Final[Mapping[str, str]] = {
    "s": "seconds",
    "m": "minutes",
    "min": "minutes",
    "h": "hours",
    "d": "days",
}


def condition(node: Node | None, faults: list[Fault]) -> conditions.Condition | None:
    """A condition written as text or as true/false."""
    if not isinstance(node, ScalarNode):
        if node is not None:
            faults.append(Fault("condition", node.mark, "a condição deve ser um texto"))
        return None
    if isinstance(node.value, bool):
        return conditions.always() if node.value else conditions.never()
    try:
        return dataclasses.replace(conditions.parse(node.written), mark=node.mark)
    except conditions.ConditionInvalid as error:
        faults.append(Fault("condition", node.mark, str(error)))
        return None


def expression(node: Node, faults: list[Fault]) -> conditions.Expression | None:
    """A value to be reckoned."""
    if not isinstance(node, ScalarNode) or node.value is None:
        faults.append(Fault("condition", node.mark, "a conta deve ser um texto, como slots.pontos + 2"))
        return None
    try:
        return conditions.parse_expression(node.written)
    except conditions.ConditionInvalid as error:
        faults.append(Fault("condition", node.mark, str(error)))
        return None


def rejections(shape: Shape, faults: list[Fault]) -> tuple[Rejection, ...]:
    """`rejections: [{if, utter}]`: true means refused."""
    listed = shape.list("rejections")
    return tuple(_rejection(item, faults) for item in (listed.items if listed else ()))


def _rejection(node: Node, faults: list[Fault]) -> Rejection:
    shape = Shape(node, what="a recusa", faults=faults, mark=node.mark)
    tested = shape.node("if")
    if tested is None:
        shape.fault("missing-if", 'uma recusa precisa de "if": quando vale, a resposta não é aceita')
    read = Rejection(
        condition=condition(tested, faults) or conditions.never(),
        utter=shape.required_text("utter"),
        mark=tested.mark if tested else shape.mark,
    )
    shape.done()
    return read


def literal(node: Node | None) -> Value:
    """A value that is written out."""
    match node:
        case ScalarNode(value=value):
            return value
        case ListNode(items=items):
            return [item.written for item in _scalars(items)]
        case _:
            return None


def length(shape: Shape, key: str) -> timedelta | None:
    """A length of time: 30s, 10m, 2h, 1d; None when absent or after a fault."""
    written = shape.text(key)
    if written is None:
        return None
    found = _LENGTH.fullmatch(written.strip())
    if not found or int(found["number"]) == 0:
        shape.fault("wrong-kind", f'"{key}" deve ser um tempo: 30s, 10m, 2h ou 1d', key=key)
        return None
    return timedelta(**{_UNITS[found["unit"]]: int(found["number"])})


def translations(shape: Shape, faults: list[Fault], *, inside: str | None = None) -> Mapping[str, str]:
    """`translation: {en: …}`; a flow says `{en: {name: …}}`, with the key `inside`."""
    listed = shape.map("translation")
    entries: Mapping[str, Entry] = listed.entries if listed else {}
    found: dict[str, str] = {}
    for language, entry in entries.items():
        node = entry.node
        if inside is not None and isinstance(node, MapNode):
            inner = Shape(node, what="a tradução", faults=faults, mark=entry.key_mark)
            found[language] = inner.required_text(inside)
            inner.done()
        elif inside is None and isinstance(node, ScalarNode) and isinstance(node.value, str):
            found[language] = node.value.strip()
        else:
            faults.append(Fault("wrong-kind", node.mark, f'a tradução "{language}" deve ser um texto'))
    return found


def _scalars(items: Sequence[Node]) -> list[ScalarNode]:
    return [item for item in items if isinstance(item, ScalarNode)]
