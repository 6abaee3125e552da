"""What does the agent need to know before the first word? The hand-off note, in the order it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.content import definitions
from bot.content.protocols import Protocol, Rule, ScoreRule
from bot.engine import responses
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows

#: How a priority reads.
_PRIORITIES: Final = {"urgent": "urgente", "high": "alta", "normal": "normal", "low": "baixa"}
#: Characters of Bela's words that are repeated to the agent.
_SAID_LENGTH: Final = 280
#: Characters of the person's words that may have told of danger.
_WORDS_LENGTH: Final = 120
_ANSWERED: Final = {
    "yes": "a pessoa disse que sim",
    "no": "a pessoa disse que não",
    "unclear": "a pessoa não deu resposta clara",
    "": "a pessoa não respondeu",
}
#: Documents that the note names, and characters of each and of its places: enough to find it by.
_SOURCES: Final = 2
_TITLE_LENGTH: Final = 70
_PLACE_LENGTH: Final = 90


def write(flows: Flows, conversation: Conversation, *, person_code: str, said: str = "") -> str:
    """Who, risk and why, red flags, answers, what Bela said: a message of the room, which the citizen reads too, and is told so."""
    return "\n".join(_lines(flows, conversation, person_code, said))


def comment(flows: Flows, conversation: Conversation, *, person_code: str) -> str:
    """One line for the transfer, without health details: "Grave · BELA-7K3M-94QD"."""
    assessment = conversation.assessment
    risk = flows.protocol.risk_class(assessment.risk_class).label if assessment else "Pediu uma pessoa"
    return " · ".join(part for part in (risk, person_code) if part)


def _lines(flows: Flows, conversation: Conversation, person_code: str, said: str) -> Iterator[str]:
    name = _name(flows, conversation)
    yield "*Resumo para a equipe* (você também pode ler)"
    if conversation.call_back_phone:
        yield f"*Pediu que a equipe ligue*: {conversation.call_back_phone}"
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
        yield from _sources(flows.protocol, assessment.rules[:decisive])
    else:
        yield "Risco: triagem não concluída; a pessoa pediu atendimento humano"
    if conversation.flags:
        labels = {flag.id: flag.label for flag in flows.protocol.red_flags}
        yield "Sinais de alerta: " + ", ".join(labels.get(flag, flag) for flag in conversation.flags)
    yield from _suspected(flows, conversation)
    yield from _answers(flows, conversation)
    if said:
        yield "A Bela disse: " + _shortened(" ".join(said.split()), _SAID_LENGTH)
    yield f"Protocolo: {flows.protocol.id} {flows.protocol.version}"


def _suspected(flows: Flows, conversation: Conversation) -> Iterator[str]:
    """What may have been a danger sign, and what the person said to the question whether it was."""
    labels = {flag.id: flag.label for flag in flows.protocol.red_flags}
    for one in conversation.suspected:
        label = labels.get(one.flag, one.flag)
        words = _shortened(one.words, _WORDS_LENGTH)
        yield f'Talvez um sinal de perigo ("{words}": {label}?): {_ANSWERED[one.answer]}'


def _sources(protocol: Protocol, decisive: Sequence[str]) -> Iterator[str]:
    """Where the rules that decided come from: a line for each document, with its places."""
    scored = protocol.score.rules if protocol.score else ()
    rules: tuple[Rule | ScoreRule, ...] = (*protocol.rules, *scored)
    named = {flag.id: flag.source for flag in protocol.red_flags} | {rule.id: rule.source for rule in rules}
    places: dict[str, list[str]] = {}
    for rule in decisive:
        source = named.get(rule)
        if source and source.where not in places.setdefault(source.ref, []):
            places[source.ref].append(source.where)
    for ref, where in list(places.items())[:_SOURCES]:
        title = _shortened(protocol.sources.get(ref, ref), _TITLE_LENGTH)
        yield f"Fonte: {title}; {_shortened(' / '.join(where), _PLACE_LENGTH)}"


def _answers(flows: Flows, conversation: Conversation) -> Iterator[str]:
    files = {given.slot: given.file for given in conversation.given if given.file}
    for slot in _answered(flows, conversation):
        told = responses.in_words(slot, conversation.slots[slot.name])
        yield f"{slot.label}: {told} ({files[slot.name]})" if slot.name in files else f"{slot.label}: {told}"


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


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
