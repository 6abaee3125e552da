"""What follows when the pending question is answered, or an earlier answer is put right?"""

from __future__ import annotations

from bot.content import definitions
from bot.engine import limits, misunderstanding, recognised, resorting, saying, telling
from bot.engine.actions import correct
from bot.engine.conversation import CORRECTION
from bot.engine.effects import Remember
from bot.engine.patterns import PATTERN_RED_FLAG
from bot.engine.run import Run
from bot.engine.steps import collect
from bot.understanding.answers import subject


def take(
    run: Run, value: definitions.Value, *, corrected: bool, unread: str = "", weighed: bool = False
) -> None:
    """Take the answer and go on, or say why it is not taken; what was not understood of it is asked for.

    One that was `weighed` is said back, so that it can be put right.
    """
    if run.asking == CORRECTION:
        correct.choose(run, str(value))
        return
    step = run.asked_step()
    if step is None:
        misunderstanding.not_understood(run)
        return
    refusal = collect.refused(run, step, value)
    if refusal:
        _refuse(run, step, refusal)
        return
    if unread and not run.unread and not run.in_flow(PATTERN_RED_FLAG):
        _ask_for_the_rest(run, step.slot, value, unread)
        return
    collect.accept(run, step, value)
    if weighed and run.flows.tells(run.flows.content.slots[step.slot]):
        run.taken_over.append(step.slot)
    if corrected:
        kind = misunderstanding.kind_of(run.flows.content.slots[step.slot])
        saying.say(run, f"utter_understood_{kind}")


def _refuse(run: Run, step: definitions.Collect, refusal: definitions.Rejection) -> None:
    """Say why the answer is not taken, and ask again."""
    saying.say(run, refusal.utter)
    if not resorting.missed(run):
        collect.ask(run, step)


def _ask_for_the_rest(run: Run, slot: str, value: definitions.Value, unread: str) -> None:
    """Keep what was understood and ask once for the rest; the answer to that is added, and "não" adds nothing."""
    misunderstanding.keep_unanswered(run)
    run.told[slot] = telling.together(run.flows.content.slots[slot].answer, run.told.get(slot), value)
    run.unread = _quoted(unread)


def _quoted(words: str) -> str:
    """The words as they are said back: on one line, and no longer than people read."""
    line = " ".join(words.split())
    return line if len(line) <= limits.QUOTED_LENGTH else line[: limits.QUOTED_LENGTH - 1].rstrip() + "…"


def put_right(run: Run) -> None:
    """Go back to the earliest answer that was told anew; what follows it is kept, and only what is missing is asked."""
    changed = [given for given in run.given if given.slot in run.told]
    for given in reversed(changed):
        whole = run.told[given.slot]
        run.rewind(given)
        if isinstance(whole, list):  # a list that is only told would be asked for
            del run.told[given.slot]
            run.give(given.slot, whole, flow=given.flow, step=given.step)
            run.taken_over.append(given.slot)


def acknowledge(run: Run, told: recognised.Told) -> None:
    """Say that it was heard, although it is not what was asked; an answer put right is said back later."""
    if not any(given.slot in told.facts for given in run.before.given):
        saying.say(run, "utter_understood_besides")


def note_subject(run: Run, slot: str, value: definitions.Value) -> None:
    """Something said unasked: keep it, say that it was understood, and let the pending question come again."""
    run.slots[slot] = value
    run.effects.append(Remember(slot=slot, value=value, raw=run.turn.text))
    whom = "você" if value == subject.SELF else str(value)
    saying.say(run, "utter_understood_subject", also={"valor": whom})
    if not run.stack:
        run.stopped = True
