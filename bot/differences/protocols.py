"""What changed in how risk is decided? Everything here is clinical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.content.definitions import Content
from bot.content.protocols import Invariant, Protocol, ProtocolFlag, RiskClass, Rule, ScoreRule
from bot.differences import changed_fields, conditions
from bot.differences.changes import Change, Weight
from bot.told import Told, alike

GROUP = Told("Protocolo", "Protocol")

#: Compared one by one below, or of no weight by themselves.
_TOLD_ELSEWHERE = frozenset({"classes", "red_flags", "rules", "score", "invariants", "default", "signed_by"})
_FIELD_WORDS = {
    "version": Told("a versão", "the version"),
    "title": Told("o título", "the title"),
    "sources": Told("as fontes", "the sources"),
    "inputs": Told(
        "o que se sabe das respostas (faixas e o que é pior)",
        "what is known of the answers (ranges, and what is worse)",
    ),
    "monitoring": Told("o plano de acompanhamento", "the monitoring plan"),
    "consent": Told("o consentimento", "the consent"),
    "questions_before_danger": Told(
        "quantas perguntas vêm antes dos sinais de alerta", "how many questions come before the danger signs"
    ),
}
_CLASS_WORDS = {
    "label": Told("o nome", "the name"),
    "department": Told("o setor que recebe", "the department that receives"),
    "priority": Told("a prioridade", "the priority"),
    "advice": Told("o texto da orientação", "the text of the advice"),
}


_CLASS_WENT = Told("a classe passou de «$was» para «$now»", "the class went from «$was» to «$now»")
_RED_FLAG = Told("o sinal de alerta", "the danger sign")
_RULE = Told("a regra", "the rule")
_INVARIANT = Told("a garantia", "the invariant")
_SCORE = Told("a pontuação", "the score")
_CLASS = Told("a classe", "the class")
_NONE = Told("nenhum", "none")


def compare(old: Content, new: Content) -> Iterator[Change]:
    """Every difference of the protocols."""
    before, after = old.protocol, new.protocol
    yield from _of_each(before.red_flags, after.red_flags, _RED_FLAG, _flag_name, _red_flag)
    yield from _of_each(before.rules, after.rules, _RULE, lambda rule: f"«{rule.because}»", _rule_of(new))
    yield from _score(before, after, new)
    yield from _classes(before, after)
    yield from _of_each(
        before.invariants, after.invariants, _INVARIANT, lambda one: f"«{one.label}»", _invariant_of(new)
    )
    if before.default != after.default:
        default = Told(
            "sem sinal nem regra, a classe passou de «$was» para «$now»",
            "with no sign and no rule, the class went from «$was» to «$now»",
        )
        yield _clinical(default.filled(was=before.default, now=after.default))
    if before.signed_by != after.signed_by:
        signature = Told("a assinatura do protocolo é agora: $who", "the protocol's signature is now: $who")
        yield _clinical(signature.filled(who=after.signed_by or Told("nenhuma", "none")))
    for told in changed_fields.changed(before, after, words=_FIELD_WORDS, but=_TOLD_ELSEWHERE):
        yield _clinical(Told("mudou $what", "changed: $what").filled(what=told))


def _clinical(sentence: Told) -> Change:
    return Change(weight=Weight.clinical, group=GROUP, sentence=sentence)


def _of_each(
    old: Sequence[Any],
    new: Sequence[Any],
    what: Told,
    name: Callable[[Any], str],
    differences: Callable[[Any, Any], Iterator[Told]],
) -> Iterator[Change]:
    """Gone, come, changed: by id."""
    before: Mapping[str, Any] = {one.id: one for one in old}
    after: Mapping[str, Any] = {one.id: one for one in new}
    for key, one in before.items():
        if key not in after:
            gone = Told("saiu $what $name", "$what $name is gone")
            yield _clinical(gone.filled(what=what, name=name(one)))
    for key, one in after.items():
        if key not in before:
            came = Told("entrou $what $name", "$what $name is new")
            yield _clinical(came.filled(what=what, name=name(one)))
            continue
        for told in differences(before[key], one):
            yield _clinical(alike("$what $name: $told").filled(what=what, name=name(one), told=told))


def _flag_name(flag: ProtocolFlag) -> str:
    return f"«{flag.label}»"


def _red_flag(old: ProtocolFlag, new: ProtocolFlag) -> Iterator[Told]:
    if old.label != new.label:
        yield Told("chamava-se «$was»", "was called «$was»").filled(was=old.label)
    if old.translations != new.translations:
        yield Told("mudou o nome em outros idiomas", "the name changed in other languages")
    if old.risk_class != new.risk_class:
        yield _CLASS_WENT.filled(was=old.risk_class, now=new.risk_class)
    yield from _words(
        old.phrases,
        new.phrases,
        Told("é ouvido também em «$words»", "is heard in «$words», too"),
        Told("não é mais ouvido em «$words»", "is not heard in «$words» any more"),
    )
    yield from _words(
        old.harmless,
        new.harmless,
        Told("não conta mais «$words»", "«$words» does not count any more"),
        Told("volta a contar «$words»", "«$words» counts again"),
    )
    if old.unless_asking != new.unless_asking:
        answers_to = Told("não conta como resposta a: $what", "does not count as an answer to: $what")
        what = ", ".join(new.unless_asking) or Told("nenhuma pergunta", "no question")
        yield answers_to.filled(what=what)
    if old.source != new.source:
        yield Told("mudou a fonte", "the source changed")


def _words(old: Sequence[str], new: Sequence[str], more: Told, fewer: Told) -> Iterator[Told]:
    for phrase in new:
        if phrase not in old:
            yield more.filled(words=phrase)
    for phrase in old:
        if phrase not in new:
            yield fewer.filled(words=phrase)


def _rule_of(content: Content) -> Callable[[Rule, Rule], Iterator[Told]]:
    def differences(old: Rule, new: Rule) -> Iterator[Told]:
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)
        if old.risk_class != new.risk_class:
            yield _CLASS_WENT.filled(was=old.risk_class, now=new.risk_class)
        if old.because != new.because:
            yield Told("a razão dita era «$was»", "the reason said was «$was»").filled(was=old.because)
        if old.translations != new.translations:
            yield Told("mudou a razão em outros idiomas", "the reason changed in other languages")
        if old.source != new.source:
            yield Told("mudou a fonte", "the source changed")

    return differences


def _score(before: Protocol, after: Protocol, content: Content) -> Iterator[Change]:
    def differences(old: ScoreRule, new: ScoreRule) -> Iterator[Told]:
        if old.points != new.points:
            points = Told("os pontos passaram de $was para $now", "the points went from $was to $now")
            yield points.filled(was=str(old.points), now=str(new.points))
        if old.translations != new.translations:
            yield Told("mudou a razão em outros idiomas", "the reason changed in other languages")
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)

    old_rules, new_rules = (one.score.rules if one.score else () for one in (before, after))
    yield from _of_each(old_rules, new_rules, _SCORE, lambda rule: f"«{rule.because}»", differences)
    old_limits, new_limits = (
        {limit.risk_class: limit.points for limit in one.score.thresholds} if one.score else {}
        for one in (before, after)
    )
    for risk_class in [*old_limits, *(name for name in new_limits if name not in old_limits)]:
        was, now = (
            str(limits[risk_class]) if risk_class in limits else _NONE for limits in (old_limits, new_limits)
        )
        if was != now:
            limit = Told(
                "o limite de pontos da classe «$name» passou de $was para $now",
                "the limit of points of the class «$name» went from $was to $now",
            )
            yield _clinical(limit.filled(name=risk_class, was=was, now=now))


def _classes(before: Protocol, after: Protocol) -> Iterator[Change]:
    def differences(old: RiskClass, new: RiskClass) -> Iterator[Told]:
        for field, word in _CLASS_WORDS.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                went = Told("$what passou de «$was» para «$now»", "$what went from «$was» to «$now»")
                yield went.filled(what=word, was=was or _NONE, now=now or _NONE)
        if old.translations != new.translations:
            yield Told("mudou o nome em outros idiomas", "the name changed in other languages")

    yield from _of_each(before.classes, after.classes, _CLASS, lambda one: f"«{one.label}»", differences)
    old = [one.id for one in before.classes if one.id in {other.id for other in after.classes}]
    new = [one.id for one in after.classes if one.id in {other.id for other in before.classes}]
    if old != new:
        order = Told(
            "as classes, da pior para a melhor, são agora: $names",
            "the classes, from the worst to the best, are now: $names",
        )
        yield _clinical(order.filled(names=", ".join(new)))


def _invariant_of(content: Content) -> Callable[[Invariant, Invariant], Iterator[Told]]:
    def differences(old: Invariant, new: Invariant) -> Iterator[Told]:
        if old.condition.says != new.condition.says:
            yield conditions.sentence(old.condition, new.condition, content.slots)
        if old.at_least != new.at_least:
            least = Told(
                "a classe mínima passou de «$was» para «$now»",
                "the least class went from «$was» to «$now»",
            )
            yield least.filled(was=old.at_least, now=new.at_least)

    return differences
