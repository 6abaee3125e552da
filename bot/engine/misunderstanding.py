"""What is said to words that were not understood, and what is kept of them for the admin?"""

from __future__ import annotations

from bot.content import answers, definitions
from bot.engine import correcting, recognised, resorting, responses, saying, wording
from bot.engine.conversation import CORRECTION, Offer, Phase
from bot.engine.effects import Unanswered
from bot.engine.patterns import PATTERN_CANNOT_HANDLE, PATTERN_RED_FLAG
from bot.engine.run import Run
from bot.engine.steps import collect
from bot.engine.turn import TurnKind
from bot.understanding import readings


def ask_again(run: Run, misread: recognised.Misread) -> None:
    """Explain and ask again; in an emergency go on without; after some tries offer a person."""
    step = run.asked_step()
    if step and run.in_flow(PATTERN_RED_FLAG):
        collect.accept(run, step, answers.UNKNOWN)
        return
    keep_unanswered(run)
    if not resorting.missed(run):
        _explain(run, misread)
        run.stopped = True


def _explain(run: Run, misread: recognised.Misread) -> None:
    if run.asking == CORRECTION:
        options = correcting.options(run.flows, run.before)
        saying.say(run, "utter_invalid_choice", titles=[option.label for option in options])
        return
    slot = run.flows.content.slots[str(run.asking)]
    kind = kind_of(slot)
    titles = collect.titles(run, slot.name)
    if misread.why is readings.Why.AMBIGUOUS and misread.candidates and not titles:
        run.offered = [
            Offer(title=option.labelled(wording.language(run)), payload=f"/SetSlots({slot.name}={option.id})")
            for option in misread.candidates
        ]
        saying.say(
            run,
            _known(run, f"utter_ambiguous_{kind}", slot, kind),
            titles=[offer.title for offer in run.offered],
        )
        return
    # A numbered question is shown whole again: with fewer lines its numbers would mean something else than a moment ago.
    special = f"utter_out_of_range_{kind}" if misread.why is readings.Why.OUT_OF_RANGE else ""
    saying.say(
        run,
        _known(run, special, slot, kind),
        also=_range(slot, misread, wording.language(run)),
        titles=titles,
    )


def kind_of(slot: definitions.Slot) -> str:
    """What the names of texts call the kind of answer that the slot takes."""
    if isinstance(slot.answer, answers.FreeText):
        return "name" if slot.answer.name else "text"
    return answers.KIND_NAMES.get(type(slot.answer), "text")


def _known(run: Run, special: str, slot: definitions.Slot, kind: str) -> str:
    """The first of these that the content words: the special one, the slot's own, the kind's, the question."""
    names = (special, f"utter_invalid_{slot.name}", f"utter_invalid_{kind}", f"utter_ask_{slot.name}")
    return next((name for name in names if name in run.flows.content.responses), "utter_not_understood")


def _range(slot: definitions.Slot, misread: recognised.Misread, language: str) -> dict[str, str]:
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


def unreadable(run: Run, medium: str) -> None:
    """Say what could not be read and ask the pending question again; after some tries offer a person."""
    told = medium in {TurnKind.edited.value, TurnKind.deleted.value}
    if not told and resorting.missed(run):
        return
    say_unreadable(run, medium)
    if run.asking == CORRECTION or not run.stack:
        run.stopped = True


def say_unreadable(run: Run, medium: str) -> None:
    """Say what could not be read."""
    if medium in {TurnKind.edited.value, TurnKind.deleted.value}:
        saying.say(run, f"utter_message_{medium}")
        return
    special = f"utter_unreadable_{medium}"
    saying.say(run, special if special in run.flows.content.responses else "utter_unreadable")


def not_understood(run: Run) -> None:
    """Say that the words mean nothing to Bela, and what may be done; after some tries offer a person."""
    if run.phase in {Phase.waiting, Phase.handing_off}:
        run.told_at = run.turn.now
        saying.say(run, "utter_still_waiting")
        run.stopped = True
        return
    keep_unanswered(run)
    if not resorting.missed(run):
        attempts = run.attempts
        run.start(PATTERN_CANNOT_HANDLE, context={"reason": "not_understood"})
        # What the flow says is no answer to anything: the count goes on until one is understood.
        run.attempts = attempts


def keep_unanswered(run: Run) -> None:
    """Let the host keep what was asked in vain, so that an answer can be written to it."""
    if run.turn.kind is not TurnKind.text:
        return
    slot = run.flows.content.slots.get(str(run.asking)) if run.asking else None
    topics = slot is None or (
        isinstance(slot.answer, answers.Choice) and slot.name not in run.flows.content.protocol.looked_at
    )
    run.effects.append(Unanswered(words=run.turn.text, instead_of_answer=not topics))
