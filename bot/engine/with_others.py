"""What follows when others have the word: a department, the watch over grave cases, or nobody any more?"""

from __future__ import annotations

from bot.engine import limits, saying
from bot.engine.actions import hand_off
from bot.engine.conversation import Phase
from bot.engine.patterns import PATTERN_HANDOFF_FAILED
from bot.engine.run import Run


def watched(run: Run) -> None:
    """Something was done about a grave case; where it waits with Bela, another department may be asked now."""
    run.watched += 1
    run.offered = list(run.before.offered)
    run.stopped = True
    if run.turn.department and run.before.phase is Phase.waiting:
        hand_off.ask_another(run, run.turn.department)


def refused(run: Run) -> None:
    """Nobody could take the room: say so honestly once, then at sensible intervals. The time of the watch begins."""
    run.phase = Phase.waiting
    run.given_at = run.given_at or run.turn.now
    hand_off.back_to_own(run)
    if run.told_at is None:
        run.told_at = run.turn.now
        run.restart_with(PATTERN_HANDOFF_FAILED)
        return
    run.offered = list(run.before.offered)
    run.stopped = True
    if run.turn.now - run.told_at >= limits.WAITING_WORD:
        run.told_at = run.turn.now
        saying.say(run, "utter_still_waiting")


def leave(run: Run, phase: Phase) -> None:
    """Somebody else has the word, or everything begins anew."""
    given = {Phase.queued, Phase.with_human}
    if phase not in given:
        run.given_at, run.watched = None, 0
    elif run.before.phase not in given:
        run.given_at, run.watched = run.turn.now, 0
    run.phase = phase
    run.stack = []
    run.told_at = run.turn.now if phase is Phase.queued else None
    run.forget_question()
    run.stopped = True
