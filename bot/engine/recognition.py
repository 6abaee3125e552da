"""What did the citizen mean? Red flags first, then commands, the pending question, topics, Rasa; at last, whether it may be danger."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from bot.content import vocabulary
from bot.content.definitions import Value
from bot.engine import correcting, doubting, limits, pending, taking_back, telling, topics
from bot.engine.conversation import CORRECTION, Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.recognised import (
    About,
    Alarm,
    Answered,
    Doubt,
    Misread,
    Nothing,
    Recognised,
    Started,
    Told,
    Unreadable,
)
from bot.engine.turn import Turn
from bot.understanding import asking, red_flags, text
from bot.understanding.answers import subject

#: The command that yields to an answer: "pular" may be one of the options.
_SKIP: Final = "pattern_skip_question"
#: So few words are an answer, where they can be one.
_FEWEST_IN_COMMAND: Final = 5
#: What puts an answer right that the words only name.
_CORRECT: Final = "pattern_correction"


def wants_parse(meaning: Recognised | None) -> bool:
    """Whether Rasa could say more than Bela's own readers did."""
    own = meaning.besides if isinstance(meaning, Doubt) else meaning
    return isinstance(own, (Misread, Nothing))


def with_parse(flows: Flows, conversation: Conversation, turn: Turn, meaning: Recognised) -> Recognised:
    """The meaning once Rasa has read the message, too: it may start a flow where Bela's own readers were at a loss."""
    parse = turn.parse
    if parse is None or not wants_parse(meaning):
        return meaning
    if isinstance(meaning, Doubt):
        return dataclasses.replace(meaning, besides=with_parse(flows, conversation, turn, meaning.besides))
    slot = flows.content.slots.get(conversation.asking or "")
    if slot and parse.intent in slot.from_intents and parse.confidence >= limits.CONFIDENCE:
        return Answered(value=slot.from_intents[parse.intent])
    if pending.hears_only_answers(flows, conversation):
        return meaning
    is_asked = conversation.asking is not None
    return topics.parsed(flows, conversation, turn, parse, asked=is_asked) or meaning


