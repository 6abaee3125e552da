"""What follows when the citizen writes, or sends, edits or deletes something? A danger goes before everything that waits."""

from __future__ import annotations

from bot.engine import alarming, call_back, in_queue, meanings, recognition
from bot.engine.answers_in_turn import AnswersInTurn
from bot.engine.conversation import OTHERS_HAVE_IT, Phase
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.run import Run


def take(run: Run) -> None:
    """Change the run by what the citizen did, where the word is Bela's."""
    called_back = call_back.hear(run)
    without_number = not called_back and call_back.is_answered_without_number(run)
    replied = called_back or without_number
    if (replied or run.before.phase is Phase.queued) and _tells_of_danger(run):
        # Told only of a room that Bela has again: a danger outranks the queue, and the number.
        run.given_at = None
    elif called_back:
        call_back.ask(run)
        return
    elif without_number:
        call_back.answer(run)
        return
    elif run.before.phase is Phase.queued and alarming.tells_numbers(run):
        return
    elif run.before.phase is Phase.queued and run.turn.in_queue:
        in_queue.answer(run)
        return
    elif run.before.phase in OTHERS_HAVE_IT:
        run.stopped = True
        return
    _begin_anew_if_expired(run)
    meanings.take(run)


def _tells_of_danger(run: Run) -> bool:
    return recognition.find_alarm(run.flows, run.turn.text, asking=None) is not None


def _begin_anew_if_expired(run: Run) -> None:
    """After a long silence the conversation begins as with a new person, with or without what is known."""
    session, heard = run.flows.content.session, run.before.heard_at
    resting = run.phase is Phase.talking and not run.in_flow(PATTERN_RED_FLAG)
    if session.expires_after is None or heard is None or not resting:
        return
    if run.turn.now - heard > session.expires_after:
        run.fresh = True
        run.stack = []
        run.forget_question()
        if not session.carries_slots:
            run.slots = AnswersInTurn.of(run.flows.initial)
            run.given = []
            run.assessment = None
