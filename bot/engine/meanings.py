"""What follows from what the citizen meant?"""

from __future__ import annotations

from bot.content import answers, definitions, vocabulary
from bot.engine import (
    alarming,
    choosing,
    correcting,
    doubting,
    languages,
    limits,
    recognition,
    resorting,
    responses,
    telling,
    wording,
)
from bot.engine.actions import correct
from bot.engine.conversation import CORRECTION, Offer, Phase
from bot.engine.effects import Remember, Unanswered
from bot.engine.run import (
    PATTERN_CANNOT_HANDLE,
    PATTERN_RED_FLAG,
    PATTERN_SESSION_START,
    Run,
)
from bot.engine.steps import collect
from bot.engine.turn import TurnKind
from bot.understanding import readings
from bot.understanding.answers import subject


def take(run: Run) -> None:
    """Change the run by what the citizen wrote, sent, edited or deleted."""
    meaning = _meaning(run)
    words = meaning.besides if isinstance(meaning, recognition.Doubt) else meaning
    _hear(run, words)
    languages.offer(run, meaning)
    if isinstance(meaning, recognition.Alarm):
        alarming.raise_alarm(run, meaning)
    elif isinstance(meaning, recognition.Doubt):
        _doubt(run, meaning)
    elif run.fresh:
        _greet(run, meaning)
    else:
        _continue(run, meaning)


def _hear(run: Run, meaning: recognition.Recognised) -> None:
    """Keep what the words tell besides, until the questions for it come up."""
    if not isinstance(
        meaning, (recognition.Alarm, recognition.Answered, recognition.Started, recognition.Told)
    ):
        return
    may_put_right = isinstance(meaning, (recognition.Answered, recognition.Told))
    for name, fact in meaning.facts.items():
        known = run.slots.get(name)
        whole = telling.together(run.flows.content.slots[name].answer, run.told.get(name, known), fact)
        if known is None or may_put_right:
            run.told[name] = whole
        elif isinstance(fact, list):
            run.slots[name] = whole


def _meaning(run: Run) -> recognition.Recognised:
    if run.turn.kind is TurnKind.text:
        own = run.recognised or recognition.recognise(run.flows, run.before, run.turn)
        return recognition.with_parse(run.flows, run.before, run.turn, own)
    alarm = recognition.find_alarm(run.flows, run.turn.text, asking=run.before.asking)
    if alarm:
        return alarm
    sent = recognition.sent(run.flows, run.before, run.turn)
    if sent:
        return sent
    medium = run.turn.medium if run.turn.kind is TurnKind.unreadable else run.turn.kind.value
    unread = recognition.Unreadable(medium=medium)
    return doubting.may_be(run.flows, run.before, run.turn.text, unread) if run.turn.text else unread


def _doubt(run: Run, doubt: recognition.Doubt) -> None:
    """Ask whether it is danger; what the words mean besides waits below the question.

    Where people are called already, nothing is asked that their talk would collide with: the numbers are said, and the team reads it.
    """
    alarming.suspect(run, doubt)
    if run.phase in {Phase.waiting, Phase.handing_off}:
        run.say("utter_possible_danger_waiting")
        if isinstance(
            doubt.besides, recognition.Answered
        ):  # the message that they leave for the team is kept
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
    run.start(doubting.PATTERN_POSSIBLE_DANGER, context={"sign": label})


def _besides(run: Run, meaning: recognition.Recognised) -> None:
    """What would have been done, so that it is done once danger is ruled out; a pending question comes again by itself."""
    going_on = (
        recognition.Answered,
        recognition.Started,
        recognition.Told,
        recognition.About,
        recognition.Unclear,
    )
    if run.fresh:
        _greet(run, meaning)
    elif isinstance(meaning, going_on):
        _continue(run, meaning)
    elif not run.stack:
        run.start(PATTERN_CANNOT_HANDLE, context={"reason": "not_understood"})


def _greet(run: Run, meaning: recognition.Recognised) -> None:
    """The first message of a room: commands at once, a question beside the greeting, else the greeting."""
    if isinstance(meaning, recognition.Started) and run.flows.flow(meaning.flow).is_pattern:
        if meaning.flow in vocabulary.SPOKEN:  # greeted in the language that they ask for
            run.start(PATTERN_SESSION_START)
        run.start(meaning.flow)
        return
    if isinstance(meaning, recognition.Unclear):
        choosing.ask_which(run, meaning.flows)
        return
    run.start(PATTERN_SESSION_START)
    if isinstance(meaning, recognition.Started) and _only_tells(run, meaning.flow):
        run.aside = meaning.flow, {}
    if isinstance(meaning, recognition.Unreadable):
        _say_unreadable(run, meaning.medium)


