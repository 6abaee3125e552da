"""How does a conversation go on in other content than it began in? Pure; whatever does not fit is left behind."""

from __future__ import annotations

import dataclasses
from itertools import takewhile

from bot.content.definitions import Collect, Content
from bot.engine.conversation import CORRECTION, Conversation, Frame


def fitted(conversation: Conversation, content: Content) -> Conversation:
    """The conversation as far as this content can take it on.

    Answers, flows and steps that the content does not know are dropped; what the citizen said that it does know stays. Red
    flags stay whatever happens. Numbered lines shown last may mean something else now: they are not chosen from any more.
    """
    stack = tuple(takewhile(lambda frame: _known(frame, content), conversation.stack))
    classes = {risk_class.id for risk_class in content.protocol.classes}
    assessment = conversation.assessment
    return dataclasses.replace(
        conversation,
        slots={name: value for name, value in conversation.slots.items() if name in content.slots},
        stack=stack,
        asking=_asking(conversation, stack, content),
        offered=(),
        given=tuple(
            given
            for given in conversation.given
            if given.slot in content.slots and _known(Frame(flow=given.flow, step=given.step), content)
        ),
        assessment=assessment if assessment and assessment.risk_class in classes else None,
    )


def _known(frame: Frame, content: Content) -> bool:
    return frame.flow in content.flows and frame.step in content.flows[frame.flow].steps


def _asking(conversation: Conversation, stack: tuple[Frame, ...], content: Content) -> str | None:
    """The question of the step that the conversation stands at now, where one was pending."""
    if conversation.asking is None or not stack:
        return None
    if conversation.asking == CORRECTION and len(stack) == len(conversation.stack):
        return CORRECTION
    step = content.flows[stack[-1].flow].steps[stack[-1].step]
    return step.slot if isinstance(step, Collect) else None
