"""Where does the conversation stand once the turn is over, and when does Bela come back although nobody wrote?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.engine import call_back, limits
from bot.engine.conversation import Conversation, Phase
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.turn import TurnKind

if TYPE_CHECKING:
    from bot.engine.run import Run


def taken(run: Run) -> Conversation:
    """The conversation as it stands now."""
    # Written out: this runs once a turn, and `dataclasses.replace` looks at every field first.
    return Conversation(
        seed=run.before.seed,
        channel=run.channel,
        phase=run.phase,
        turn=run.before.turn + 1,
        slots=run.slots.copy(),
        stack=tuple(run.stack),
        asking=run.asking,
        attempts=run.attempts,
        reminders=run.reminders,
        misread=run.misread,
        unread=run.unread,
        offered=tuple(run.offered),
        given=tuple(run.given),
        told=dict(run.told),
        flags=tuple(run.flags),
        suspected=tuple(run.suspected),
        assessment=run.assessment,
        department=run.department,
        priority=run.priority,
        summary=run.summary,
        heard_at=run.turn.now if run.turn.wrote else run.before.heard_at,
        told_at=run.told_at,
        given_at=run.given_at,
        watched=run.watched,
        call_back=run.call_back,
        call_back_phone=run.call_back_phone,
        noted=run.noted,
        wake_at=_wake_at(run),
    )


def _wake_at(run: Run) -> datetime | None:
    if run.turn.kind is TurnKind.watched and run.phase is run.before.phase:
        return run.before.wake_at  # the watch postpones nothing
    if run.phase is Phase.closing:
        return run.turn.now + limits.CLOSE_AFTER
    if run.phase is Phase.waiting or run.phase is Phase.queued or call_back.is_awaited(run):
        return run.turn.now + limits.HAND_OFF_RETRY
    if run.phase is Phase.talking and run.in_flow(PATTERN_RED_FLAG):
        return run.turn.now + limits.URGENT_SILENCE
    asked = run.asked_step() if run.phase is Phase.talking else None
    return run.turn.now + asked.timeout.after if asked and asked.timeout else None