def _only_tells(run: Run, flow: str) -> bool:
    """Whether the flow asks nothing, so that it may come before consent."""
    asking = (definitions.Collect, definitions.Link, definitions.Call)
    return not any(isinstance(step, asking) for step in run.flows.flow(flow).steps.values())


def _continue(run: Run, meaning: recognition.Recognised) -> None:
    match meaning:
        case recognition.Started(flow=flow):
            run.resume(flow)
        case recognition.Unclear(flows=flows):
            choosing.ask_which(run, flows)
        case recognition.Chosen(payload=payload):
            choosing.choose(run, payload, answer=_chosen, not_understood=_not_understood)
        case recognition.Answered(value=value, corrected=corrected, unread=unread):
            _answer(run, value, corrected=corrected, unread=unread)
            _put_right(run)
        case recognition.Told():
            _acknowledge(run, meaning)
            _put_right(run)
        case recognition.About(slot=slot, value=value):
            _about(run, slot, value)
        case recognition.Misread():
            _misread(run, meaning)
        case recognition.Unreadable(medium=medium):
            _unreadable(run, medium)
        case _:
            _not_understood(run)


def _put_right(run: Run) -> None:
    """Go back to the earliest answer that was told anew; what follows it is kept, and only what is missing is asked."""
    changed = [given for given in run.given if given.slot in run.told]
    for given in reversed(changed):
        whole = run.told[given.slot]
        run.rewind(given)
        if isinstance(whole, list):  # a list that is only told would be asked for
            del run.told[given.slot]
            run.give(given.slot, whole, flow=given.flow, step=given.step)
            run.taken_over.append(given.slot)


def _acknowledge(run: Run, told: recognition.Told) -> None:
    """Say that it was heard, although it is not what was asked; an answer put right is said back later."""
    if not any(given.slot in told.facts for given in run.before.given):
        run.say("utter_understood_besides")


def _chosen(run: Run, value: definitions.Value) -> None:
    _answer(run, value, corrected=False)


def _answer(run: Run, value: definitions.Value, *, corrected: bool, unread: str = "") -> None:
    if run.asking == CORRECTION:
        correct.choose(run, str(value))
        return
    step = run.asked_step()
    if step is None:
        _not_understood(run)
        return
    refusal = collect.refused(run, step, value)
    if refusal:
        _refuse(run, step, refusal)
        return
    if unread and not run.unread and not run.in_flow(PATTERN_RED_FLAG):
        _ask_for_the_rest(run, step.slot, value, unread)
        return
    collect.accept(run, step, value)
    if corrected:
        kind = _kind(run.flows.content.slots[step.slot])
        run.say(f"utter_understood_{kind}")


def _ask_for_the_rest(run: Run, slot: str, value: definitions.Value, unread: str) -> None:
    """Keep what was understood and ask once for the rest; the answer to that is added, and "não" adds nothing."""
    _unanswered(run)
    run.told[slot] = telling.together(run.flows.content.slots[slot].answer, run.told.get(slot), value)
    run.unread = _quoted(unread)


def _quoted(words: str) -> str:
    """The words as they are said back: on one line, and no longer than people read."""
    line = " ".join(words.split())
    return line if len(line) <= limits.QUOTED_LENGTH else line[: limits.QUOTED_LENGTH - 1].rstrip() + "…"


def _about(run: Run, slot: str, value: definitions.Value) -> None:
    """Something said unasked: keep it, say that it was understood, and let the pending question come again."""
    run.slots[slot] = value
    run.effects.append(Remember(slot=slot, value=value, raw=run.turn.text))
    whom = "você" if value == subject.SELF else str(value)
    run.say("utter_understood_subject", also={"valor": whom})
    if not run.stack:
        run.stopped = True


def _refuse(run: Run, step: definitions.Collect, refusal: definitions.Rejection) -> None:
    """Say why the answer is not taken, and ask again."""
    run.say(refusal.utter)
    if not resorting.missed(run):
        collect.ask(run, step)


