"""Which flow do words or one of Rasa's intents start, and when are there several?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.engine import limits
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.recognised import Started, Unclear
from bot.engine.turn import Parse, Turn
from bot.understanding import likeness

#: Closing the room takes plain words: "pode parar de tossir?" is like "pode parar".
_ENDS: Final = "pattern_cancel_flow"


def named(flows: Flows, conversation: Conversation, turn: Turn) -> Started | Unclear | None:
    """What the keywords in the message start; several topics beside each other are unclear."""
    return _one_or_several(flows, conversation, turn, flows.topics.named(turn.text))


def likely(flows: Flows, conversation: Conversation, turn: Turn) -> Started | None:
    """The flow whose examples the words are clearly like; while a question is pending, only questions and wishes are."""
    flow = flows.likeness.clear(turn.text, statements=conversation.asking is None)
    if flow is None or flow not in flows.content.flows or flow == _ENDS:
        return None
    return start(flows, conversation, turn, flow)


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
    like = flows.likeness.nearest(turn.text)
    asks = likeness.asks(turn.text)
    if flow is not None and _agreed(flows, flow, parse, like, asks=asks, asked=asked):
        return start(flows, conversation, turn, flow)
    if asked or not asks:
        return None
    if flow is not None and parse.confidence >= limits.CONFIDENCE:
        return _one_or_several(flows, conversation, turn, _in_doubt(flows, flow, parse, like))
    return _one_or_several(flows, conversation, turn, _near_each_other(flows, parse), fewest=2)


def _in_doubt(flows: Flows, flow: str, parse: Parse, like: likeness.Like | None) -> Sequence[str]:
    """The topic that Rasa is sure of, and the one that the examples take a question for, unless Rasa is surer."""
    doubted = like is not None and like.score >= limits.LIKE_IN_DOUBT and like.key in flows.content.flows
    if like is None or not doubted or like.key == flow or parse.confidence >= limits.CONFIDENCE_ALONE:
        return (flow,)
    return like.key, flow


def _agreed(
    flows: Flows, flow: str, parse: Parse, like: likeness.Like | None, *, asks: bool, asked: bool
) -> bool:
    """Whether Rasa and the examples mean the same topic; what asks and wants nothing has to be liker."""
    if like is None or like.key != flow or parse.confidence < limits.CONFIDENCE_AGREED:
        return False
    if asks:
        return like.score >= limits.LIKE_ASKING
    if parse.confidence < limits.CONFIDENCE_STATED:
        return False
    if flows.flow(flow).is_pattern:
        return like.score >= limits.LIKE_COMMAND
    return not asked and like.score >= limits.LIKE_STATEMENT


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
