"""One past triage in full: answers, what decided with its source and the terms that made it true, and the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.conditions import Condition
from bot.content.definitions import Content
from bot.content.protocols import Protocol, Rule, ScoreRule
from bot.engine import classification, responses
from bot.engine.effects import Classified, Reason
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


def lines(content: Content, triage: Triage) -> Iterator[str]:
    """The explanation, for who may read health data."""
    protocol = content.protocol
    decided = again(protocol, triage)
    yield f"Classe: {triage.risk_class} (protocolo {triage.protocol} {triage.protocol_version})"
    yield "Respostas:"
    for name, value in triage.inputs.items():
        if value is not None:
            slot = content.slots.get(name)
            yield f"  {slot.label if slot else name}: {responses.in_words(slot, value)}"
    yield "Decidiu:"
    yield from _reasons(protocol, triage, decided)
    yield _verdict(protocol, triage, decided)


def _reasons(protocol: Protocol, triage: Triage, decided: Classified) -> Iterator[str]:
    rules = _rules(protocol)
    flags = {flag.id: flag for flag in protocol.red_flags}
    for reason in decided.reasons:
        source = flags[reason.id].source if reason.is_flag else rules[reason.id].source
        yield f"  [{reason.risk_class}] {reason.because} ({reason.id})"
        if not reason.is_flag:
            yield f"    porque: {_terms(rules[reason.id].condition, triage)}"
        yield f"    fonte: {protocol.sources.get(source.ref, source.ref)}; {source.where}"
    if not decided.reasons:
        yield f"  nenhuma regra valeu: fica a classe de quem não tem sinais ({protocol.default})"


def _terms(condition: Condition, triage: Triage) -> str:
    """What of the condition was true; the whole where only the weighing as unknown made it so."""
    return "; ".join(condition.explain(triage.inputs)) or condition.text


def _verdict(protocol: Protocol, triage: Triage, decided: Classified) -> str:
    by = f"{protocol.id} {protocol.version}"
    if is_same(triage, decided):
        return f"Recalculado com {by}: o mesmo resultado."
    return f"Recalculado com {by}: DIFERENTE, a classe seria {decided.risk_class} ({_ids(decided.reasons)})."


def _ids(reasons: tuple[Reason, ...]) -> str:
    return ", ".join(reason.id for reason in reasons) or "nenhuma regra"


def _rules(protocol: Protocol) -> Mapping[str, Rule | ScoreRule]:
    scored = protocol.score.rules if protocol.score else ()
    return {**{rule.id: rule for rule in protocol.rules}, **{rule.id: rule for rule in scored}}