def _misread(run: Run, misread: recognition.Misread) -> None:
    """Explain and ask again; in an emergency go on without; after some tries offer a person."""
    step = run.asked_step()
    if step and run.in_flow(PATTERN_RED_FLAG):
        collect.accept(run, step, answers.UNKNOWN)
        return
    _unanswered(run)
    if not resorting.missed(run):
        _explain(run, misread)
        run.stopped = True


def _explain(run: Run, misread: recognition.Misread) -> None:
    if run.asking == CORRECTION:
        options = correcting.options(run.flows, run.before)
        run.say("utter_invalid_choice", titles=[option.label for option in options])
        return
    slot = run.flows.content.slots[str(run.asking)]
    kind = _kind(slot)
    titles = collect.titles(run, slot.name)
    if misread.why is readings.Why.AMBIGUOUS and misread.candidates and not titles:
        run.offered = [
            Offer(title=option.labelled(wording.language(run)), payload=f"/SetSlots({slot.name}={option.id})")
            for option in misread.candidates
        ]
        run.say(
            _known(run, f"utter_ambiguous_{kind}", slot, kind), titles=[offer.title for offer in run.offered]
        )
        return
    # A numbered question is shown whole again: with fewer lines its numbers would mean something else than a moment ago.
    special = f"utter_out_of_range_{kind}" if misread.why is readings.Why.OUT_OF_RANGE else ""
    run.say(
        _known(run, special, slot, kind), also=_range(slot, misread, wording.language(run)), titles=titles
    )


def _kind(slot: definitions.Slot) -> str:
    if isinstance(slot.answer, answers.FreeText):
        return "name" if slot.answer.name else "text"
    return answers.KIND_NAMES.get(type(slot.answer), "text")


def _known(run: Run, special: str, slot: definitions.Slot, kind: str) -> str:
    """The first of these that the content words: the special one, the slot's own, the kind's, the question."""
    names = (special, f"utter_invalid_{slot.name}", f"utter_invalid_{kind}", f"utter_ask_{slot.name}")
    return next((name for name in names if name in run.flows.content.responses), "utter_not_understood")


def _range(slot: definitions.Slot, misread: recognition.Misread, language: str) -> dict[str, str]:
    low, high = 0.0, 0.0
    match slot.answer:
        case answers.Number(minimum=low, maximum=high) | answers.Temperature(minimum=low, maximum=high):
            pass
        case answers.Age(maximum=top) | answers.Duration(maximum_days=top):
            high = float(top)
    shown = {
        name: responses.in_words(None, bound, language) for name, bound in (("minimo", low), ("maximo", high))
    }
    return {**shown, "valor": misread.value}


def _unreadable(run: Run, medium: str) -> None:
    """Say what could not be read and ask the pending question again; after some tries offer a person."""
    told = medium in {TurnKind.edited.value, TurnKind.deleted.value}
    if not told and resorting.missed(run):
        return
    _say_unreadable(run, medium)
    if run.asking == CORRECTION or not run.stack:
        run.stopped = True


def _say_unreadable(run: Run, medium: str) -> None:
    if medium in {TurnKind.edited.value, TurnKind.deleted.value}:
        run.say(f"utter_message_{medium}")
        return
    special = f"utter_unreadable_{medium}"
    run.say(special if special in run.flows.content.responses else "utter_unreadable")


def _not_understood(run: Run) -> None:
    if run.phase in {Phase.waiting, Phase.handing_off}:
        run.told_at = run.turn.now
        run.say("utter_still_waiting")
        run.stopped = True
        return
    _unanswered(run)
    if not resorting.missed(run):
        attempts = run.attempts
        run.start(PATTERN_CANNOT_HANDLE, context={"reason": "not_understood"})
        # What the flow says is no answer to anything: the count goes on until one is understood.
        run.attempts = attempts


def _unanswered(run: Run) -> None:
    """Let the host keep what was asked in vain, so that an answer can be written to it."""
    if run.turn.kind is not TurnKind.text:
        return
    slot = run.flows.content.slots.get(str(run.asking)) if run.asking else None
    topics = slot is None or (
        isinstance(slot.answer, answers.Choice) and slot.name not in run.flows.content.protocol.looked_at
    )
    run.effects.append(Unanswered(words=run.turn.text, instead_of_answer=not topics))
