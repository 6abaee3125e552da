"""May the citizen tell of a danger sign, in words that are not sure to? Then Bela asks, and only a clear "não" is one. Pure."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Final

from bot.content import answers
from bot.engine import limits, responses
from bot.engine.conversation import Conversation, Phase, Suspected
from bot.engine.patterns import PATTERN_CANCEL_FLOW, PATTERN_POSSIBLE_DANGER, PATTERN_RED_FLAG
from bot.engine.recognised import (
    Alarm,
    Answered,
    Chosen,
    Doubt,
    Misread,
    Nothing,
    Recognised,
    Started,
    Unclear,
    Unreadable,
)
from bot.understanding import plain_no, readings, red_flags, text

if TYPE_CHECKING:
    from bot.engine.flows import Flows

#: Sets of options whose names are remembered.
_REMEMBERED: Final = 128
#: Meanings at which Bela is at a loss: she has to ask something anyway.
_LOST: Final = (Misread, Nothing, Unclear, Unreadable)
#: An answer of so few words tells nothing besides.
_SHORT_ANSWER: Final = 5


def is_asked(conversation: Conversation) -> bool:
    """Whether the question whether it is danger is pending."""
    return bool(conversation.stack) and conversation.stack[-1].flow == PATTERN_POSSIBLE_DANGER


def answered(message: str, read: Recognised) -> Recognised:
    """What was answered: a yes in any words, a plain no; anything else is unclear, and weighs as a yes."""
    if plain_no.is_long_past(message):
        return Answered(value=answers.NO)
    if isinstance(read, Answered) and (read.value == answers.YES or plain_no.is_plain(message)):
        return read
    if not isinstance(read, Answered) and plain_no.is_no(message):
        return Answered(value=answers.NO)
    return Misread(why=readings.Why.UNCLEAR)


def may_be(flows: Flows, conversation: Conversation, message: str, meaning: Recognised) -> Recognised:
    """The meaning, or the doubt whether the words tell of danger; never twice of the same sign, nor in an emergency."""
    if isinstance(meaning, (Chosen, Alarm)) or is_settled(conversation):
        return meaning
    if (
        isinstance(meaning, Answered)
        and not meaning.weighed
        and _is_only_an_answer(flows, conversation, message)
    ):
        return meaning
    understood = _is_understood(flows, conversation, meaning) or len(message) > limits.TEXT_LENGTH
    found = flows.scanner.doubt(message, asking=conversation.asking, understood=understood)
    if found is None or was_asked(conversation, found.flag_id):
        return meaning
    if isinstance(meaning, Answered) and _takes_anything(flows, conversation):
        meaning = Misread(why=readings.Why.UNCLEAR)  # no name, and not to be kept as one
    return Doubt(
        flag=found.flag_id, sure_which=found.sure_which, words=red_flags.kept(message), besides=meaning
    )


def is_soft(flows: Flows, conversation: Conversation, message: str, alarm: Alarm) -> bool:
    """Whether the rest of the words reads so calm that it is asked first; not where people are called already."""
    if is_settled(conversation) or was_asked(conversation, alarm.hits[0].flag_id):
        return False
    asks = conversation.phase in {Phase.new, Phase.talking, Phase.closing}
    return asks and flows.scanner.is_calm(message)


def of_alarm(alarm: Alarm, message: str, besides: Recognised) -> Doubt:
    """The doubt whether the alarm is one."""
    return Doubt(flag=alarm.hits[0].flag_id, sure_which=True, words=red_flags.kept(message), besides=besides)


def was_asked(conversation: Conversation, flag: str) -> bool:
    """Whether this danger sign was asked about before."""
    return any(suspected.flag == flag for suspected in conversation.suspected)


def with_answer(suspected: list[Suspected], answer: str) -> list[Suspected]:
    """The same with the answer to the question asked last."""
    return [*suspected[:-1], dataclasses.replace(suspected[-1], answer=answer)] if suspected else []


def is_answered_in_words(flows: Flows, conversation: Conversation) -> bool:
    """Whether the pending question shows options, or takes any words; an age or a length of time says nothing of danger."""
    return bool(_options(flows, conversation)) or _takes_anything(flows, conversation)


def is_settled(conversation: Conversation) -> bool:
    """Whether an emergency is under way, or the question is pending."""
    return any(frame.flow in {PATTERN_RED_FLAG, PATTERN_POSSIBLE_DANGER} for frame in conversation.stack)


def _is_only_an_answer(flows: Flows, conversation: Conversation, message: str) -> bool:
    """Whether an answer is too short to tell anything besides, or is an option in taught words."""
    if len(text.words(message)) <= _SHORT_ANSWER:
        return True
    return text.fold(message) in _names(_options(flows, conversation))


def _options(flows: Flows, conversation: Conversation) -> tuple[answers.Option, ...]:
    slot = flows.content.slots.get(conversation.asking or "")
    return tuple(responses.options(slot.answer)) if slot else ()


@functools.lru_cache(maxsize=_REMEMBERED)
def _names(options: tuple[answers.Option, ...]) -> frozenset[str]:
    """What the options are called, folded once for all messages."""
    return frozenset(text.fold(words) for option in options for words in option.names_when_asked)


def _is_understood(flows: Flows, conversation: Conversation, meaning: Recognised) -> bool:
    """Whether a rule reads the words, and the talk goes on; a question for a name takes everything for one."""
    named = isinstance(meaning, Answered) and (meaning.weighed or _takes_anything(flows, conversation))
    # closing the room, nobody would be asked any more what "cansei de tudo, quero acabar logo" may mean
    closes = isinstance(meaning, Started) and meaning.flow == PATTERN_CANCEL_FLOW
    return not (named or closes or isinstance(meaning, _LOST))


def _takes_anything(flows: Flows, conversation: Conversation) -> bool:
    slot = flows.content.slots.get(conversation.asking or "")
    return slot is not None and isinstance(slot.answer, answers.FreeText) and slot.answer.name
