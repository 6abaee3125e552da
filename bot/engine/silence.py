"""What follows when nobody writes?"""

from __future__ import annotations

from bot.engine import alarming, limits, resorting, saying
from bot.engine.actions import close, hand_off
from bot.engine.conversation import Phase
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.run import Run


def take(run: Run) -> None:
    """Call again, close, hurry or remind, by where the conversation stands."""
    if run.before.phase in {Phase.waiting, Phase.handing_off}:
        hand_off.again(run)
        run.offered = list(run.before.offered)
    elif run.before.phase is Phase.queued:
        _still_queued(run)
    elif run.before.phase is Phase.closing:
        close.finish(run)
    elif run.in_flow(PATTERN_RED_FLAG):
        alarming.hurry(run)
    else:
        _question_unanswered(run)


def _still_queued(run: Run) -> None:
    """Nobody has taken the room: an honest word at sensible intervals."""
    run.stopped = True
    if run.told_at is None or run.turn.now - run.told_at >= limits.WAITING_WORD:
        run.told_at = run.turn.now
        saying.say(run, "utter_still_waiting")


def _question_unanswered(run: Run) -> None:
    step = run.asked_step()
    if step and step.timeout and run.phase is Phase.talking:
        resorting.silent(run, step, step.timeout)
    else:
        run.stopped = True
