"""Does the citizen want the team to call, and at which number? Offered where nobody answers a grave case; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.turn import TurnKind
from bot.understanding.answers import phone

if TYPE_CHECKING:
    from bot.engine.run import Run

_WRITTEN = frozenset({TurnKind.text, TurnKind.edited})
#: Said between two numbers, where somebody writes more than one.
_OR = " ou "


def number_in(conversation: Conversation, message: str) -> str:
    """The telephone by which the message takes the offer up, or puts an earlier one right; else ""."""
    if conversation.call_back is CallBack.none:
        return ""
    numbers = _OR.join(phone.written(message))
    return "" if numbers == conversation.call_back_phone else numbers


def is_awaited(run: Run) -> bool:
    """Whether people have the room again and may not have seen the offer: its answer is looked for."""
    return run.phase is Phase.with_human and run.given_at is not None and run.call_back is CallBack.offered


def hear(run: Run) -> bool:
    """Keep the number that the citizen wrote; whether there was one. In a queue Bela only answers questions."""
    if run.turn.kind not in _WRITTEN or run.turn.in_queue:
        return False
    number = number_in(run.before, run.turn.text)
    run.call_back_phone = number or run.call_back_phone
    return bool(number)


def ask(run: Run) -> None:
    """Say that the number is noted, and go on calling people, who read it in their note."""
    run.call_back = CallBack.asked
    run.phase = Phase.waiting
    run.given_at, run.watched = None, 0
    run.told_at = run.turn.now
    run.stopped = True
    run.say("utter_call_back_noted", also={"valor": run.call_back_phone})
