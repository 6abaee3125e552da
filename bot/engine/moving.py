"""How does a conversation go over to a version that lets it? Step by step id; pure."""

from __future__ import annotations

import dataclasses

from bot.content.definitions import Content
from bot.content.moves import Moves
from bot.engine import fitting
from bot.engine.conversation import Conversation, Frame, Given


def moved(conversation: Conversation, moves: Moves, content: Content) -> Conversation | None:
    """The conversation in the new content; None when it stands at a step that has no place there."""
    stack = tuple(_under_way(frame, moves) for frame in conversation.stack)
    given = tuple(_given(one, moves) for one in conversation.given)
    arriving = dataclasses.replace(conversation, stack=stack, given=given)
    fitted = fitting.fitted(arriving, content)
    if fitted.stack != stack or (conversation.asking is not None and fitted.asking is None):
        return None
    return dataclasses.replace(fitted, offered=conversation.offered)


def _under_way(frame: Frame, moves: Moves) -> Frame:
    """The same under the names of the new content."""
    return dataclasses.replace(frame, flow=moves.flow(frame.flow), step=moves.step(frame.flow, frame.step))


def _given(one: Given, moves: Moves) -> Given:
    """The same under the names of the new content."""
    return one._replace(flow=moves.flow(one.flow), step=moves.step(one.flow, one.step))


def lost_steps(old: Content, new: Content, moves: Moves) -> list[tuple[str, str]]:
    """Steps (flow, step) of an older content that conversations may stand at and that have no place in the new one."""
    return [
        (flow.id, step)
        for flow in old.flows.values()
        for step in flow.steps
        if moves.flow(flow.id) not in new.flows
        or moves.step(flow.id, step) not in new.flows[moves.flow(flow.id)].steps
    ]


def unknown_steps(old: Content, moves: Moves) -> list[tuple[str, str]]:
    """Steps (flow, step) that are said to move and that the older content does not have."""
    before = {new: was for was, new in moves.flows.items()}
    named = [(before.get(flow, flow), step) for flow, steps in moves.steps.items() for step in steps]
    return [
        (flow, step) for flow, step in named if flow not in old.flows or step not in old.flows[flow].steps
    ]


def unknown_flows(old: Content, moves: Moves) -> list[str]:
    """Flows that are said to have another name now and that the older content does not have."""
    return [flow for flow in moves.flows if flow not in old.flows]