def recognise(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised:
    """What Bela's own readers make of a text turn; pure, total."""
    alarm = find_alarm(flows, turn.text, asking=conversation.asking)
    if alarm and not doubting.is_soft(flows, conversation, turn.text, alarm):
        return _with_facts(flows, conversation, turn, alarm)
    own = _without_alarm(flows, conversation, turn)
    if alarm:
        # an option that is taken is no question about nobody
        taken = isinstance(own, Answered) and not own.weighed
        if taken and doubting.is_answered_in_words(flows, conversation):
            return _with_facts(flows, conversation, turn, alarm)
        return doubting.of_alarm(alarm, turn.text, own)
    if doubting.is_asked(conversation):
        return doubting.answered(turn.text, own)
    return doubting.may_be(flows, conversation, turn.text, own)


def _with_facts(flows: Flows, conversation: Conversation, turn: Turn, alarm: Alarm) -> Alarm:
    return Alarm(hits=alarm.hits, facts=telling.facts_of(flows, conversation, turn, alarmed=True))


def _without_alarm(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised:
    if pending.hears_only_answers(flows, conversation):
        return pending.offered(flows, conversation, turn) or _pending(flows, conversation, turn) or Nothing()
    return (
        pending.offered(flows, conversation, turn)
        or _taken_back(flows, conversation, turn)
        or _command(flows, conversation, turn)
        or _pending(flows, conversation, turn)
        or _about(flows, turn)
        or _told(flows, conversation, turn)
        or _with_what_is_told(flows, conversation, turn, _topic(flows, conversation, turn))
        or _unreadable(turn)
        or Nothing()
    )


def _with_what_is_told(
    flows: Flows, conversation: Conversation, turn: Turn, meaning: Recognised | None
) -> Recognised | None:
    """A topic, with what is told beside it: "sou gestante, posso tomar a vacina?", "quero ver se é covid, febre de 38"."""
    if not isinstance(meaning, Started) or pending.asks_free_text(flows, conversation):
        return meaning
    told = telling.facts_beside(flows, conversation, turn, topic=meaning.flow)
    return dataclasses.replace(meaning, facts=told)


def _about(flows: Flows, turn: Turn) -> About | None:
    """Whom the person writes about, said unasked."""
    if flows.subject_slot is None:
        return None
    whom = subject.told(turn.text)
    return About(slot=flows.subject_slot, value=whom) if whom else None


def find_alarm(flows: Flows, message: str, *, asking: str | None) -> Alarm | None:
    """The red flags in a message of any length, read piece by piece; pieces overlap, so that none is cut in two."""
    hits: dict[str, red_flags.Hit] = {}
    step = text.MAX_CHARACTERS - limits.OVERLAP
    for start in range(0, min(len(message), limits.SCANNED_LENGTH) or 1, step):
        for hit in flows.scanner.scan(message[start : start + text.MAX_CHARACTERS], asking=asking):
            hits.setdefault(hit.flag_id, hit)
    in_order = tuple(hits[flag.id] for flag in flows.protocol.red_flags if flag.id in hits)
    return Alarm(hits=in_order) if in_order else None


def _command(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    free = pending.asks_free_text(flows, conversation)
    found = flows.commands.exact(turn.text) if free else flows.commands.match(turn.text)
    if found in vocabulary.SPOKEN and flows.commands.exact(turn.text) != found:
        return None
    if found == _SKIP and pending.answer_in(flows, conversation, turn) is not None:
        return None
    if found == _CORRECT and taking_back.answers_pending(flows, conversation, turn):
        return None
    return topics.start(flows, conversation, turn, found) if found else None


def _pending(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """The answer to the pending question; words that do not answer it may still be a topic."""
    read = pending.answered(flows, conversation, turn)
    only_answers = pending.hears_only_answers(flows, conversation)
    if isinstance(read, Answered) and not only_answers:
        return _instead(flows, conversation, turn) or read
    if not isinstance(read, Misread):
        return read
    other = None if only_answers else _otherwise(flows, conversation, turn)
    refused = pending.refuses(flows, conversation, turn)
    if refused and isinstance(other, Started):
        return dataclasses.replace(other, facts={**other.facts, **refused})
    if refused:
        return Answered(value=False)
    return other or _unreadable(turn) or read


def _instead(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """The command that a message surely is, although some of its words answer: "tô sem paciência, fecha essa conversa"."""
    if len(text.words(turn.text)) < _FEWEST_IN_COMMAND or pending.asks_free_text(flows, conversation):
        return None
    return topics.commanded(flows, conversation, turn, instead=True)


def _otherwise(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """What words may mean that answer nothing."""
    return _about(flows, turn) or _told(flows, conversation, turn) or _topic(flows, conversation, turn)


def _taken_back(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """Answers put right: "errei, são 3 dias", "na verdade tenho 57"; or named, to be asked again: "errei a idade"."""
    if conversation.asking == CORRECTION or not _listens(conversation):
        return None
    told = taking_back.taken_back(flows, conversation, turn)
    if told:
        return Told(facts=told)
    if pending.asks_free_text(flows, conversation) or not correcting.is_wanted(
        flows, conversation, turn.text
    ):
        return None
    if taking_back.answers_pending(flows, conversation, turn):
        return None
    return topics.start(flows, conversation, turn, _CORRECT)


def _is_a_question(flows: Flows, turn: Turn) -> bool:
    """Whether the whole message is the keyword of a flow that only answers: "gripe ou covid" tells of no symptom."""
    topic = flows.topics.exact(turn.text)
    return topic is not None and not topics.collects(flows, topic)


def _told(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """Facts that answer no pending question: they start the flow that would ask for them, or wait for its questions."""
    if (
        not _listens(conversation)
        or pending.asks_free_text(flows, conversation)
        or conversation.asking == CORRECTION
    ):
        return None
    told = telling.facts_of(flows, conversation, turn)
    if not told or _is_a_question(flows, turn):
        return None
    home = flows.asked_at[next(iter(told))][0]
    under_way = any(frame.flow == home for frame in conversation.stack)
    complaint = any(
        isinstance(fact, list) and not flows.content.slots[name].lasting for name, fact in told.items()
    )
    meant = (
        topics.commanded(flows, conversation, turn)
        or topics.clearer_than_facts(flows, conversation, turn, told)
        or _asked_besides(flows, conversation, turn)
    )
    if meant:
        return _with_what_is_told(flows, conversation, turn, meant)
    started = topics.start(flows, conversation, turn, home) if complaint and not under_way else None
    if started:
        return Started(flow=started.flow, facts=told)
    if conversation.asking or conversation.phase is Phase.new:
        return Told(facts=told)
    return _introduced(flows, conversation, turn, told)


def _introduced(
    flows: Flows, conversation: Conversation, turn: Turn, told: Mapping[str, Value]
) -> Started | Told | None:
    """Facts where nothing is asked: of somebody ill, "minha sobrinha grávida positivou", or what somebody tells of themselves."""
    ill = _likely(flows, conversation, turn)
    if ill and topics.collects(flows, ill.flow):
        return ill
    # one fact may be idle talk: "quase infartei naquele pênalti"
    several = not conversation.stack and len(told) > 1 and not asking.asks(turn.text)
    return Told(facts=told) if several else None


def _asked_besides(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """The topic that is asked about in place of an answer: "tenho asma, posso usar a bombinha?"."""
    if conversation.asking is None or not turn.text.rstrip().endswith("?"):
        return None
    topic = _topic(flows, conversation, turn)
    return topic if isinstance(topic, Started) else None


def _listens(conversation: Conversation) -> bool:
    return conversation.phase in {Phase.new, Phase.talking, Phase.closing}


def _topic(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """What keywords name; else what the words are clearly like, unless they may be the free text that is asked for."""
    if pending.asks_free_text(flows, conversation):
        return topics.named(flows, conversation, turn)
    return (
        topics.clearer_than_named(flows, conversation, turn)
        or topics.named(flows, conversation, turn)
        or _likely(flows, conversation, turn)
    )


def _likely(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """What the words are clearly like; who only tells of themselves asks about nothing: "tomo losartana de manhã"."""
    found = topics.likely(flows, conversation, turn)
    if found is None or flows.flow(found.flow).is_pattern or asking.asks(turn.text):
        return found
    facts = telling.facts_of(flows, conversation, turn)
    if topics.collects(flows, found.flow):
        return dataclasses.replace(found, facts=facts)
    return None if facts else found


def _unreadable(turn: Turn) -> Recognised | None:
    if text.is_blank(turn.text):
        return Unreadable(medium="empty")
    if text.is_only_emoji(turn.text):
        return Unreadable(medium="emoji")
    if len(turn.text) > limits.TEXT_LENGTH:
        return Unreadable(medium="too_long")
    return None
