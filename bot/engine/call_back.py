"""Does the citizen want the team to call, and at which number? Offered where nobody answers a grave case; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import answers
from bot.engine import saying
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.turn import TurnKind
from bot.understanding import call_reply
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


def takes_up(conversation: Conversation, message: str) -> bool:
    """Whether the message answers the offer in a way that Bela has to answer: a telephone, part of one, or a plain yes."""
    if number_in(conversation, message):
        return True
    return _is_offered(conversation) and (
        call_reply.wants_call(message) or call_reply.has_half_a_number(message)
    )


def declines(conversation: Conversation, message: str) -> bool:
    """Whether the message says that no call is wanted."""
    return _is_offered(conversation) and call_reply.wants_call(message) is False


def is_awaited(run: Run) -> bool:
    """Whether people have the room again and may not have seen the offer: its answer is looked for."""
    return run.phase is Phase.with_human and run.given_at is not None and run.call_back is CallBack.offered


def hear(run: Run) -> bool:
    """Keep the number that the citizen wrote; whether there was one. In a queue Bela only answers questions."""
    if not _may_hear(run):
        return False
    number = number_in(run.before, run.turn.text) or _known_to(run)
    run.call_back_phone = number or run.call_back_phone
    return bool(number)


def is_answered_without_number(run: Run) -> bool:
    """Whether the citizen took the offer up, or declined it, and no number is known."""
    text = run.turn.text
    return _may_hear(run) and (takes_up(run.before, text) or declines(run.before, text))


def answer(run: Run) -> None:
    """Ask for the number, or say that nobody will call, unless a number comes after all. Bela goes on calling people."""
    declined = declines(run.before, run.turn.text)
    saying.say(run, "utter_call_back_declined" if declined else "utter_call_back_number")
    run.phase = Phase.waiting
    run.given_at, run.watched = None, 0
    run.told_at = run.turn.now
    run.stopped = True


def ask(run: Run) -> None:
    """Say that the number is noted, and go on calling people, who read it in their note."""
    run.call_back = CallBack.asked
    run.phase = Phase.waiting
    run.given_at, run.watched = None, 0
    run.told_at = run.turn.now
    run.stopped = True
    saying.say(run, "utter_call_back_noted", also={"valor": run.call_back_phone})


def _is_offered(conversation: Conversation) -> bool:
    return conversation.call_back is CallBack.offered


def _may_hear(run: Run) -> bool:
    return run.turn.kind in _WRITTEN and not run.turn.in_queue


def _known_to(run: Run) -> str:
    """The telephone that is known of the person, where they say yes without writing one: told in this conversation, or the channel's."""
    if not _is_offered(run.before) or call_reply.wants_call(run.turn.text) is not True:
        return ""
    slots = run.flows.content.slots.values()
    told = [run.slots.get(slot.name) for slot in slots if isinstance(slot.answer, answers.Phone)]
    numbers = (phone.written(str(known)) for known in (*told, run.turn.phone) if known)
    return next((found[0] for found in numbers if found), "")
