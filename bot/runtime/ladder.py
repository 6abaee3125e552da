"""When is something done about a grave case that no person answers, and what? Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import config
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.flows import Flows

#: What is left to do once the citizen asked for a call: the supervisors are told, at once.
_CALL_BACK_ASKED = config.WatchStep(
    after=timedelta(0), kind=config.StepKind.tell_supervisors, department=None
)
_GIVEN_AWAY = frozenset((Phase.queued, Phase.with_human))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The deployment's steps, applied to conversations that people have."""

    #: what is in force now
    watch: Callable[[], config.SevereWatch]

    def wake_at(self, conversation: Conversation, flows: Flows) -> datetime | None:
        """When to come back to the room: for the conversation's own reasons, or the next step of the watch."""
        step = self.next(conversation) if self.is_severe(conversation, flows) else None
        due = step and conversation.given_at and conversation.given_at + step.after
        moments = [moment for moment in (conversation.wake_at, due) if moment]
        return min(moments, default=None)

    def next(self, conversation: Conversation) -> config.WatchStep | None:
        """The step that comes next, whoever has the room and whether it is time or not."""
        asked = conversation.call_back is CallBack.asked
        steps = (_CALL_BACK_ASKED,) if asked else self.watch().steps
        if conversation.phase not in _GIVEN_AWAY or conversation.watched >= len(steps):
            return None
        return steps[conversation.watched]

    def due(self, conversation: Conversation, flows: Flows, *, now: datetime) -> config.WatchStep | None:
        """The step whose time has come."""
        step, given_at = self.next(conversation), conversation.given_at
        if step is None or given_at is None or not self.is_severe(conversation, flows):
            return None
        return step if given_at + step.after <= now else None

    def is_severe(self, conversation: Conversation, flows: Flows) -> bool:
        """Whether the last class, or a red flag seen, is of a watched class."""
        assessed = conversation.assessment.risk_class if conversation.assessment else None
        flagged = {flag.risk_class for flag in flows.protocol.red_flags if flag.id in conversation.flags}
        return bool(({assessed} | flagged) & set(self.watch().classes))
