"""What follows a red flag, and what only may be one? The emergency, whoever is asked what; or a question, and the answer to it."""

from __future__ import annotations

from typing import Final

from bot.content import answers
from bot.engine import doubting, effects, pending, saying, telling, wording
from bot.engine.conversation import CallBack, Phase, Suspected
from bot.engine.endings import ALERT_SLOT
from bot.engine.patterns import PATTERN_HUMAN_HANDOFF, PATTERN_RED_FLAG
from bot.engine.recognised import Alarm, Doubt, Nothing
from bot.engine.run import Run
from bot.understanding import red_flags

#: What was answered to the question whether it is danger.
YES: Final = "yes"
NO: Final = "no"
UNCLEAR: Final = "unclear"


def raise_alarm(run: Run, alarm: Alarm) -> None:
    """A red flag outranks whatever is being asked; what else the words say is kept for the team."""
    step = run.asked_step()
    value = pending.answer_in(run.flows, run.before, run.turn)
    if step and value is not None:
        whole = telling.together(
            run.flows.content.slots[step.slot].answer, run.told.pop(step.slot, None), value
        )
        run.give(step.slot, whole, flow=run.stack[-1].flow, step=step.id)
    for hit in alarm.hits:
        run.effects.append(effects.Flagged(flag=hit.flag_id, words=hit.matched_text))
        if hit.flag_id not in run.flags:
            run.flags.append(hit.flag_id)
    if ALERT_SLOT in run.flows.content.slots:
        run.slots[ALERT_SLOT] = alarm.hits[0].flag_id
    run.phase = Phase.talking
    run.call_back = CallBack.none  # a new danger is watched from the beginning
    if run.in_flow(PATTERN_RED_FLAG):
        hurry(run)
    else:
        run.restart_with(PATTERN_RED_FLAG)


def hurry(run: Run) -> None:
    """No time for questions: only the red-flag flow goes on, and what it lacks counts as unknown."""
    run.hurried = True
    run.stack = [frame for frame in run.stack if frame.flow == PATTERN_RED_FLAG]


def suspect(run: Run, doubt: Doubt) -> None:
    """Keep what the words may tell of, for the team and so that it is asked once."""
    run.suspected.append(Suspected(flag=doubt.flag, words=doubt.words))


def tells_numbers(run: Run) -> bool:
    """Whether words that may be danger came while people are called already: the numbers are said, and nothing is asked.

    A question would collide with what people of the team say; they read the words, and in their note that it may be danger.
    """
    doubt = doubting.may_be(run.flows, run.before, run.turn.text, Nothing())
    if not isinstance(doubt, Doubt):
        return False
    suspect(run, doubt)
    saying.say(run, "utter_possible_danger_waiting")
    run.stopped = True
    return True


def named(run: Run, doubt: Doubt) -> str:
    """What the citizen is asked about, in their language; "" where it is unclear which danger it is."""
    if not doubt.sure_which:
        return ""
    flag = next(flag for flag in run.flows.protocol.red_flags if flag.id == doubt.flag)
    return f"*{answers.in_language(flag.label, flag.translations, wording.language(run))}*."


def confirm(run: Run) -> None:
    """No clear "no" came: the danger sign counts as seen; the gravest one, where nothing says which."""
    _settle(run, YES if any(given.flow == run.stack[-1].flow for given in run.given) else UNCLEAR)
    flags = run.flows.protocol.red_flags
    if not flags:
        run.restart_with(PATTERN_HUMAN_HANDOFF, context={"reason": "asked"})
        return
    worst = min(flags, key=lambda flag: run.flows.protocol.severity(flag.risk_class)).id
    flag, words = (run.suspected[-1].flag, run.suspected[-1].words) if run.suspected else (worst, "")
    raise_alarm(run, Alarm(hits=(red_flags.Hit(flag_id=flag, phrase="", matched_text=words),)))


def rule_out(run: Run) -> None:
    """A clear "no" came."""
    _settle(run, NO)


def _settle(run: Run, answer: str) -> None:
    """Keep the answer; it is none that could be gone back to."""
    run.suspected = doubting.with_answer(run.suspected, answer)
    asked = run.stack[-1].flow
    run.given = [given for given in run.given if given.flow != asked]
