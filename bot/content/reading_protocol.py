"""`protocol:`, the clinical part: inputs, classes, red flags and rules, each with its source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from bot.content import danger_signs, reading_inputs, reading_rules, reading_values
from bot.content.definitions import Slot
from bot.content.protocols import Consent, Protocol, ProtocolFlag, RiskClass
from config.marked_yaml import Fault, MapNode, Mark, Node, Shape


def protocol(node: Node, slots: Mapping[str, Slot], faults: list[Fault]) -> Protocol:
    """The whole protocol; references inside it are checked here."""
    shape = Shape(node, what="o protocolo", faults=faults, mark=node.mark)
    sources = _sources(shape, faults)
    read = Protocol(
        id=shape.required_text("id"),
        version=shape.required_text("version"),
        title=shape.required_text("title"),
        signed_by=shape.text("signed_by"),
        sources=sources,
        classes=_classes(shape, faults),
        red_flags=reading_rules.items(shape, "red_flags", lambda item: _flag(item, faults, sources)),
        rules=reading_rules.items(shape, "rules", lambda item: reading_rules.rule(item, faults, sources)),
        score=reading_rules.score(shape.node("score"), faults, sources),
        default=shape.required_text("default"),
        invariants=reading_rules.items(
            shape, "invariants", lambda item: reading_rules.invariant(item, faults)
        ),
        monitoring=reading_rules.items(
            shape, "monitoring", lambda item: reading_rules.monitoring(item, faults, sources)
        ),
        consent=_consent(shape, faults),
        questions_before_danger=shape.integer("questions_before_danger", 6),
    )
    looked_at = read.looked_at.union(*(invariant.condition.slots for invariant in read.invariants))
    inputs = reading_inputs.inputs(shape.map("inputs"), looked_at, slots, faults)
    _check_needed(read, shape)
    shape.done()
    _check_classes(read, shape, faults)
    return dataclasses.replace(read, inputs=inputs)


def _check_needed(read: Protocol, shape: Shape) -> None:
    for key, found in (
        ("classes", read.classes),
        ("red_flags", read.red_flags),
        ("rules", read.rules or read.score),
    ):
        if not found:
            shape.fault("missing-key", f'o protocolo precisa de "{key}"')


def _consent(shape: Shape, faults: list[Fault]) -> Consent | None:
    node = shape.map("consent")
    if node is None:
        return None
    inner = Shape(node, what="o consentimento", faults=faults, mark=node.mark)
    consent = Consent(
        slot=inner.required_text("slot"),
        not_in=inner.texts("not_in"),
        because=inner.text("because"),
        mark=inner.mark,
    )
    if consent.not_in and not consent.because:
        inner.fault("missing-key", 'quem dispensa o consentimento precisa dizer por quê, em "because"')
    inner.done()
    return consent


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


def _classes(shape: Shape, faults: list[Fault]) -> tuple[RiskClass, ...]:
    listed = shape.list("classes")
    return tuple(
        _risk_class(item, place, faults) for place, item in enumerate(listed.items if listed else (), 1)
    )


def _risk_class(node: Node, place: int, faults: list[Fault]) -> RiskClass:
    shape = Shape(node, what="a classe de risco", faults=faults, mark=node.mark)
    risk_class = RiskClass(
        id=shape.required_text("id"),
        label=shape.required_text("label"),
        department=shape.text("department"),
        priority=shape.integer("priority", place),
        advice=shape.required_text("advice"),
        translations=reading_values.translations(shape, faults),
        mark=shape.mark,
    )
    shape.done()
    return risk_class


def _flag(node: Node, faults: list[Fault], sources: Mapping[str, str]) -> ProtocolFlag:
    shape = Shape(node, what="o sinal de alerta", faults=faults, mark=node.mark)
    phrases, harmless = _words(shape)
    flag_id = shape.required_text("id")
    flag = ProtocolFlag(
        id=flag_id,
        label=shape.required_text("label"),
        risk_class=shape.required_text("class"),
        phrases=phrases,
        harmless=harmless,
        unless_asking=shape.texts("unless_asking"),
        signs=tuple(dict.fromkeys((flag_id, *shape.texts("phrases_of")))),
        translations=reading_values.translations(shape, faults),
        source=reading_rules.source(shape, faults, sources),
        mark=shape.mark,
    )
    if not flag.phrases:
        shape.fault("missing-key", f'o sinal de alerta "{flag.id}" precisa de "phrases" ou "phrases_of"')
    shape.done()
    return flag


def _words(shape: Shape) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its phrases and figures of speech: the shared ones, without those left out, and the pack's own."""
    own, harmless, left_out = (
        danger_signs.written_out(shape.texts(key)) for key in ("phrases", "harmless", "without")
    )
    shared = [words for name in shape.texts("phrases_of") if (words := _shared(shape, name))]
    known = dict.fromkeys(phrase for words in shared for phrase in words.phrases)
    for phrase in left_out:
        if phrase not in known:
            sentence = f'"{phrase}" não está entre as frases que "phrases_of" traz'
            shape.fault("unknown-phrase", sentence, key="without")
    kept = (phrase for phrase in known if phrase not in left_out)
    idioms = (phrase for words in shared for phrase in words.harmless)
    return tuple(dict.fromkeys((*kept, *own))), tuple(dict.fromkeys((*idioms, *harmless)))


def _shared(shape: Shape, name: str) -> danger_signs.Words | None:
    words = danger_signs.read().get(name)
    if words is None:
        known = ", ".join(danger_signs.read())
        shape.fault("unknown-danger-sign", f'não há frases de "{name}"; há de: {known}', key="phrases_of")
    return words


def _check_classes(read: Protocol, shape: Shape, faults: list[Fault]) -> None:
    known = [risk_class.id for risk_class in read.classes]
    for risk_class, mark in _named_classes(read, shape):
        if risk_class not in known:
            sentence = f'a classe "{risk_class}" não existe; as classes são: {", ".join(known)}'
            faults.append(Fault("unknown-class", mark, sentence))


def _named_classes(read: Protocol, shape: Shape) -> Iterator[tuple[str, Mark]]:
    yield read.default, shape.mark_of("default")
    for rule in read.rules:
        yield rule.risk_class, rule.mark
    for flag in read.red_flags:
        yield flag.risk_class, flag.mark
    for plan in read.monitoring:
        yield plan.risk_class, plan.mark
    for threshold in read.score.thresholds if read.score else ():
        yield threshold.risk_class, threshold.mark
    for invariant in read.invariants:
        yield invariant.at_least, invariant.mark
