"""What does a message tell besides the answer that was asked for, and what becomes of it?

A fact waits in the conversation until the question for it comes up: then it is the answer, and the question is not asked.
So nothing told before the consent is counted before it. What is told of a list, such as symptoms, is never the whole of
it: the question is asked, and what was told is added to the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from bot.content import answers, definitions
from bot.understanding import facts, text
from bot.understanding.answers import Context, subject

if TYPE_CHECKING:
    from bot.content.definitions import Value
    from bot.engine.conversation import Conversation
    from bot.engine.flows import Flows
    from bot.engine.turn import Turn


#: So people tell what they had themselves, and not whom they were near.
_HAD_ONESELF: Final = re.compile(r"\b(?:peguei|positivei|testei|pegar|ja)\b|\btive (?!contato|perto)")
#: Beside those of one's people.
_OTHERS: Final = frozenset(
    ["contato", "perto", "convivi", "convivo", "colega", "colegas", "chefe", "ninguem", "pessoal"]
)


def asked_at(content: definitions.Content) -> Mapping[str, tuple[str, str]]:
    """Slot → the flow and step that ask for it unless it is known."""
    ordered = sorted(content.flows.values(), key=lambda flow: not flow.is_pattern)
    return {
        step.slot: (flow.id, step.id)
        for flow in ordered
        for step in flow.steps.values()
        if isinstance(step, definitions.Collect) and not step.always_ask
    }


def tellings(content: definitions.Content) -> tuple[facts.Telling, ...]:
    """The slots that may be told of unasked: those the protocol looks at, the home, and the name."""
    known = asked_at(content)
    slots = [slot for slot in content.slots.values() if slot.name in known and not slot.only_when_asked]
    return tuple(
        facts.Telling(
            slot=slot.name,
            answer=slot.answer,
            options=_gravest(content, slot),
            alarming=_alarming(content, slot),
            may_be_none=slot.lasting,
        )
        for slot in slots
        if slot.answer is not None
        and (slot.name in content.protocol.looked_at or _is_place(slot.answer) or _is_name(slot.answer))
    )


def _is_place(answer: answers.Answer) -> bool:
    return isinstance(answer, answers.MunicipalityAnswer)


def _is_name(answer: answers.Answer) -> bool:
    return isinstance(answer, answers.FreeText) and answer.name


def _gravest(content: definitions.Content, slot: definitions.Slot) -> frozenset[str]:
    """The options of which no other is graver: only these may be taken unasked, so that a calm word hides no danger."""
    graveness = _graveness(content, slot)
    worst = min(graveness.values(), default=None)
    return frozenset(option for option, severity in graveness.items() if severity == worst)


def _alarming(content: definitions.Content, slot: definitions.Slot) -> frozenset[str]:
    """The options that are as grave as a danger sign: the scanner judges the words for them better than a list of names."""
    graveness = _graveness(content, slot)
    return frozenset(option for option, severity in graveness.items() if severity == 0)


def _graveness(content: definitions.Content, slot: definitions.Slot) -> Mapping[str, int]:
    """Option → the mildest of the rules that look for it, 0 for the worst class."""
    protocol = content.protocol
    mildest: dict[str, int] = {}
    for rule in protocol.rules:
        for name, option in rule.condition.compared:
            if name == slot.name:
                severity = protocol.severity(rule.risk_class)
                mildest[str(option)] = max(severity, mildest.get(str(option), severity))
    return mildest


def facts_of(
    flows: Flows,
    conversation: Conversation,
    turn: Turn,
    *,
    alarmed: bool = False,
    beside_question: bool = False,
) -> dict[str, Value]:
    """What the words tell of other slots than the one asked for, where it is new; danger signs only beside an alarm."""
    asked = flows.content.slots.get(conversation.asking or "")
    told = facts.told(
        flows.tellings,
        turn.text,
        context(flows, turn),
        asked=asked.answer if asked else None,
        alarmed=alarmed,
        beside_question=beside_question,
    )
    return news(conversation, told)


def facts_beside(flows: Flows, conversation: Conversation, turn: Turn, *, topic: str) -> dict[str, Value]:
    """What is told beside a topic: of oneself alone, where it is a question; all, where it is the flow that asks for it.

    A yes or no counts only where it is told of whom they were near: "já peguei covid, pego de novo?" is long over,
    and a child with it is the one whom the question is about.
    """
    told = facts_of(flows, conversation, turn)
    if all(flows.asked_at[name][0] != topic for name in told):
        told = facts_of(flows, conversation, turn, beside_question=True)
    words = text.words(turn.text)
    near = any(word in _OTHERS or subject.is_grown(word) for word in words)
    if near and not _HAD_ONESELF.search(" ".join(words)):
        return told
    return {name: fact for name, fact in told.items() if not isinstance(fact, bool)}


def asked_of(flows: Flows, conversation: Conversation, turn: Turn) -> Value:
    """What a longer message tells of the very slot asked for: "faz 8 dias, e ontem eu estava quase bom"; None for nothing."""
    slot = flows.content.slots.get(conversation.asking or "")
    if slot is None or isinstance(slot.answer, answers.MultiChoice):
        return None
    own = tuple(telling for telling in flows.tellings if telling.slot == slot.name)
    return facts.told(own, turn.text, context(flows, turn), asked=slot.answer).get(slot.name)


def says_anything(flows: Flows, words: str, turn: Turn) -> bool:
    """Whether words tell a fact that any question asks for, or whom it is about."""
    return bool(facts.told(flows.tellings, words, context(flows, turn)) or subject.told(words))


def news(conversation: Conversation, told: Mapping[str, Value]) -> dict[str, Value]:
    """What is told of other slots than the one asked for, where it is not known yet."""
    others = {name: fact for name, fact in told.items() if name != conversation.asking}
    return {name: fact for name, fact in others.items() if _is_new(conversation, name, fact)}


def _is_new(conversation: Conversation, name: str, fact: Value) -> bool:
    known = conversation.slots.get(name)
    if isinstance(known, list) and isinstance(fact, list):
        return not set(fact) <= set(known)
    return known != fact


def context(flows: Flows, turn: Turn) -> Context:
    """What readers know of the day and place."""
    return Context(
        today=turn.now.astimezone(flows.time_zone).date(),
        municipalities=flows.municipalities,
        phone_state=turn.phone_state,
    )


def together(answer: answers.Answer | None, told: Value, value: Value) -> Value:
    """An answer together with what was told of it before: lists grow, in the order of the options."""
    if not isinstance(told, list) or not isinstance(answer, answers.MultiChoice):
        return value
    given = value if isinstance(value, list) else []
    return [option.id for option in answer.options if option.id in {*told, *given}]
