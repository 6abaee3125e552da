"""What did the citizen mean? Red flags first, then commands, the pending question, topics, Rasa; at last, whether it may be danger."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from bot.content import answers, vocabulary
from bot.content.definitions import Collect, Value
from bot.engine import correcting, doubting, limits, sending, telling, topics
from bot.engine.conversation import CORRECTION, Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.recognised import (
    About,
    Alarm,
    Answered,
    Chosen,
    Doubt,
    Misread,
    Nothing,
    Recognised,
    Started,
    Told,
    Unclear,
    Unreadable,
)
from bot.engine.turn import Turn
from bot.understanding import answers as reading
from bot.understanding import corrections, readings, red_flags, small_words, text
from bot.understanding.answers import dont_know, subject

__all__ = [
    "About",
    "Alarm",
    "Answered",
    "Chosen",
    "Doubt",
    "Misread",
    "Nothing",
    "Recognised",
    "Started",
    "Told",
    "Unclear",
    "Unreadable",
]

#: The command that yields to an answer: "pular" may be one of the options.
_SKIP: Final = "pattern_skip_question"
#: What puts an answer right that the words only name.
_CORRECT: Final = "pattern_correction"

#: "só isso", "mais nada", "não".
_NO_MORE = small_words.listed(
    "so isso mais nada nao e apenas somente mesmo nenhum nenhuma outro outra de o a sinto tenho"
    " no nothing else more none that is all nada mas eso es todo solo"
)


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
    if _only_answers(flows, conversation):
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
        answers_too = isinstance(own, Answered)  # an option that is taken is no question about nobody
        return (
            _with_facts(flows, conversation, turn, alarm)
            if answers_too
            else doubting.of_alarm(alarm, turn.text, own)
        )
    if doubting.is_asked(conversation):
        return doubting.answered(turn.text, own)
    return doubting.may_be(flows, conversation, turn.text, own)


def _with_facts(flows: Flows, conversation: Conversation, turn: Turn, alarm: Alarm) -> Alarm:
    return Alarm(hits=alarm.hits, facts=telling.facts_of(flows, conversation, turn, alarmed=True))


def _without_alarm(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised:
    if _only_answers(flows, conversation):
        return _offered(flows, conversation, turn) or _pending(flows, conversation, turn) or Nothing()
    return (
        _offered(flows, conversation, turn)
        or _taken_back(flows, conversation, turn)
        or _command(flows, conversation, turn)
        or _pending(flows, conversation, turn)
        or _about(flows, turn)
        or _told(flows, conversation, turn)
        or _topic(flows, conversation, turn)
        or _unreadable(turn)
        or Nothing()
    )


def asked(flows: Flows, conversation: Conversation) -> Collect | None:
    """The step whose question is pending."""
    if conversation.asking is None or not conversation.stack:
        return None
    frame = conversation.stack[-1]
    flow = flows.content.flows.get(frame.flow)
    step = flow.steps.get(frame.step) if flow else None
    return step if isinstance(step, Collect) else None


def sent(flows: Flows, conversation: Conversation, turn: Turn) -> Answered | Misread | None:
    """A picture, a file or a place, where the pending question asks for one."""
    return sending.answered(flows, _awaited(flows, conversation), turn)


def _only_answers(flows: Flows, conversation: Conversation) -> bool:
    """Whether the pending question hears nothing but answers."""
    step = asked(flows, conversation)
    return step is not None and step.only_answers


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


def answer_in(flows: Flows, conversation: Conversation, turn: Turn) -> Value:
    """What the words answer to the pending question, whatever else they mean; None when they do not."""
    answer = _awaited(flows, conversation)
    if answer is None or conversation.asking == CORRECTION:
        return None
    read = _read(flows, answer, turn)
    return read.value if isinstance(read, readings.Read) else None


def _offered(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    if not conversation.offered:
        return None
    offers = tuple(answers.Option(id=offer.payload, label=offer.title) for offer in conversation.offered)
    read = _read(flows, answers.Choice(options=offers), turn)
    return Chosen(payload=str(read.value)) if isinstance(read, readings.Read) else None


def _command(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    free = _asks_free_text(flows, conversation)
    found = flows.commands.exact(turn.text) if free else flows.commands.match(turn.text)
    if found in vocabulary.SPOKEN and flows.commands.exact(turn.text) != found:
        return None
    if found == _SKIP and answer_in(flows, conversation, turn) is not None:
        return None
    return topics.start(flows, conversation, turn, found) if found else None


def _asks_free_text(flows: Flows, conversation: Conversation) -> bool:
    slot = flows.content.slots.get(conversation.asking or "")
    return slot is not None and isinstance(slot.answer, answers.FreeText) and not slot.answer.name


def _pending(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """The answer to the pending question; words that do not answer it may still be a topic."""
    answer = _awaited(flows, conversation)
    if answer is None:
        return None
    read = _read_last(flows, answer, turn)
    if isinstance(read, readings.NotUnderstood) and _nothing_more(conversation, turn):
        read = readings.Read([])
    step = asked(flows, conversation)
    if isinstance(read, readings.NotUnderstood) and step and step.optional and _knows_not(turn):
        read = readings.Unknown()
    if isinstance(read, readings.NotUnderstood) and read.why is readings.Why.UNCLEAR and "?" not in turn.text:
        told = telling.asked_of(flows, conversation, turn)
        read = readings.Read(told) if told is not None else read
    if not isinstance(read, readings.NotUnderstood):
        value = read.value if isinstance(read, readings.Read) else answers.UNKNOWN
        corrected = isinstance(read, readings.Read) and read.corrected
        return Answered(
            value=value,
            corrected=corrected,
            unread=_unread(flows, turn, read),
            facts=_besides(flows, conversation, turn),
        )
    other = None if step and step.only_answers else _otherwise(flows, conversation, turn)
    return (
        other
        or _unreadable(turn)
        or Misread(why=read.why, candidates=tuple(read.candidates), value=read.value or "")
    )


def _unread(flows: Flows, turn: Turn, read: readings.Reading) -> str:
    """The items of a list that say nothing at all: no option, no other fact, not whom it is about."""
    items = read.unread if isinstance(read, readings.Read) else ()
    return ", ".join(item for item in items if not telling.says_anything(flows, item, turn))


def _otherwise(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """What words may mean that answer nothing."""
    return _about(flows, turn) or _told(flows, conversation, turn) or _topic(flows, conversation, turn)


def _knows_not(turn: Turn) -> bool:
    return dont_know.is_dont_know(text.words(turn.text))


def _read_last(flows: Flows, answer: answers.Answer, turn: Turn) -> readings.Reading:
    """Read what is said behind "quer dizer" and the like, if that is an answer; else the whole."""
    instead = corrections.behind(turn.text)
    if instead and not isinstance(answer, answers.FreeText):
        read = reading.read_answer(answer, instead, telling.context(flows, turn))
        if isinstance(read, readings.Read):
            return read
    return _read(flows, answer, turn)


def _nothing_more(conversation: Conversation, turn: Turn) -> bool:
    """Whether it is "só isso" to the question for what else there is."""
    if not isinstance(conversation.told.get(conversation.asking or ""), list):
        return False
    words = text.words(turn.text)
    return bool(words) and set(words) <= _NO_MORE


def _besides(flows: Flows, conversation: Conversation, turn: Turn) -> Mapping[str, Value]:
    """What an answer tells besides; only lists grow by it, another answer is put right by saying so."""
    if _asks_free_text(flows, conversation) or conversation.asking == CORRECTION:
        return {}
    told = telling.facts_of(flows, conversation, turn)
    return {
        name: fact
        for name, fact in told.items()
        if isinstance(fact, list) or conversation.slots.get(name) is None
    }


def _taken_back(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """Answers put right: "errei, são 3 dias", "na verdade tenho 57"; or named, to be asked again: "errei a idade"."""
    if conversation.asking == CORRECTION or not _listens(conversation):
        return None
    told = telling.taken_back(flows, conversation, turn)
    if told:
        return Told(facts=told)
    if _asks_free_text(flows, conversation) or not correcting.is_wanted(flows, conversation, turn.text):
        return None
    return topics.start(flows, conversation, turn, _CORRECT)


def _is_a_question(flows: Flows, turn: Turn) -> bool:
    """Whether the whole message is the keyword of a flow that only answers: "gripe ou covid" tells of no symptom."""
    topic = flows.topics.exact(turn.text)
    if topic is None:
        return False
    return not any(isinstance(step, Collect) for step in flows.flow(topic).steps.values())


def _told(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """Facts that answer no pending question: they start the flow that would ask for them, or wait for its questions."""
    if (
        not _listens(conversation)
        or _asks_free_text(flows, conversation)
        or conversation.asking == CORRECTION
    ):
        return None
    told = telling.facts_of(flows, conversation, turn)
    if not told or _is_a_question(flows, turn):
        return None
    home = flows.asked_at[next(iter(told))][0]
    under_way = any(frame.flow == home for frame in conversation.stack)
    complaint = any(isinstance(fact, list) for fact in told.values())
    started = topics.start(flows, conversation, turn, home) if complaint and not under_way else None
    if started:
        return Started(flow=started.flow, facts=told)
    return Told(facts=told) if conversation.asking or conversation.phase is Phase.new else None


def _listens(conversation: Conversation) -> bool:
    return conversation.phase in {Phase.new, Phase.talking, Phase.closing}


def _awaited(flows: Flows, conversation: Conversation) -> answers.Answer | None:
    if conversation.asking == CORRECTION:
        return answers.Choice(options=correcting.options(flows, conversation))
    slot = flows.content.slots.get(conversation.asking or "")
    return slot.answer if slot else None


def _topic(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """What keywords name; else what the words are clearly like, unless they may be the free text that is asked for."""
    named = topics.named(flows, conversation, turn)
    return named or (
        None if _asks_free_text(flows, conversation) else topics.likely(flows, conversation, turn)
    )


def _unreadable(turn: Turn) -> Recognised | None:
    if text.is_blank(turn.text):
        return Unreadable(medium="empty")
    if text.is_only_emoji(turn.text):
        return Unreadable(medium="emoji")
    if len(turn.text) > limits.TEXT_LENGTH:
        return Unreadable(medium="too_long")
    return None


def _read(flows: Flows, answer: answers.Answer, turn: Turn) -> readings.Reading:
    return reading.read_answer(answer, turn.text, telling.context(flows, turn))
