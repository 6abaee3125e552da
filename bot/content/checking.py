"""Does everything that the content names exist, and can every step be reached?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bot.content import (
    checking_answer_examples,
    checking_calls,
    checking_limits,
    checking_names,
    checking_patterns,
    checking_protocol,
    checking_responses,
    checking_translations,
    flow_graph,
    vocabulary,
)
from bot.content.conditions import Expression
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
    Step,
)
from config.marked_yaml import Fault
from config.retention import STANDARD

#: Actions that only some patterns may use; `checking_patterns` sees to that.
_OF_PATTERNS = frozenset().union(*vocabulary.SPEAKING_ACTIONS.values())


def check(
    content: Content,
    *,
    intents: Collection[str],
    departments: Collection[str],
    retention: Collection[str] = STANDARD,
) -> Iterator[Fault]:
    """Every reference that leads nowhere, every step that nothing leads to."""
    for flow in content.flows.values():
        yield from _flow(content, flow, intents, departments)
    for slot in content.slots.values():
        yield from _rejections(content, slot.rejections)
        if slot.retention is not None and slot.retention not in retention:
            yield checking_names.unknown(
                "a classe de guarda", "unknown-retention", slot.retention, retention, slot.mark
            )
    yield from checking_answer_examples.check(content)
    yield from checking_calls.check(content)
    yield from checking_patterns.check(content)
    yield from checking_limits.check(content)
    yield from checking_translations.check(content)
    yield from checking_responses.check(content, intents)
    yield from checking_protocol.check(content, departments)


def _flow(
    content: Content, flow: Flow, intents: Collection[str], departments: Collection[str]
) -> Iterator[Fault]:
    patterns = vocabulary.REQUIRED_PATTERNS | vocabulary.OPTIONAL_PATTERNS
    if flow.id in vocabulary.REFUSED_PATTERNS:
        reason = vocabulary.REFUSED_PATTERNS[flow.id]
        yield Fault("not-supported", flow.mark, f'o fluxo "{flow.id}" não existe aqui: {reason}')
    elif flow.is_pattern and flow.id not in patterns:
        yield checking_names.unknown("o fluxo reservado", "unknown-pattern", flow.id, patterns, flow.mark)
    for intent, _ in flow.triggers:
        if intent not in intents:
            yield checking_names.unknown("a intenção", "unknown-intent", intent, intents, flow.mark)
        others = [f.id for f in content.flows.values() if f is not flow and intent in dict(f.triggers)]
        if others:
            yield Fault("shared-intent", flow.mark, f'a intenção "{intent}" já inicia o fluxo "{others[0]}"')
    if flow.guard:
        yield from checking_names.condition(content, flow.guard, flow.mark)
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
        yield from checking_names.slot(content, name, flow.mark)
    for step in flow.steps.values():
        if isinstance(step, Collect) and not step.reset_after_flow_ends and step.slot in flow.persisted:
            sentence = f'"{step.slot}" já está em "persisted_slots"; tire "reset_after_flow_ends"'
            yield Fault("said-twice", step.mark, sentence)


def _step(content: Content, flow: Flow, step: Step, departments: Collection[str]) -> Iterator[Fault]:
    for branch in step.branches:
        if branch.target != END and branch.target not in flow.steps:
            yield checking_names.unknown("o passo", "unknown-step", branch.target, flow.steps, branch.mark)
        if branch.condition:
            yield from checking_names.condition(content, branch.condition, branch.mark)
    match step:
        case Collect():
            yield from _collect(content, flow, step)
        case Action():
            yield from _action(content, step)
        case SetSlots():
            yield from _set_slots(content, step)
        case Link(flow=target) | Call(flow=target) if target not in content.flows:
            yield checking_names.unknown("o fluxo", "unknown-flow", target, content.flows, step.mark)
        case Classify(protocol=protocol) if protocol != content.protocol.id:
            yield checking_names.unknown(
                "o protocolo", "unknown-protocol", protocol, [content.protocol.id], step.mark
            )
        case HandOff():
            yield from _hand_off(content, step, departments)


def _set_slots(content: Content, step: SetSlots) -> Iterator[Fault]:
    for name, value in step.values:
        yield from checking_names.slot(content, name, step.mark)
        if isinstance(value, Expression):
            yield from checking_names.names(content, value.slots, value.context, step.mark)


def _hand_off(content: Content, step: HandOff, departments: Collection[str]) -> Iterator[Fault]:
    if step.department and step.department not in departments:
        yield checking_names.unknown(
            "o departamento", "unknown-department", step.department, departments, step.mark
        )
    if step.summary and step.summary not in content.responses:
        yield checking_names.unknown(
            "a resposta", "unknown-response", step.summary, content.responses, step.mark
        )


def _collect(content: Content, flow: Flow, step: Collect) -> Iterator[Fault]:
    yield from checking_names.slot(content, step.slot, step.mark)
    slot = content.slots.get(step.slot)
    if slot and slot.answer is None:
        yield Fault("missing-answer", slot.mark, f'o slot "{slot.name}" é perguntado e precisa de "answer"')
    if step.utter not in content.responses:
        yield checking_names.unknown(
            "a pergunta", "unknown-response", step.utter, content.responses, step.mark
        )
    yield from _rejections(content, step.rejections)
    if step.timeout and step.timeout.remind and step.timeout.remind not in content.responses:
        yield checking_names.unknown(
            "o lembrete", "unknown-response", step.timeout.remind, content.responses, step.mark
        )
    for resort in (step.retries.then if step.retries else None, step.timeout.then if step.timeout else None):
        known = {*flow.steps, *Resort}
        if resort and resort not in known:
            yield checking_names.unknown("o passo", "unknown-step", resort, known, step.mark)


def _rejections(content: Content, rejections: Iterable[Rejection]) -> Iterator[Fault]:
    for rejection in rejections:
        yield from checking_names.condition(content, rejection.condition, rejection.mark)
        if rejection.utter not in content.responses:
            yield checking_names.unknown(
                "a resposta", "unknown-response", rejection.utter, content.responses, rejection.mark
            )


def _action(content: Content, step: Action) -> Iterator[Fault]:
    if step.action.startswith("utter_"):
        if step.action not in content.responses:
            yield checking_names.unknown(
                "a resposta", "unknown-response", step.action, content.responses, step.mark
            )
    elif step.action not in vocabulary.ACTIONS | _OF_PATTERNS:
        yield checking_names.unknown("a ação", "unknown-action", step.action, vocabulary.ACTIONS, step.mark)
