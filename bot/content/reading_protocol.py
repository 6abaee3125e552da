"""`protocol:`, the clinical part: classes, red flags and rules, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.content import conditions, reading_flows
from bot.content.definitions import Protocol, ProtocolFlag, RiskClass, Rule, Source
from config.marked_yaml import Fault, MapNode, Mark, Node, Shape

Item = TypeVar("Item")


def protocol(node: Node, faults: list[Fault]) -> Protocol:
    """The whole protocol; references inside it are checked here."""
    shape = Shape(node, what="o protocolo", faults=faults, mark=node.mark)
    sources = _sources(shape, faults)
    classes = _items(shape, "classes", lambda item: _risk_class(item, faults))
    known = [risk_class.id for risk_class in classes]
    read = Protocol(
        id=shape.required_text("id"),
        version=shape.required_text("version"),
        title=shape.required_text("title"),
        signed_by=shape.text("signed_by"),
        sources=sources,
        classes=classes,
        red_flags=_items(shape, "red_flags", lambda item: _flag(item, faults, sources)),
        rules=_items(shape, "rules", lambda item: _rule(item, faults, sources)),
        default=shape.required_text("default"),
    )
    shape.done()
    _check_classes(read, known, shape, faults)
    return read


def _items(shape: Shape, key: str, make: Callable[[Node], Item]) -> tuple[Item, ...]:
    listed = shape.list(key)
    if listed is None or not listed.items:
        shape.fault("missing-key", f'o protocolo precisa de "{key}"')
        return ()
    return tuple(make(item) for item in listed.items)


def _sources(shape: Shape, faults: list[Fault]) -> Mapping[str, str]:
    listed = shape.map("sources")
    sources = {}
    for ref, entry in (listed.entries if isinstance(listed, MapNode) else {}).items():
        source = Shape(entry.node, what=f'a fonte "{ref}"', faults=faults, mark=entry.key_mark)
        title = source.required_text("title")
        more = [source.text(key) for key in ("organisation", "edition", "date", "url")]
        source.done()
        sources[ref] = ", ".join(part for part in (title, *more) if part)
    return sources


def _risk_class(node: Node, faults: list[Fault]) -> RiskClass:
    shape = Shape(node, what="a classe de risco", faults=faults, mark=node.mark)
    risk_class = RiskClass(
        id=shape.required_text("id"),
        label=shape.required_text("label"),
        department=shape.text("department"),
        advice=shape.required_text("advice"),
        mark=shape.mark,
    )
    shape.done()
    return risk_class


def _flag(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> ProtocolFlag:
    shape = Shape(node, what="o sinal de alerta", faults=faults, mark=node.mark)
    flag = ProtocolFlag(
        id=shape.required_text("id"),
        label=shape.required_text("label"),
        risk_class=shape.required_text("class"),
        phrases=shape.texts("phrases"),
        harmless=shape.texts("harmless"),
        unless_asking=shape.texts("unless_asking"),
        source=_source(shape, faults, sources),
        mark=shape.mark,
    )
    if not flag.phrases:
        shape.fault("missing-key", f'o sinal de alerta "{flag.id}" precisa de "phrases"')
    shape.done()
    return flag


def _rule(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> Rule:
    shape = Shape(node, what="a regra", faults=faults, mark=node.mark)
    if shape.node("if") is None:
        shape.fault("missing-key", 'a regra precisa de "if"')
    rule = Rule(
        id=shape.required_text("id"),
        risk_class=shape.required_text("class"),
        condition=reading_flows.condition(shape.node("if"), faults) or conditions.never(),
        because=shape.required_text("because"),
        source=_source(shape, faults, sources),
        mark=shape.mark,
    )
    shape.done()
    return rule


def _source(shape: Shape, faults: list[Fault], sources: Mapping[str, str]) -> Source:
    node = shape.map("source")
    if node is None:
        shape.fault("missing-source", 'uma regra clínica precisa de "source: {ref, where}"')
        return Source(ref="", where="")
    inner = Shape(node, what="a fonte", faults=faults, mark=node.mark)
    source = Source(ref=inner.required_text("ref"), where=inner.required_text("where"))
    inner.done()
    if source.ref and source.ref not in sources:
        inner.fault("unknown-source", f'a fonte "{source.ref}" não está em "sources"', key="ref")
    return source


def _check_classes(read: Protocol, known: list[str], shape: Shape, faults: list[Fault]) -> None:
    named: list[tuple[str, Mark]] = [(read.default, shape.mark_of("default"))]
    named += [(rule.risk_class, rule.mark) for rule in read.rules]
    named += [(flag.risk_class, flag.mark) for flag in read.red_flags]
    for risk_class, mark in named:
        if risk_class not in known:
            sentence = f'a classe "{risk_class}" não existe; as classes são: {", ".join(known)}'
            faults.append(Fault("unknown-class", mark, sentence))
