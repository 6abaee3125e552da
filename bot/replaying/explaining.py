"""One past triage in full: answers, what decided with its source and the terms that made it true, and the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.conditions import Condition
from bot.content.definitions import Content, Value
from bot.content.protocols import Protocol, Rule, ScoreRule
from bot.engine import classification, responses
from bot.engine.effects import Classified
from bot.told import Told, alike
from crm_sync.steps import Triage


def again(protocol: Protocol, triage: Triage) -> Classified:
    """What the protocol decides of what is stored."""
    return classification.classify(protocol, triage.inputs, triage.red_flags)


def is_same(triage: Triage, decided: Classified) -> bool:
    """Whether class, rules and red flags are those that are stored."""
    rules = {reason.id for reason in decided.reasons if not reason.is_flag}
    flags = {reason.id for reason in decided.reasons if reason.is_flag}
    same_reasons = rules == set(triage.rules) and flags == set(triage.red_flags)
    return decided.risk_class == triage.risk_class and same_reasons


def lines(content: Content, triage: Triage) -> Iterator[Told]:
    """The explanation, for who may read health data."""
    protocol = content.protocol
    decided = again(protocol, triage)
    yield Told(
        f"Classe: {triage.risk_class} (protocolo {triage.protocol} {triage.protocol_version})",
        f"Class: {triage.risk_class} (protocol {triage.protocol} {triage.protocol_version})",
    )
    yield Told("Respostas:", "Answers:")
    for name, value in triage.inputs.items():
        if value is not None:
            slot = content.slots.get(name)
            label = alike(slot.label if slot else name)
            words = Told(responses.in_words(slot, value), responses.in_words(slot, value, "en"))
            yield alike("  $label: $words").filled(label=label, words=words)
    yield Told("Decidiu:", "What decided:")
    yield from _reasons(protocol, decided)
    yield _verdict(protocol, triage, decided)


def _reasons(protocol: Protocol, decided: Classified) -> Iterator[Told]:
    for ground in grounds(protocol, decided):
        yield from ground_lines(ground)
    if not decided.reasons:
        yield Told(
            f"  nenhuma regra valeu: fica a classe de quem não tem sinais ({protocol.default})",
            f"  no rule applied: it stays the class of who has no signs ({protocol.default})",
        )


def ground_lines(ground: Ground) -> Iterator[Told]:
    """A reason with the terms that held and its source; why, in the content's own words."""
    yield alike(f"  [{ground.risk_class}] {ground.because} ({ground.id})")
    if ground.terms:
        yield Told("    porque: $terms", "    because: $terms").filled(terms="; ".join(ground.terms))
    yield Told("    fonte: $source", "    source: $source").filled(source=ground.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A rule or red flag that applied, with what made it true and where it is from."""

    id: str
    risk_class: str
    #: In the citizen's words.
    because: str
    #: The parts of the rule's condition that were true; empty for a red flag, which is heard.
    terms: tuple[str, ...]
    source: str


def grounds(protocol: Protocol, decided: Classified) -> Iterator[Ground]:
    """Why it was decided so, the gravest reason first."""
    rules = _rules(protocol)
    flags = {flag.id: flag for flag in protocol.red_flags}
    for reason in decided.reasons:
        source = flags[reason.id].source if reason.is_flag else rules[reason.id].source
        yield Ground(
            id=reason.id,
            risk_class=reason.risk_class,
            because=reason.because,
            terms=() if reason.is_flag else _terms(rules[reason.id].condition, decided.inputs),
            source=f"{protocol.sources.get(source.ref, source.ref)}; {source.where}",
        )


def _terms(condition: Condition, inputs: Mapping[str, Value]) -> tuple[str, ...]:
    """What of the condition was true; the whole where only the weighing as unknown made it so."""
    return condition.explain(inputs) or (condition.text,)


def _verdict(protocol: Protocol, triage: Triage, decided: Classified) -> Told:
    by = f"{protocol.id} {protocol.version}"
    if is_same(triage, decided):
        return Told(
            f"Recalculado com {by}: o mesmo resultado.", f"Worked out again with {by}: the same result."
        )
    reasons = ", ".join(reason.id for reason in decided.reasons)
    return Told(
        "Recalculado com $by: DIFERENTE, a classe seria $risk_class ($reasons).",
        "Worked out again with $by: DIFFERENT, the class would be $risk_class ($reasons).",
    ).filled(
        by=by,
        risk_class=decided.risk_class,
        reasons=alike(reasons) if reasons else Told("nenhuma regra", "no rule"),
    )


def _rules(protocol: Protocol) -> Mapping[str, Rule | ScoreRule]:
    scored = protocol.score.rules if protocol.score else ()
    return {**{rule.id: rule for rule in protocol.rules}, **{rule.id: rule for rule in scored}}
