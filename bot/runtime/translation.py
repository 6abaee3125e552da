"""How do the engine's effects become one registry step? Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from bot.content.answers import UNKNOWN
from bot.content.definitions import Value
from bot.engine import conversation as engine
from bot.engine import effects, stored_form
from bot.engine.advance import Advanced
from bot.engine.turn import TurnKind
from bot.runtime.events import Event
from bot.unanswered import asking, scrubbing
from crm_sync import encounters, steps
from rocketchat_bridge import documents

_OWNERS: Final = {
    engine.Phase.new: encounters.Owner.BOT,
    engine.Phase.talking: encounters.Owner.BOT,
    engine.Phase.handing_off: encounters.Owner.HANDING_OFF,
    engine.Phase.waiting: encounters.Owner.BOT,
    engine.Phase.queued: encounters.Owner.QUEUED,
    engine.Phase.with_human: encounters.Owner.HUMAN,
    engine.Phase.closing: encounters.Owner.BOT,
    engine.Phase.ended: encounters.Owner.CLOSED,
}
#: Turns that no message of the citizen asked for.
_UNASKED: Final = frozenset((TurnKind.silence, TurnKind.begun))


def step(
    admission: encounters.Admission,
    room_id: str,
    event: Event,
    advanced: Advanced,
    *,
    at: datetime,
    content_version: int | None = None,
    names: Iterable[str] = (),
) -> steps.Step:
    """Everything that this turn changed, to be written at once, with the content that it was taken with.

    `names` are those by which the person is known: they are left out of what nobody should be told by.
    """
    after, done = advanced.conversation, advanced.effects
    remembered = [effect for effect in done if isinstance(effect, effects.Remember)]
    return steps.Step(
        encounter_id=admission.encounter_id,
        person_id=admission.person_id,
        expected_revision=admission.revision,
        state=stored_form.to_data(after),
        event_id=event.id,
        inbound=event.inbound,
        answers=tuple(steps.Answer(question=effect.slot, value=_kept(effect)) for effect in remembered),
        triage=_triage(done),
        flags=tuple(
            steps.Flag(id=effect.flag, words=effect.words)
            for effect in done
            if isinstance(effect, effects.Flagged)
        ),
        outgoing=tuple(
            outgoing(
                room_id,
                event.id,
                done,
                queued=after.phase is engine.Phase.queued,
                bulk=event.kind in _UNASKED,
            )
        ),
        wake_at=after.wake_at,
        owner=_OWNERS[after.phase],
        department=after.department,
        person_name=_name(remembered),
        faults=tuple(
            steps.ContentFault(rule=effect.rule, place=effect.where, sentence=effect.rule)
            for effect in done
            if isinstance(effect, effects.ContentFault)
        ),
        unanswered=_unanswered(done, names),
        content_version=content_version,
        ended=_ended(event.ended),
        at=at,
    )


def _ended(ended: documents.Ended | None) -> steps.Ended | None:
    return None if ended is None else steps.Ended(at=ended.at, by=steps.Closer(ended.by.value))


def _kept(answer: effects.Remember) -> Value:
    """The answer as the history tells it; a file with what it is found by."""
    return f"{answer.value} ({answer.file})" if answer.file else answer.value


def outgoing(
    room_id: str, event_id: str, done: Iterable[effects.Effect], *, queued: bool = False, bulk: bool = False
) -> Iterator[steps.Outgoing]:
    """What leaves, in order; ids follow from room, event and position, so that sending twice posts once.

    `queued` marks words for a room that waits in a queue: they are said there only while nobody serves it. `bulk` marks
    words that leave after every reply that somebody waits for.
    """
    mark = {name: True for name, holds in {"queued": queued, "bulk": bulk}.items() if holds}
    for position, (kind, told) in enumerate(_leaving(done)):
        body = told | mark
        yield steps.Outgoing(id=message_id(room_id, event_id, position), kind=kind, body=body)


def message_id(room_id: str, event_id: str, position: int) -> str:
    """A Rocket.Chat message id of our own: letters and digits, always the same for the same place."""
    return hashlib.sha256(f"{room_id}\n{event_id}\n{position}".encode()).hexdigest()[:24]


def _leaving(done: Iterable[effects.Effect]) -> Iterator[tuple[steps.OutgoingKind, dict[str, Any]]]:
    for effect in done:
        match effect:
            case effects.Say(text=text, response=response):
                yield steps.OutgoingKind.MESSAGE, {"text": text, "response": response}
            case effects.HandOff(department=department, note=note, comment=comment):
                if note:
                    yield steps.OutgoingKind.NOTE, {"text": note}
                yield steps.OutgoingKind.HAND_OFF, {"department": department, "comment": comment}
            case effects.Close(comment=comment):
                yield steps.OutgoingKind.CLOSE, {"comment": comment}


def _triage(done: Sequence[effects.Effect]) -> steps.Triage | None:
    classified = [effect for effect in done if isinstance(effect, effects.Classified)]
    if not classified:
        return None
    result = classified[-1]
    return steps.Triage(
        risk_class=result.risk_class,
        protocol=result.protocol,
        protocol_version=result.protocol_version,
        rules=tuple(reason.id for reason in result.reasons if not reason.is_flag),
        red_flags=tuple(reason.id for reason in result.reasons if reason.is_flag),
        inputs=dict(result.inputs),
    )


def _unanswered(done: Sequence[effects.Effect], names: Iterable[str]) -> str | None:
    asked = [effect for effect in done if isinstance(effect, effects.Unanswered)]
    if not asked or not asking.may_be_answered(
        asked[-1].words, instead_of_answer=asked[-1].instead_of_answer
    ):
        return None
    return scrubbing.scrubbed(asked[-1].words, known=names)


def _name(remembered: Sequence[effects.Remember]) -> str | None:
    names = [effect.value for effect in remembered if effect.names_person and effect.value != UNKNOWN]
    return str(names[-1]) if names else None
