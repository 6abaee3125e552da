"""Which flow do words or one of Rasa's intents start, and when are there several?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from bot.content import vocabulary
from bot.content.definitions import Collect
from bot.engine import guessing, limits
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.engine.patterns import PATTERN_CANCEL_FLOW, PATTERN_RED_FLAG
from bot.engine.recognised import Started, Unclear
from bot.engine.turn import Parse, Turn
from bot.engine.wording import LANGUAGE_SLOT
from bot.understanding import asking, keywords, text

#: The language that a pack is written in.
_PACKS_OWN: Final = "pt-BR"


def named(flows: Flows, conversation: Conversation, turn: Turn) -> Started | Unclear | None:
    """What the keywords in the message start; several topics beside each other are unclear."""
    found = flows.topics.named(turn.text)
    if found and _is_something_else(flows, turn.text):
        return None
    return _one_or_several(flows, conversation, turn, found)


def _is_something_else(flows: Flows, message: str) -> bool:
    """Whether a keyword is only a word of something else; one that is written out, or the whole message, never is."""
    topics = flows.topics
    return (
        guessing.is_something_else(flows, message)
        and topics.literal(message) is None
        and topics.exact(message) is None
        and not any(collects(flows, flow) for flow in topics.named(message))
    )


def collects(flows: Flows, flow: str) -> bool:
    """Whether the flow asks questions of its own, instead of only answering one."""
    return any(isinstance(step, Collect) for step in flows.flow(flow).steps.values())


def clearer_than_named(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """The topic that all words together mean, where a part of them may be a keyword: "posso dar o peito com covid" of "AAS com covid"."""
    if flows.topics.exact(turn.text) is not None:
        return None
    if flows.topics.literal(turn.text) is not None and not _is_within(flows, turn.text):
        return None
    return _of_all_words(flows, conversation, turn)


def _is_within(flows: Flows, message: str) -> bool:
    """Whether the phrase is less than half of a question that surely means something else; most of "qual o número do samu?" it is."""
    found = guessing.guess(flows, message) if len(text.words(message)) >= 2 * keywords.LITERAL else None
    return found is not None and guessing.is_sure_around_phrase(found)


def likely(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """The flow that the examples are sure the words mean."""
    found = guessing.guess(flows, turn.text)
    # first what is cheap: whether the examples are sure may cost a look at each of them
    started = start(flows, conversation, turn, found.flow) if found else None
    if found and started and _is_sure(flows, conversation, found):
        return started
    told = guessing.stated(flows, found) if found and conversation.asking is None else None
    if told and not _is_rasas_alone(flows, told):
        return start(flows, conversation, turn, told)
    within = guessing.asked_within(flows, turn.text)
    if within is None or _is_rasas_alone(flows, within.flow):
        return None
    return start(flows, conversation, turn, within.flow)


def _is_sure(flows: Flows, conversation: Conversation, found: guessing.Guess) -> bool:
    if _is_spoken(conversation, found.flow) or _is_rasas_alone(flows, found.flow):
        return False
    if found.flow in vocabulary.SPOKEN:
        return guessing.is_sure_of_language(found)
    if found.flow == PATTERN_CANCEL_FLOW:
        return guessing.is_sure_to_end(found)
    return guessing.is_sure(found, asked=conversation.asking is not None)


def clearer_than_facts(
    flows: Flows, conversation: Conversation, turn: Turn, told: Collection[str]
) -> Started | None:
    """The topic that is asked about in words that name a symptom, too; what tells several things is no question."""
    if not asking.asks(turn.text) and (len(told) > 1 or conversation.asking):
        return None
    return _of_all_words(flows, conversation, turn)


def commanded(
    flows: Flows, conversation: Conversation, turn: Turn, *, instead: bool = False
) -> Started | None:
    """The command that the words surely are, whatever some of them sound like, or answer `instead`: "chega, cansei, encerra isso aí"."""
    found = guessing.guess(flows, turn.text)
    if (
        found is None
        or not guessing.is_sure_command(found, instead=instead)
        or not _is_sure(flows, conversation, found)
    ):
        return None
    return start(flows, conversation, turn, found.flow)


def _of_all_words(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    found = guessing.guess(flows, turn.text)
    asked = conversation.asking is not None
    if found is None or found.is_pattern or not guessing.is_sure_whatever_is_named(found, asked=asked):
        return None
    return start(flows, conversation, turn, found.flow)


def parsed(
    flows: Flows, conversation: Conversation, turn: Turn, parse: Parse, *, asked: bool
) -> Started | Unclear | None:
    """What Rasa's intents start: the first where the examples say the same; which of both, where they differ.

    Alone, Rasa is sure of much that it never learnt: every message is one of its intents. In the middle of a question only
    agreement counts: half a guess is no reason to lead away from it. A flow that
    states its own bar, or has no examples, is Rasa's alone.
    """
    flow, bar = flows.triggers.get(parse.intent, (None, 1.0))
    if flow is not None and (bar is not None or not flows.likeness.teaches(flow)):
        sure = parse.confidence >= (limits.CONFIDENCE if bar is None else bar)
        return start(flows, conversation, turn, flow) if sure else None
    found = guessing.guess(flows, turn.text)
    if flow is not None and found is not None and _agreed(found, flow, parse, asked=asked):
        return start(flows, conversation, turn, flow)
    if asked or not asking.asks(turn.text):
        return None
    possible, fewest = _of_question(flows, parse, flow, found)
    return _one_or_several(flows, conversation, turn, possible, fewest=fewest)


def _of_question(
    flows: Flows, parse: Parse, flow: str | None, found: guessing.Guess | None
) -> tuple[Sequence[str], int]:
    """What a question may be about, if the examples do not say what Rasa says; and how many make it worth asking which."""
    if found is not None and not guessing.is_of_a_topic(
        found, alone=parse.confidence >= limits.CONFIDENCE_ALONE
    ):
        return (), 1
    if flow is not None and parse.confidence >= limits.CONFIDENCE_ALONE:
        return (flow,), 1
    if flow is not None and parse.confidence >= limits.CONFIDENCE:
        return _in_doubt(found, flow), 1
    return _near_each_other(flows, parse), 2


def _in_doubt(found: guessing.Guess | None, flow: str) -> Sequence[str]:
    """The topic that Rasa is sure of, and the one that the examples take a question for; where it is the same, they are not sure enough."""
    if found is None:
        return (flow,)
    return () if found.flow == flow else (found.flow, flow)


def _agreed(found: guessing.Guess, flow: str, parse: Parse, *, asked: bool) -> bool:
    """Whether Rasa and the examples mean the same topic; for what asks and wants nothing, Rasa has to be surer."""
    least = limits.CONFIDENCE_AGREED if found.asks else limits.CONFIDENCE_STATED
    return found.flow == flow and parse.confidence >= least and guessing.agreed(found, asked=asked)


def _is_spoken(conversation: Conversation, flow: str) -> bool:
    """Whether the flow goes over to the language that is spoken already: "i don't speak portuguese" is no wish for Portuguese."""
    return vocabulary.SPOKEN.get(flow) == (conversation.slots.get(LANGUAGE_SLOT) or _PACKS_OWN)


def _is_rasas_alone(flows: Flows, flow: str) -> bool:
    """Whether the flow states how sure Rasa has to be for it."""
    return any(bar is not None for _, bar in flows.flow(flow).triggers)


def start(flows: Flows, conversation: Conversation, turn: Turn, flow: str) -> Started | None:
    """The start of the flow, if its guard lets it begin now."""
    guard = flows.flow(flow).guard
    if guard is None:
        return Started(flow=flow)
    today = turn.now.astimezone(flows.time_zone).date()
    context = {"today": today, "channel": turn.channel or conversation.channel, **occasion(conversation)}
    return Started(flow=flow) if guard.holds({**flows.initial, **conversation.slots}, context) else None


def occasion(conversation: Conversation) -> Mapping[str, object]:
    """What guards may know of the moment: whether an emergency is under way."""
    return {"emergency": any(frame.flow == PATTERN_RED_FLAG for frame in conversation.stack)}


def _one_or_several(
    flows: Flows, conversation: Conversation, turn: Turn, found: Iterable[str], *, fewest: int = 1
) -> Started | Unclear | None:
    possible = [flow for flow in found if start(flows, conversation, turn, flow)]
    if len(possible) < fewest or not possible:
        return None
    if len(possible) == 1:
        return Started(flow=possible[0])
    return Unclear(flows=tuple(possible[: limits.CLARIFICATION_OPTIONS]))


def _near_each_other(flows: Flows, parse: Parse) -> Sequence[str]:
    """The flows that it is surely one of: each at least half as likely as the likeliest, together past the bar."""
    likely: dict[str, float] = {}
    for intent, confidence in ((parse.intent, parse.confidence), *parse.others):
        flow, _ = flows.triggers.get(intent, (None, 1.0))
        if flow is not None:
            likely[flow] = likely.get(flow, 0.0) + confidence
    ranked = sorted(likely, key=lambda flow: -likely[flow])
    near = [flow for flow in ranked if likely[flow] >= likely[ranked[0]] * limits.NEAR]
    near = near[: limits.CLARIFICATION_OPTIONS]
    return near if sum(likely[flow] for flow in near) >= limits.CONFIDENCE_TOGETHER else ()
