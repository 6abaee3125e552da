"""Is everybody who writes answered, whatever the content forgot to say?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import effects, limits, saying
from bot.engine.conversation import OTHERS_HAVE_IT
from bot.engine.patterns import PATTERN_INTERNAL_ERROR
from bot.engine.run import Run
from bot.engine.steps import performing


def see_to_it(run: Run) -> None:
    """A citizen who wrote is answered, whatever the content forgot to say."""
    served = run.before.phase not in OTHERS_HAVE_IT
    if run.turn.wrote and served and not _answered(run.effects):
        run.fault("silent-turn")
        _apologise(run)


def _answered(done: Sequence[effects.Effect]) -> bool:
    """Whether the citizen hears something."""
    for effect in reversed(done):  # ruff: ignore[reimplemented-builtin] - twice as quick, and asked in every turn
        if isinstance(effect, (effects.Say, effects.HandOff)):
            return True
    return False


def _apologise(run: Run) -> None:
    """Let the pattern say it; when even that is silent, say it ourselves."""
    before, stopped = len(run.effects), run.stopped
    run.stopped = False
    run.start(PATTERN_INTERNAL_ERROR, context={"error_type": "silent"})
    for _ in range(limits.STEPS_PER_APOLOGY):
        frame = run.stack[-1] if run.stack else None
        step = run.flows.flow(frame.flow).steps.get(frame.step) if frame else None
        if step is None or frame is None or frame.flow != PATTERN_INTERNAL_ERROR or run.stopped:
            break
        performing.perform(run, step)
    run.stopped = stopped
    if not _answered(run.effects[before:]):
        saying.say(run, "utter_internal_error")
