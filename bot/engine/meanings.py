"""What follows from what the citizen meant?"""

from __future__ import annotations

from bot.content import definitions, vocabulary
from bot.engine import (
    alarming,
    choosing,
    doubting,
    languages,
    misunderstanding,
    pending,
    recognised,
    recognition,
    saying,
    taking_answers,
    telling,
)
from bot.engine.conversation import Phase
from bot.engine.patterns import (
    PATTERN_CANNOT_HANDLE,
    PATTERN_POSSIBLE_DANGER,
    PATTERN_SESSION_START,
)
from bot.engine.run import Run
from bot.engine.turn import TurnKind


def take(run: Run) -> None:
    """Change the run by what the citizen wrote, sent, edited or deleted."""
    meaning = _meaning(run)
    words = meaning.besides if isinstance(meaning, recognised.Doubt) else meaning
    _hear(run, words)
    languages.offer(run, meaning)
    if isinstance(meaning, recognised.Alarm):
        alarming.raise_alarm(run, meaning)
    elif isinstance(meaning, recognised.Doubt):
        _doubt(run, meaning)
    elif run.fresh:
        _greet(run, meaning)
    else:
        _continue(run, meaning)


def _hear(run: Run, meaning: recognised.Recognised) -> None:
    """Keep what the words tell besides, until the questions for it come up."""
    if not isinstance(meaning, (recognised.Alarm, recognised.Answered, recognised.Started, recognised.Told)):
        return
    may_put_right = isinstance(meaning, (recognised.Answered, recognised.Told))
    for name, fact in meaning.facts.items():
        known = run.slots.get(name)
        whole = telling.together(run.flows.content.slots[name].answer, run.told.get(name, known), fact)
        if known is None or may_put_right:
            run.told[name] = whole
        elif isinstance(fact, list):
            run.slots[name] = whole


def _meaning(run: Run) -> recognised.Recognised:
    if run.turn.kind is TurnKind.text:
        own = run.recognised or recognition.recognise(run.flows, run.before, run.turn)
        return recognition.with_parse(run.flows, run.before, run.turn, own)
    alarm = recognition.find_alarm(run.flows, run.turn.text, asking=run.before.asking)
    if alarm:
        return alarm
    sent = pending.sent(run.flows, run.before, run.turn)
    if sent:
        return sent
    medium = run.turn.medium if run.turn.kind is TurnKind.unreadable else run.turn.kind.value
    unread = recognised.Unreadable(medium=medium)
    return doubting.may_be(run.flows, run.before, run.turn.text, unread) if run.turn.text else unread


def _doubt(run: Run, doubt: recognised.Doubt) -> None:
    """Ask whether it is danger; what the words mean besides waits below the question.

    Where people are called already, nothing is asked that their talk would collide with: the numbers are said, and the team reads it.
    """
    alarming.suspect(run, doubt)
    if run.phase in {Phase.waiting, Phase.handing_off}:
        saying.say(run, "utter_possible_danger_waiting")
        if isinstance(doubt.besides, recognised.Answered):  # the message that they leave for the team is kept
            _continue(run, doubt.besides)
        else:
            run.stopped = True
        return
    _besides(run, doubt.besides)
    if run.aside:
        (flow, context), run.aside = run.aside, None
        run.start(flow, context=context)
    run.stopped = False
    label = alarming.named(run, doubt)
    run.start(PATTERN_POSSIBLE_DANGER, context={"sign": label})


def _besides(run: Run, meaning: recognised.Recognised) -> None:
    """What would have been done, so that it is done once danger is ruled out; a pending question comes again by itself."""
    going_on = (
        recognised.Answered,
        recognised.Started,
        recognised.Told,
        recognised.About,
        recognised.Unclear,
    )
    if run.fresh:
        _greet(run, meaning)
    elif isinstance(meaning, going_on):
        _continue(run, meaning)
    elif not run.stack:
        run.start(PATTERN_CANNOT_HANDLE, context={"reason": "not_understood"})


def _greet(run: Run, meaning: recognised.Recognised) -> None:
    """The first message of a room: commands at once, a question beside the greeting, else the greeting."""
    if isinstance(meaning, recognised.Started) and run.flows.flow(meaning.flow).is_pattern:
        if meaning.flow in vocabulary.SPOKEN:  # greeted in the language that they ask for
            run.start(PATTERN_SESSION_START)
        run.start(meaning.flow)
        return
    if isinstance(meaning, recognised.Unclear):
        choosing.ask_which(run, meaning.flows)
        return
    run.start(PATTERN_SESSION_START)
    if isinstance(meaning, recognised.Started) and _only_tells(run, meaning.flow):
        run.aside = meaning.flow, {}
    if isinstance(meaning, recognised.Unreadable):
        misunderstanding.say_unreadable(run, meaning.medium)


def _only_tells(run: Run, flow: str) -> bool:
    """Whether the flow asks nothing, so that it may come before consent."""
    asking = (definitions.Collect, definitions.Link, definitions.Call)
    return not any(isinstance(step, asking) for step in run.flows.flow(flow).steps.values())


def _continue(run: Run, meaning: recognised.Recognised) -> None:
    match meaning:
        case recognised.Started(flow=flow):
            run.resume(flow)
        case recognised.Unclear(flows=flows):
            choosing.ask_which(run, flows)
        case recognised.Chosen(payload=payload):
            choosing.choose(run, payload, answer=_chosen, not_understood=misunderstanding.not_understood)
        case recognised.Answered(value=value, corrected=corrected, unread=unread, weighed=weighed):
            taking_answers.take(run, value, corrected=corrected, unread=unread, weighed=weighed)
            taking_answers.put_right(run)
        case recognised.Told():
            taking_answers.acknowledge(run, meaning)
            taking_answers.put_right(run)
        case recognised.About(slot=slot, value=value):
            taking_answers.note_subject(run, slot, value)
        case recognised.Misread():
            misunderstanding.ask_again(run, meaning)
        case recognised.Unreadable(medium=medium):
            misunderstanding.unreadable(run, medium)
        case _:
            misunderstanding.not_understood(run)


def _chosen(run: Run, value: definitions.Value) -> None:
    taking_answers.take(run, value, corrected=False)
