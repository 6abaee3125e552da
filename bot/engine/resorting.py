"""What happens when a question gets no usable answer, again and again?"""

from __future__ import annotations

from bot.content import answers, definitions
from bot.content.definitions import Resort
from bot.engine import limits, saying
from bot.engine.actions import close
from bot.engine.patterns import PATTERN_HUMAN_HANDOFF, PATTERN_TOO_MANY_ATTEMPTS
from bot.engine.run import Run
from bot.engine.steps import collect


def missed(run: Run) -> bool:
    """Count one more message that was no answer; True when that was one too many, and something else was begun."""
    run.attempts += 1
    run.misread += 1
    most = run.flows.content.session.misread_limit
    if most is not None and run.misread >= most:
        run.misread = 0
        run.start(PATTERN_HUMAN_HANDOFF, context={"reason": "misunderstandings"})
        return True
    step = run.asked_step()
    retries = step.retries if step else None
    if run.attempts < (retries.maximum if retries else limits.ATTEMPTS):
        return False
    if step is None or retries is None:
        offer_person(run)
    else:
        resort(run, step, retries.then)
    return True


def resort(run: Run, step: definitions.Collect, then: str) -> None:
    """Leave the question by the way that it names."""
    match then:
        case Resort.offer:
            offer_person(run)
        case Resort.handoff:
            run.start(PATTERN_HUMAN_HANDOFF, context={"reason": "attempts"})
        case Resort.skip:
            collect.accept(run, step, answers.UNKNOWN)
        case Resort.close:
            saying.say(run, "utter_timeout_goodbye")
            close.perform(run)
        case _:
            run.forget_question()
            run.move(then)


def offer_person(run: Run) -> None:
    """Someone who cannot even say whether they want a person gets one."""
    if run.in_flow(PATTERN_TOO_MANY_ATTEMPTS):
        run.start(PATTERN_HUMAN_HANDOFF, context={"reason": "attempts"})
    else:
        run.start(PATTERN_TOO_MANY_ATTEMPTS)


def silent(run: Run, step: definitions.Collect, timeout: definitions.Timeout) -> None:
    """Nobody answered: remind, and after some reminders leave the question."""
    if run.reminders >= timeout.maximum:
        resort(run, step, timeout.then)
        return
    run.reminders += 1
    run.offered = list(run.before.offered)
    saying.say(
        run, timeout.remind or step.utter, titles=[] if timeout.remind else collect.titles(run, step.slot)
    )
    run.stopped = True
