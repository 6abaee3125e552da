"""What does the agent need to know before the first word? The hand-off note, in the order it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.content import definitions
from bot.engine import responses
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows

#: How a priority reads.
_PRIORITIES: Final = {"urgent": "urgente", "high": "alta", "normal": "normal", "low": "baixa"}
#: Characters of Bela's words that are repeated to the agent.
_SAID_LENGTH = 280


def write(flows: Flows, conversation: Conversation, *, person_code: str, said: str = "") -> str:
    """Who, risk and why, red flags, answers, what Bela said. The citizen may read it too."""
    return "\n".join(_lines(flows, conversation, person_code, said))


def comment(flows: Flows, conversation: Conversation, *, person_code: str) -> str:
    """One line for the transfer, without health details: "Grave · BELA-7K3M-94QD"."""
    assessment = conversation.assessment
    risk = flows.protocol.risk_class(assessment.risk_class).label if assessment else "Pediu uma pessoa"
    return " · ".join(part for part in (risk, person_code) if part)


def _lines(flows: Flows, conversation: Conversation, person_code: str, said: str) -> Iterator[str]:
    name = _name(flows, conversation)
    yield "*Resumo para a equipe*"
    if conversation.summary:
        yield conversation.summary
    if conversation.priority:
        yield f"Prioridade: *{_PRIORITIES.get(conversation.priority, conversation.priority)}*"
    yield "Pessoa: " + " · ".join(part for part in (name, person_code) if part)
    assessment = conversation.assessment
    if assessment:
        yield f"Risco: *{flows.protocol.risk_class(assessment.risk_class).label}*"
        decisive = len(assessment.because)
        for because, rule in zip(assessment.because, assessment.rules[:decisive], strict=True):
            yield f"• {because} [{rule}]"
        if assessment.rules[decisive:]:
            yield "Outras regras: " + ", ".join(assessment.rules[decisive:])
    else:
        yield "Risco: triagem não concluída; a pessoa pediu atendimento humano"
    if conversation.flags:
        labels = {flag.id: flag.label for flag in flows.protocol.red_flags}
        yield "Sinais de alerta: " + ", ".join(labels.get(flag, flag) for flag in conversation.flags)
    yield from _answers(flows, conversation)
    if said:
        yield "A Bela disse: " + _shortened(" ".join(said.split()))
    yield f"Protocolo: {flows.protocol.id} {flows.protocol.version}"


def _answers(flows: Flows, conversation: Conversation) -> Iterator[str]:
    for slot in _answered(flows, conversation):
        yield f"{slot.label}: {responses.in_words(slot, conversation.slots[slot.name])}"


def _answered(flows: Flows, conversation: Conversation) -> Iterator[definitions.Slot]:
    named = {given.slot for given in conversation.given}
    for name, slot in flows.content.slots.items():
        known = name in named and conversation.slots.get(name) is not None
        if known and not _is_name(slot) and flows.tells(slot):
            yield slot


def _name(flows: Flows, conversation: Conversation) -> str:
    for name, slot in flows.content.slots.items():
        if _is_name(slot) and conversation.slots.get(name):
            return responses.in_words(slot, conversation.slots[name])
    return "nome não informado"


def _is_name(slot: definitions.Slot) -> bool:
    return bool(getattr(slot.answer, "name", False))


def _shortened(text: str) -> str:
    return text if len(text) <= _SAID_LENGTH else text[: _SAID_LENGTH - 1].rstrip() + "…"
