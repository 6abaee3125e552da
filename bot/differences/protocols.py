"""What changed in how risk is decided? Everything here is clinical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.content.definitions import Content
from bot.content.protocols import Invariant, Protocol, ProtocolFlag, RiskClass, Rule, ScoreRule
from bot.differences import changed_fields, conditions
from bot.differences.changes import Change, Weight

GROUP = "Protocolo"

#: Compared one by one below, or of no weight by themselves.
_TOLD_ELSEWHERE = frozenset({"classes", "red_flags", "rules", "score", "invariants", "default", "signed_by"})
_FIELD_WORDS = {
    "version": "a versão",
    "title": "o título",
    "sources": "as fontes",
    "inputs": "o que se sabe das respostas (faixas e o que é pior)",
    "monitoring": "o plano de acompanhamento",
    "consent": "o consentimento",
    "questions_before_danger": "quantas perguntas vêm antes dos sinais de alerta",
}
_CLASS_WORDS = {
    "label": "o nome",
    "department": "o setor que recebe",
    "priority": "a prioridade",
    "advice": "o texto da orientação",
}


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the protocols."""
    before, after = old.protocol, new.protocol
    yield from _of_each(before.red_flags, after.red_flags, "o sinal de alerta", _flag_name, _red_flag)
    yield from _of_each(before.rules, after.rules, "a regra", lambda rule: f"«{rule.because}»", _rule_of(new))
    yield from _score(before, after, new)
    yield from _classes(before, after)
    yield from _of_each(
        before.invariants, after.invariants, "a garantia", lambda one: f"«{one.label}»", _invariant_of(new)
    )
    if before.default != after.default:
        yield _clinical(f"sem sinal nem regra, a classe passou de «{before.default}» para «{after.default}»")
    if before.signed_by != after.signed_by:
        yield _clinical(f"a assinatura do protocolo é agora: {after.signed_by or 'nenhuma'}")
    for told in changed_fields.changed(before, after, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
        yield _clinical(f"mudou {told}")


def _clinical(sentence: str) -> Change:
    return Change(weight=Weight.clinical, group=GROUP, sentence=sentence)


def _of_each(
    old: Sequence[Any],
    new: Sequence[Any],
    what: str,
    name: Callable[[Any], str],
    differences: Callable[[Any, Any], Iterator[str]],
) -> Iterator[Change]:
    """Gone, come, changed: by id."""
    before: Mapping[str, Any] = {one.id: one for one in old}
    after: Mapping[str, Any] = {one.id: one for one in new}
    for key, one in before.items():
        if key not in after:
            yield _clinical(f"saiu {what} {name(one)}")
    for key, one in after.items():
        if key not in before:
            yield _clinical(f"entrou {what} {name(one)}")
            continue
        for told in differences(before[key], one):
            yield _clinical(f"{what} {name(one)}: {told}")


def _flag_name(flag: ProtocolFlag) -> str:
    return f"«{flag.label}»"


def _red_flag(old: ProtocolFlag, new: ProtocolFlag) -> Iterator[str]:
    if old.label != new.label:
        yield f"chamava-se «{old.label}»"
    if old.translations != new.translations:
        yield "mudou o nome em outros idiomas"
    if old.risk_class != new.risk_class:
        yield f"a classe passou de «{old.risk_class}» para «{new.risk_class}»"
    yield from _words(old.phrases, new.phrases, "é ouvido também em", "não é mais ouvido em")
    yield from _words(old.harmless, new.harmless, "não conta mais", "volta a contar")
    if old.unless_asking != new.unless_asking:
        yield f"não conta como resposta a: {', '.join(new.unless_asking) or 'nenhuma pergunta'}"
    if old.source != new.source:
        yield "mudou a fonte"


def _words(old: Sequence[str], new: Sequence[str], more: str, fewer: str) -> Iterator[str]:
    for phrase in new:
        if phrase not in old:
            yield f"{more} «{phrase}»"
    for phrase in old:
        if phrase not in new:
            yield f"{fewer} «{phrase}»"


def _rule_of(content: Content) -> Callable[[Rule, Rule], Iterator[str]]:
    def differences(old: Rule, new: Rule) -> Iterator[str]:
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)
        if old.risk_class != new.risk_class:
            yield f"a classe passou de «{old.risk_class}» para «{new.risk_class}»"
        if old.because != new.because:
            yield f"a razão dita era «{old.because}»"
        if old.translations != new.translations:
            yield "mudou a razão em outros idiomas"
        if old.source != new.source:
            yield "mudou a fonte"

    return differences


def _score(before: Protocol, after: Protocol, content: Content) -> Iterator[Change]:
    def differences(old: ScoreRule, new: ScoreRule) -> Iterator[str]:
        if old.points != new.points:
            yield f"os pontos passaram de {old.points} para {new.points}"
        if old.translations != new.translations:
            yield "mudou a razão em outros idiomas"
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)

    old_rules, new_rules = (one.score.rules if one.score else () for one in (before, after))
    yield from _of_each(old_rules, new_rules, "a pontuação", lambda rule: f"«{rule.because}»", differences)
    old_limits, new_limits = (
        {limit.risk_class: limit.points for limit in one.score.thresholds} if one.score else {}
        for one in (before, after)
    )
    for risk_class in [*old_limits, *(name for name in new_limits if name not in old_limits)]:
        was, now = old_limits.get(risk_class, "nenhum"), new_limits.get(risk_class, "nenhum")
        if was != now:
            yield _clinical(f"o limite de pontos da classe «{risk_class}» passou de {was} para {now}")


def _classes(before: Protocol, after: Protocol) -> Iterator[Change]:
    def differences(old: RiskClass, new: RiskClass) -> Iterator[str]:
        for field, word in _CLASS_WORDS.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                yield f"{word} passou de «{was or 'nenhum'}» para «{now or 'nenhum'}»"
        if old.translations != new.translations:
            yield "mudou o nome em outros idiomas"

    yield from _of_each(before.classes, after.classes, "a classe", lambda one: f"«{one.label}»", differences)
    old = [one.id for one in before.classes if one.id in {other.id for other in after.classes}]
    new = [one.id for one in after.classes if one.id in {other.id for other in before.classes}]
    if old != new:
        yield _clinical(f"as classes, da pior para a melhor, são agora: {', '.join(new)}")


def _invariant_of(content: Content) -> Callable[[Invariant, Invariant], Iterator[str]]:
    def differences(old: Invariant, new: Invariant) -> Iterator[str]:
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)
        if old.at_least != new.at_least:
            yield f"a classe mínima passou de «{old.at_least}» para «{new.at_least}»"

    return differences
