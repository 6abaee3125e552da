"""The engine's one function: what happens to a conversation in one turn.

Pure: the same flows, conversation and turn always give the same result. A mistake in content never raises; it
becomes a `ContentFault` effect and a safe continuation for the citizen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.content import definitions
from bot.engine import (
    alarming,
    call_back,
    effects,
    in_queue,
    limits,
    meanings,
    recognition,
    resorting,
    wording,
)
from bot.engine.actions import close, hand_off
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.run import (
    PATTERN_COMPLETED,
    PATTERN_HANDOFF_FAILED,
    PATTERN_HUMAN_HANDOFF,
    PATTERN_INTERNAL_ERROR,
    PATTERN_RED_FLAG,
    PATTERN_SESSION_START,
    Passed,
    Run,
)
from bot.engine.steps import performing
from bot.engine.turn import Turn, TurnKind

#: Whose the word is after a move that asks nothing more of Bela.
_LEFT_TO: Final = {
    TurnKind.handed_off: Phase.with_human,
    TurnKind.taken: Phase.with_human,
    TurnKind.queued: Phase.queued,
    TurnKind.closed: Phase.ended,
}
#: The word is not Bela's.
_OTHERS_HAVE_IT: Final = frozenset((Phase.queued, Phase.with_human, Phase.ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """Where the conversation stands now, and what to do, in order."""

    conversation: Conversation
    effects: tuple[effects.Effect, ...]
    #: The steps that were run and the branches that were taken, in order.
    path: tuple[Passed, ...] = ()


def advance(
    flows: Flows,
    conversation: Conversation,
    turn: Turn,
    *,
    recognised: recognition.Recognised | None = None,
    noting: bool = True,
) -> Advanced:
    """Take one turn; `recognised` is what `recognition.recognise` said of it, where that was asked already.

    Who only asks where the conversation goes needs no note for the team: without `noting` hand-offs come with none.
    """
    run = Run(flows, conversation, turn, recognised=recognised)
    run.noting = noting
    _begin(run)
    _go(run)
    _never_silent(run)
    if _began_in_vain(run):
        return Advanced(conversation=conversation, effects=tuple(_faults(run)))
    return Advanced(conversation=run.snapshot(), effects=tuple(run.effects), path=tuple(run.path))


def _begin(run: Run) -> None:
    """Let what happened change the run, before flows go on."""
    match run.turn.kind:
        case TurnKind.text | TurnKind.edited | TurnKind.unreadable | TurnKind.deleted:
            _citizen(run)
        case TurnKind.silence:
            _silence(run)
        case TurnKind.hand_off_refused:
            _refused(run)
        case TurnKind.answered:
            _leave(run, Phase.with_human)
            run.given_at = None
            run.call_back = CallBack.none
        case TurnKind.watched:
            _watched(run)
        case TurnKind.unanswered:
            _leave(run, Phase.waiting)
            run.told_at = run.turn.now
            run.call_back = CallBack.offered
            run.say("utter_nobody_answered")
        case TurnKind.begun:
            _bela_begins(run)
        case TurnKind.returned:
            _leave(run, Phase.talking)
            run.call_back = CallBack.none
            run.say("utter_returned")
        case kind:
            _leave(run, _LEFT_TO[kind])


def _citizen(run: Run) -> None:
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
    elif run.before.phase in _OTHERS_HAVE_IT:
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
            run.slots = dict(run.flows.initial)
            run.given = []
            run.assessment = None


def _bela_begins(run: Run) -> None:
    """Start the entry point's flow with what is known; a conversation that people lead is left alone."""
    flow = run.flows.entries.get(run.turn.entry)
    if flow is None:
        run.fault("unknown-entry")
    if flow is None or run.phase not in {Phase.talking, Phase.ended}:
        run.stopped = True
        return
    run.phase = Phase.talking
    entry = run.flows.flow(flow).entry
    allowed = entry.slots if entry else ()
    run.slots |= {slot: value for slot, value in run.turn.known.items() if slot in allowed}
    run.start(flow)


def _began_in_vain(run: Run) -> bool:
    """Whether what Bela begins with may not be sent: then nothing has begun, and no question waits unheard."""
    return run.turn.kind is TurnKind.begun and any(fault.rule == "no-template" for fault in _faults(run))


def _faults(run: Run) -> list[effects.ContentFault]:
    return [effect for effect in run.effects if isinstance(effect, effects.ContentFault)]


def _silence(run: Run) -> None:
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
        run.say("utter_still_waiting")


def _question_unanswered(run: Run) -> None:
    step = run.asked_step()
    if step and step.timeout and run.phase is Phase.talking:
        resorting.silent(run, step, step.timeout)
    else:
        run.stopped = True


def _watched(run: Run) -> None:
    """Something was done about a grave case; where it waits with Bela, another department may be asked now."""
    run.watched += 1
    run.offered = list(run.before.offered)
    run.stopped = True
    if run.turn.department and run.before.phase is Phase.waiting:
        hand_off.ask_another(run, run.turn.department)


def _refused(run: Run) -> None:
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
        run.say("utter_still_waiting")


def _leave(run: Run, phase: Phase) -> None:
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


def _go(run: Run) -> None:
    """Run steps until a question is asked, the room is given away, or nothing is left to do."""
    for _ in range(limits.STEPS_PER_TURN):
        if run.stopped:
            return
        if not run.stack:
            if not _aside(run) and not _completed(run):
                return
            continue
        frame = run.stack[-1]
        step = run.flows.flow(frame.flow).steps.get(frame.step)
        if step is None:
            run.fault("unknown-step")
            run.move(definitions.END)
        else:
            run.passed(step.id)
            performing.perform(run, step)
    _looping(run)


def _aside(run: Run) -> bool:
    """Whether a topic still waits for its answer now that no flow is left."""
    if run.aside is None:
        return False
    (flow, context), run.aside = run.aside, None
    run.start(flow, context=context)
    return True


def _completed(run: Run) -> bool:
    """Whether the closing words have to be said now that no flow is left."""
    ended = run.ended
    ordinary = ended is not None and (not ended.startswith("pattern_") or ended == PATTERN_SESSION_START)
    if ended is None or not run.flows.flow(ended).completes:
        return False
    if not ordinary or run.phase is not Phase.talking or PATTERN_COMPLETED not in run.flows.content.flows:
        return False
    run.start(
        PATTERN_COMPLETED, context={"previous_flow_name": run.flows.flow(ended).named(wording.language(run))}
    )
    return True


def _looping(run: Run) -> None:
    """The content runs in circles: tell the admin, apologise, and let a person go on."""
    run.fault("too-many-steps")
    run.say("utter_internal_error")
    run.restart_with(PATTERN_HUMAN_HANDOFF, context={"reason": "too_many_steps"})
    hand_off.perform(run)


def _never_silent(run: Run) -> None:
    """A citizen who wrote is answered, whatever the content forgot to say."""
    served = run.before.phase not in _OTHERS_HAVE_IT
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
        run.say("utter_internal_error")
