"""When is something done about a grave case that no person answers, and what? Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import config
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.flows import Flows

#: What is done at once about a grave case that waits because nobody is online, before the deployment's own steps.
NOBODY_ONLINE = config.WatchStep(after=timedelta(0), kind=config.StepKind.tell_supervisors, department=None)
#: What is left to do once the citizen asked for a call: the supervisors are told, at once.
_CALL_BACK_ASKED = config.WatchStep(
    after=timedelta(0), kind=config.StepKind.tell_supervisors, department=None
)
_GIVEN_AWAY = frozenset((Phase.queued, Phase.with_human))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The deployment's steps, applied to conversations that people have."""

    #: what is in force now
    watching: Callable[[], config.Watching]

    def wake_at(self, conversation: Conversation, flows: Flows) -> datetime | None:
        """When to come back to the room: for the conversation's own reasons, or the next step of the watch."""
        step = self.next(conversation) if self.is_severe(conversation, flows) else None
        due = step and conversation.given_at and conversation.given_at + step.after
        moments = [moment for moment in (conversation.wake_at, due) if moment]
        return min(moments, default=None)

    def next(self, conversation: Conversation) -> config.WatchStep | None:
        """The step that comes next, whether it is time or not; None where nobody has to be called."""
        steps = self._steps(conversation)
        return steps[conversation.watched] if conversation.watched < len(steps) else None

    def _steps(self, conversation: Conversation) -> tuple[config.WatchStep, ...]:
        watching = self.watching()
        waits = conversation.phase is Phase.waiting
        if not waits and conversation.phase not in _GIVEN_AWAY:
            return ()
        if conversation.call_back is CallBack.asked:
            return (_CALL_BACK_ASKED,)
        told = watching.supervisors_room or watching.operators_room
        return (*((NOBODY_ONLINE,) if waits and told else ()), *watching.severe.steps)

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
        return bool(({assessed} | flagged) & set(self.watching().severe.classes))
