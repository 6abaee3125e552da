"""Does everything that the protocol names exist, and can it be proved?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bot.content import answers, checking_names, predicates
from bot.content.conditions import Condition
from bot.content.definitions import Content
from bot.content.predicates import Test
from bot.content.protocols import Protocol
from config.marked_yaml import Fault, Mark


def check(content: Content, departments: Collection[str]) -> Iterator[Fault]:
    """Every name in the protocol that leads nowhere, everything said twice, and what could not be proved."""
    protocol = content.protocol
    for risk_class in protocol.classes:
        if risk_class.advice not in content.responses:
            yield checking_names.unknown(
                "a resposta", "unknown-response", risk_class.advice, content.responses, risk_class.mark
            )
        if risk_class.department and risk_class.department not in departments:
            yield checking_names.unknown(
                "o departamento", "unknown-department", risk_class.department, departments, risk_class.mark
            )
    if not any(risk_class.department for risk_class in protocol.classes):
        yield Fault(
            "no-department",
            protocol.classes[0].mark,
            "nenhuma classe tem departamento; ninguém chegaria a uma pessoa",
        )
    for flag in protocol.red_flags:
        for name in flag.unless_asking:
            yield from checking_names.slot(content, name, flag.mark)
    for condition, mark in _conditions(protocol):
        yield from _provable(content, condition, mark)
        yield from checking_names.condition(content, condition, mark)
    yield from _consent(content)
    scored = protocol.score.rules if protocol.score else ()
    named = [(rule.id, rule.mark) for rule in protocol.rules] + [(rule.id, rule.mark) for rule in scored]
    yield from _twice("a regra", named)
    yield from _twice("o invariante", ((item.id, item.mark) for item in protocol.invariants))
    yield from _twice("o sinal de alerta", ((flag.id, flag.mark) for flag in protocol.red_flags))


def _provable(content: Content, condition: Condition, mark: Mark) -> Iterator[Fault]:
    """A protocol is proved over its answers: what is reckoned or matched must be reckoned by a flow, into a slot.

    Ages and durations are proved in whole years and days, though a baby's age is a share of a year.
    """
    mark = condition.mark or mark
    leaves = list(predicates.leaves(condition.says))
    for leaf in leaves:
        if isinstance(leaf, predicates.Comparison) and _cuts_a_whole(content, leaf):
            sentence = f'condição «{condition.text}»: "{leaf.slot}" se compara com um número inteiro, e veio {leaf.constant}'
            yield Fault("condition", mark, sentence)
    if any(isinstance(leaf, Test) for leaf in leaves):
        sentence = (
            f"condição «{condition.text}»: um protocolo compara um slot com um valor; a conta vai em um fluxo"
        )
        yield Fault("condition", mark, sentence)


def _cuts_a_whole(content: Content, leaf: predicates.Comparison) -> bool:
    slot = content.slots.get(leaf.slot)
    counted = slot is not None and isinstance(slot.answer, (answers.Age, answers.Duration))
    return counted and isinstance(leaf.constant, float) and not leaf.constant.is_integer()


def _consent(content: Content) -> Iterator[Fault]:
    consent = content.protocol.consent
    if consent is None:
        return
    yield from checking_names.slot(content, consent.slot, consent.mark)
    for name in consent.not_in:
        if name not in content.flows:
            yield checking_names.unknown("o fluxo", "unknown-flow", name, content.flows, consent.mark)


def _conditions(protocol: Protocol) -> Iterator[tuple[Condition, Mark]]:
    """Every condition of the protocol, with its place."""
    for rule in protocol.rules:
        yield rule.condition, rule.mark
    for scored in protocol.score.rules if protocol.score else ():
        yield scored.condition, scored.mark
    for invariant in protocol.invariants:
        yield invariant.condition, invariant.mark
    for declared in protocol.inputs.values():
        for omission in declared.not_asked_when:
            yield omission.condition, omission.mark


def _twice(what: str, named: Iterable[tuple[str, Mark]]) -> Iterator[Fault]:
    seen: dict[str, Mark] = {}
    for name, mark in named:
        if name in seen:
            yield Fault("duplicate-name", mark, f'{what} "{name}" já existe em {seen[name]}')
        seen[name] = mark
