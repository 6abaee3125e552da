"""The protocol's `rules:`, `score:`, `invariants:` and `monitoring:`: conditions that decide, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.content import conditions, reading_values
from bot.content.protocols import Invariant, Monitoring, Rule, Score, ScoreRule, Source, Threshold
from config.marked_yaml import Fault, Node, Shape

Item = TypeVar("Item")


def items(shape: Shape, key: str, make: Callable[[Node], Item]) -> tuple[Item, ...]:
    """Every item of a list, none when it is absent."""
    listed = shape.list(key)
    return tuple(make(item) for item in listed.items) if listed else ()


def rule(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> Rule:
    """One decision rule."""
    shape = Shape(node, what="a regra", faults=faults, mark=node.mark)
    read = Rule(
        id=shape.required_text("id"),
        risk_class=shape.required_text("class"),
        condition=condition(shape, faults, what="a regra"),
        because=shape.required_text("because"),
        translations=reading_values.translations(shape, faults),
        source=source(shape, faults, sources),
        mark=shape.mark,
    )
    shape.done()
    return read


def score(node: Node | None, faults: list[Fault], sources: Mapping[str, str]) -> Score | None:
    """Points and thresholds; None when the protocol does not count."""
    if node is None:
        return None
    shape = Shape(node, what="a pontuação", faults=faults, mark=node.mark)
    read = Score(
        rules=items(shape, "rules", lambda item: _score_rule(item, faults, sources)),
        thresholds=tuple(
            sorted(
                items(shape, "thresholds", lambda item: _threshold(item, faults)),
                key=lambda threshold: -threshold.points,
            )
        ),
    )
    for key, found in (("rules", read.rules), ("thresholds", read.thresholds)):
        if not found:
            shape.fault("missing-key", f'a pontuação precisa de "{key}"')
    shape.done()
    return read


def _score_rule(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> ScoreRule:
    shape = Shape(node, what="a regra de pontos", faults=faults, mark=node.mark)
    read = ScoreRule(
        id=shape.required_text("id"),
        points=_points(shape, "add"),
        condition=condition(shape, faults, what="a regra de pontos"),
        because=shape.required_text("because"),
        translations=reading_values.translations(shape, faults),
        source=source(shape, faults, sources),
        mark=shape.mark,
    )
    shape.done()
    return read


def _threshold(node: Node, faults: list[Fault]) -> Threshold:
    shape = Shape(node, what="o limiar", faults=faults, mark=node.mark)
    read = Threshold(points=_points(shape, "from"), risk_class=shape.required_text("class"), mark=shape.mark)
    shape.done()
    return read


def _points(shape: Shape, key: str) -> int:
    points = shape.integer(key)
    if points is None:
        shape.fault("missing-key", f'faltam os pontos em "{key}"')
    elif points < 1:
        shape.fault("wrong-kind", f'"{key}" deve ser 1 ou mais: pontos nunca baixam o risco', key=key)
    return points or 0


def invariant(node: Node, faults: list[Fault]) -> Invariant:
    """What must hold whatever the rules say."""
    shape = Shape(node, what="o invariante", faults=faults, mark=node.mark)
    read = Invariant(
        id=shape.required_text("id"),
        condition=condition(shape, faults, what="o invariante"),
        at_least=shape.required_text("at_least"),
        label=shape.required_text("label"),
        mark=shape.mark,
    )
    shape.done()
    return read


def monitoring(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> Monitoring:
    """How often, and until when, people of one class are asked how they are."""
    shape = Shape(node, what="o acompanhamento", faults=faults, mark=node.mark)
    for key in ("every_hours", "until_day"):
        if shape.integer(key, 1) < 1 or shape.node(key) is None:
            shape.fault("missing-key", f'o acompanhamento precisa de "{key}", 1 ou mais', key=key)
    read = Monitoring(
        risk_class=shape.required_text("class"),
        every_hours=shape.integer("every_hours", 24),
        until_day=shape.integer("until_day", 14),
        source=source(shape, faults, sources),
        mark=shape.mark,
    )
    shape.done()
    return read


def condition(shape: Shape, faults: list[Fault], *, what: str) -> conditions.Condition:
    """The `if:` that must be there; one that never holds after a fault."""
    if shape.node("if") is None:
        shape.fault("missing-key", f'{what} precisa de "if"')
    return reading_values.condition(shape.node("if"), faults) or conditions.never()


def source(shape: Shape, faults: list[Fault], sources: Mapping[str, str]) -> Source:
    """The `source: {ref, where}` that must be there."""
    node = shape.map("source")
    if node is None:
        shape.fault("missing-source", 'uma regra clínica precisa de "source: {ref, where}"')
        return Source(ref="", where="")
    inner = Shape(node, what="a fonte", faults=faults, mark=node.mark)
    read = Source(ref=inner.required_text("ref"), where=inner.required_text("where"))
    inner.done()
    if read.ref and read.ref not in sources:
        inner.fault("unknown-source", f'a fonte "{read.ref}" não está em "sources"', key="ref")
    return read
