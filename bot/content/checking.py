"""Does everything that the content names exist, and can every step be reached?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from bot.content import (
    answers,
    checking_calls,
    checking_limits,
    checking_translations,
    flow_graph,
    predicates,
    vocabulary,
)
from bot.content.conditions import Condition, Expression
from bot.content.definitions import (
    END,
    Action,
    Call,
    Classify,
    Collect,
    Content,
    Flow,
    HandOff,
    Link,
    Rejection,
    Resort,
    SetSlots,
    Slot,
    Step,
    Variation,
)
from bot.content.predicates import Test
from bot.content.protocols import Protocol
from config.marked_yaml import Fault, Mark, closest

_SET_SLOTS = re.compile(r"/SetSlots\((?P<slot>\w+)=[^)]*\)")


def check(content: Content, *, intents: Collection[str], departments: Collection[str]) -> Iterator[Fault]:
    """Every reference that leads nowhere, every step that nothing leads to."""
    for flow in content.flows.values():
        yield from _flow(content, flow, intents, departments)
    for slot in content.slots.values():
        yield from _rejections(content, slot.rejections)
    yield from checking_calls.check(content)
    yield from checking_limits.check(content)
    yield from checking_translations.check(content)
    yield from _responses(content, intents)
    yield from _protocol(content, departments)


def _unknown(what: str, rule: str, name: str, known: Iterable[str], mark: Mark) -> Fault:
    meant = closest(name, known)
    hint = f'; você quis dizer "{meant}"?' if meant else ""
    return Fault(rule, mark, f'{what} "{name}" não existe{hint}')


def _flow(
    content: Content, flow: Flow, intents: Collection[str], departments: Collection[str]
) -> Iterator[Fault]:
    patterns = vocabulary.REQUIRED_PATTERNS | vocabulary.OPTIONAL_PATTERNS
    if flow.id in vocabulary.REFUSED_PATTERNS:
        reason = vocabulary.REFUSED_PATTERNS[flow.id]
        yield Fault("not-supported", flow.mark, f'o fluxo "{flow.id}" não existe aqui: {reason}')
    elif flow.is_pattern and flow.id not in patterns:
        yield _unknown("o fluxo reservado", "unknown-pattern", flow.id, patterns, flow.mark)
    for intent, _ in flow.triggers:
        if intent not in intents:
            yield _unknown("a intenção", "unknown-intent", intent, intents, flow.mark)
        others = [f.id for f in content.flows.values() if f is not flow and intent in dict(f.triggers)]
        if others:
            yield Fault("shared-intent", flow.mark, f'a intenção "{intent}" já inicia o fluxo "{others[0]}"')
    if flow.guard:
        yield from _condition(content, flow.guard, flow.mark)
    yield from _kept(content, flow)
    graph = flow_graph.of_flow(flow)
    reached = {place.step for place in graph.reached(graph.starts.values())}
    for step in flow.steps.values():
        yield from _step(content, flow, step, departments)
        if step.id not in reached:
            yield Fault("unreachable-step", step.mark, f'nenhum caminho chega ao passo "{step.id}"')


def _kept(content: Content, flow: Flow) -> Iterator[Fault]:
    """Slots that stay filled, and that a conversation may begin with."""
    for name in (*flow.persisted, *(flow.entry.slots if flow.entry else ())):
        yield from _slot(content, name, flow.mark)
    for step in flow.steps.values():
        if isinstance(step, Collect) and not step.reset_after_flow_ends and step.slot in flow.persisted:
            sentence = f'"{step.slot}" já está em "persisted_slots"; tire "reset_after_flow_ends"'
            yield Fault("said-twice", step.mark, sentence)


def _step(content: Content, flow: Flow, step: Step, departments: Collection[str]) -> Iterator[Fault]:
    for branch in step.branches:
        if branch.target != END and branch.target not in flow.steps:
            yield _unknown("o passo", "unknown-step", branch.target, flow.steps, branch.mark)
        if branch.condition:
            yield from _condition(content, branch.condition, branch.mark)
    match step:
        case Collect():
            yield from _collect(content, flow, step)
        case Action():
            yield from _action(content, step)
        case SetSlots():
            yield from _set_slots(content, step)
        case Link(flow=target) | Call(flow=target) if target not in content.flows:
            yield _unknown("o fluxo", "unknown-flow", target, content.flows, step.mark)
        case Classify(protocol=protocol) if protocol != content.protocol.id:
            yield _unknown("o protocolo", "unknown-protocol", protocol, [content.protocol.id], step.mark)
        case HandOff():
            yield from _hand_off(content, step, departments)


def _set_slots(content: Content, step: SetSlots) -> Iterator[Fault]:
    for name, value in step.values:
        yield from _slot(content, name, step.mark)
        if isinstance(value, Expression):
            yield from _names(content, value.slots, value.context, step.mark)


def _hand_off(content: Content, step: HandOff, departments: Collection[str]) -> Iterator[Fault]:
    if step.department and step.department not in departments:
        yield _unknown("o departamento", "unknown-department", step.department, departments, step.mark)
    if step.summary and step.summary not in content.responses:
        yield _unknown("a resposta", "unknown-response", step.summary, content.responses, step.mark)


def _slot(content: Content, name: str, mark: Mark) -> Iterator[Fault]:
    if name not in content.slots:
        yield _unknown("o slot", "unknown-slot", name, content.slots, mark)


def _collect(content: Content, flow: Flow, step: Collect) -> Iterator[Fault]:
    yield from _slot(content, step.slot, step.mark)
    slot = content.slots.get(step.slot)
    if slot and slot.answer is None:
        yield Fault("missing-answer", slot.mark, f'o slot "{slot.name}" é perguntado e precisa de "answer"')
    if step.utter not in content.responses:
        yield _unknown("a pergunta", "unknown-response", step.utter, content.responses, step.mark)
    yield from _rejections(content, step.rejections)
    if step.timeout and step.timeout.remind and step.timeout.remind not in content.responses:
        yield _unknown("o lembrete", "unknown-response", step.timeout.remind, content.responses, step.mark)
    for resort in (step.retries.then if step.retries else None, step.timeout.then if step.timeout else None):
        known = {*flow.steps, *Resort}
        if resort and resort not in known:
            yield _unknown("o passo", "unknown-step", resort, known, step.mark)


def _rejections(content: Content, rejections: Iterable[Rejection]) -> Iterator[Fault]:
    for rejection in rejections:
        yield from _condition(content, rejection.condition, rejection.mark)
        if rejection.utter not in content.responses:
            yield _unknown(
                "a resposta", "unknown-response", rejection.utter, content.responses, rejection.mark
            )


def _action(content: Content, step: Action) -> Iterator[Fault]:
    if step.action.startswith("utter_"):
        if step.action not in content.responses:
            yield _unknown("a resposta", "unknown-response", step.action, content.responses, step.mark)
    elif step.action not in vocabulary.ACTIONS:
        yield _unknown("a ação", "unknown-action", step.action, vocabulary.ACTIONS, step.mark)


def _condition(content: Content, condition: Condition, mark: Mark) -> Iterator[Fault]:
    yield from _names(content, condition.slots, condition.context, mark)
    for name, constant in condition.compared:
        options = _option_ids(content.slots.get(name))
        if options and constant not in options:
            yield _unknown(f'a opção de "{name}"', "unknown-option", str(constant), options, mark)


def _names(content: Content, slots: Iterable[str], context: Iterable[str], mark: Mark) -> Iterator[Fault]:
    for name in sorted(slots):
        yield from _slot(content, name, mark)
    for name in sorted(set(context) - vocabulary.CONTEXT):
        yield _unknown("o dado", "unknown-context", f"context.{name}", _context_names(), mark)


def _context_names() -> list[str]:
    return [f"context.{name}" for name in sorted(vocabulary.CONTEXT)]


def _option_ids(slot: Slot | None) -> set[str]:
    match slot.answer if slot else None:
        case answers.Choice(options=options):
            return {option.id for option in options} | {answers.UNKNOWN}
        case answers.MultiChoice(options=options, none=none):
            return {option.id for option in options} | {none.id, answers.UNKNOWN}
        case _:
            return set()


def _responses(content: Content, intents: Collection[str]) -> Iterator[Fault]:
    known = content.slots.keys() | vocabulary.VARIABLES | vocabulary.CONTEXT
    for response in content.responses.values():
        for variation in response.variations:
            for name in variation.names:
                if name not in known:
                    yield _unknown("a variável", "unknown-variable", name, known, response.mark)
            if variation.condition:
                yield from _condition(content, variation.condition, variation.mark or response.mark)
            yield from _buttons(content, variation, intents, response.mark)


def _buttons(content: Content, variation: Variation, intents: Collection[str], mark: Mark) -> Iterator[Fault]:
    for button in variation.buttons:
        found = _SET_SLOTS.fullmatch(button.payload)
        if found:
            yield from _slot(content, found["slot"], mark)
        elif button.payload.removeprefix("/") not in intents:
            yield _unknown("a intenção", "unknown-intent", button.payload.removeprefix("/"), intents, mark)


def _protocol(content: Content, departments: Collection[str]) -> Iterator[Fault]:
    protocol = content.protocol
    for risk_class in protocol.classes:
        if risk_class.advice not in content.responses:
            yield _unknown(
                "a resposta", "unknown-response", risk_class.advice, content.responses, risk_class.mark
            )
        if risk_class.department and risk_class.department not in departments:
            yield _unknown(
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
            yield from _slot(content, name, flag.mark)
    for condition, mark in _conditions(protocol):
        yield from _provable(content, condition, mark)
        yield from _condition(content, condition, mark)
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
    yield from _slot(content, consent.slot, consent.mark)
    for name in consent.not_in:
        if name not in content.flows:
            yield _unknown("o fluxo", "unknown-flow", name, content.flows, consent.mark)


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
