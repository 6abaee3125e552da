"""The engine's one function: what happens to a conversation in one turn.

Pure: the same flows, conversation and turn always give the same result. A mistake in content never raises; it
becomes a `ContentFault` effect and a safe continuation for the citizen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.engine import (
    begun,
    effects,
    going_on,
    never_silent,
    saying,
    silence,
    snapshot,
    with_others,
    written,
)
from bot.engine.conversation import CallBack, Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.recognised import Recognised
from bot.engine.run import Passed, Run
from bot.engine.turn import Turn, TurnKind

#: Whose the word is after a move that asks nothing more of Bela.
_LEFT_TO: Final = {
    TurnKind.handed_off: Phase.with_human,
    TurnKind.taken: Phase.with_human,
    TurnKind.queued: Phase.queued,
    TurnKind.closed: Phase.ended,
}


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
    recognised: Recognised | None = None,
    noting: bool = True,
) -> Advanced:
    """Take one turn; `recognised` is what `recognition.recognise` said of it, where that was asked already.

    Who only asks where the conversation goes needs no note for the team: without `noting` hand-offs come with none.
    """
    run = Run(flows, conversation, turn, recognised=recognised)
    run.noting = noting
    _begin(run)
    going_on.go_on(run)
    never_silent.see_to_it(run)
    if begun.was_in_vain(run):
        return Advanced(conversation=conversation, effects=tuple(run.faults))
    return Advanced(conversation=snapshot.taken(run), effects=tuple(run.effects), path=tuple(run.path))


def _begin(run: Run) -> None:
    """Let what happened change the run, before flows go on."""
    match run.turn.kind:
        case TurnKind.text | TurnKind.edited | TurnKind.unreadable | TurnKind.deleted:
            written.take(run)
        case TurnKind.silence:
            silence.take(run)
        case TurnKind.hand_off_refused:
            with_others.refused(run)
        case TurnKind.answered:
            with_others.leave(run, Phase.with_human)
            run.given_at = None
            run.call_back = CallBack.none
        case TurnKind.watched:
            with_others.watched(run)
        case TurnKind.unanswered:
            with_others.leave(run, Phase.waiting)
            run.told_at = run.turn.now
            run.call_back = CallBack.offered
            saying.say(run, "utter_nobody_answered")
        case TurnKind.begun:
            begun.begin(run)
        case TurnKind.returned:
            with_others.leave(run, Phase.talking)
            run.call_back = CallBack.none
            saying.say(run, "utter_returned")
        case kind:
            with_others.leave(run, _LEFT_TO[kind])
