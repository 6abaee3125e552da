"""How is a conversation stored? Through JSON and back; the stored form has a version number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import starmap
from typing import Any, Final

from bot.engine import migrations
from bot.engine.conversation import (
    Assessment,
    CallBack,
    Conversation,
    Frame,
    FrameKind,
    Given,
    Offer,
    Phase,
    Suspected,
)

#: The version of the stored form.
FORMAT: Final = 4

_NONE: Final[Mapping[str, Any]] = {}
#: By how they are stored: twice as quick as asking the enumeration, and asked in every turn.
_PHASES: Final = {phase.value: phase for phase in Phase}
_FRAME_KINDS: Final = {kind.value: kind for kind in FrameKind}


def to_data(conversation: Conversation) -> dict[str, Any]:
    """Plain JSON data; what is empty is left out."""
    whole = {
        "format": FORMAT,
        "seed": conversation.seed,
        "channel": conversation.channel,
        "phase": conversation.phase.value,
        "turn": conversation.turn,
        "slots": dict(conversation.slots),
        "stack": [_frame_data(frame) for frame in conversation.stack],
        "asking": conversation.asking,
        "attempts": conversation.attempts,
        "reminders": conversation.reminders,
        "misread": conversation.misread,
        "unread": conversation.unread,
        "offered": list(map(list, conversation.offered)),
        "given": list(map(list, conversation.given)),
        "told": dict(conversation.told),
        "flags": list(conversation.flags),
        "suspected": [[one.flag, one.words, one.answer] for one in conversation.suspected],
        "assessment": _assessment_data(conversation.assessment),
        "department": conversation.department,
        "priority": conversation.priority,
        "summary": conversation.summary,
        "heard_at": _time_data(conversation.heard_at),
        "told_at": _time_data(conversation.told_at),
        "given_at": _time_data(conversation.given_at),
        "watched": conversation.watched,
        "call_back": conversation.call_back.value,
        "call_back_phone": conversation.call_back_phone,
        "noted": conversation.noted,
        "wake_at": _time_data(conversation.wake_at),
    }
    return {name: value for name, value in whole.items() if value}


def from_data(data: Mapping[str, Any]) -> Conversation:
    """The conversation that `to_data` gave; raises ValueError for a format that this version does not know."""
    if data["format"] != FORMAT:
        data = migrations.migrated(data, to=FORMAT)
    get = data.get
    return Conversation(
        seed=data["seed"],
        channel=get("channel", ""),
        phase=_PHASES[data["phase"]],
        turn=get("turn", 0),
        slots=dict(get("slots", _NONE)),
        stack=tuple(map(_frame, get("stack", ()))),
        asking=get("asking"),
        attempts=get("attempts", 0),
        reminders=get("reminders", 0),
        misread=get("misread", 0),
        unread=get("unread", ""),
        offered=tuple(map(Offer._make, get("offered", ()))),
        given=tuple(starmap(Given, get("given", ()))),
        told=dict(get("told", _NONE)),
        flags=tuple(get("flags", ())),
        suspected=tuple(map(_suspected, get("suspected", ()))),
        assessment=_assessment(get("assessment")),
        department=get("department"),
        priority=get("priority", ""),
        summary=get("summary", ""),
        heard_at=_time(get("heard_at")),
        told_at=_time(get("told_at")),
        given_at=_time(get("given_at")),
        watched=get("watched", 0),
        call_back=CallBack(get("call_back", "")),
        call_back_phone=get("call_back_phone", ""),
        noted=get("noted", ""),
        wake_at=_time(get("wake_at")),
    )


def _frame_data(frame: Frame) -> list[Any]:
    return [
        frame.flow,
        frame.step,
        frame.kind.value,
        frame.since,
        frame.called,
        frame.replay,
        dict(frame.context),
    ]


def _frame(data: Sequence[Any]) -> Frame:
    flow, step, kind, since, called, replay, context = data
    return Frame(
        flow=flow,
        step=step,
        kind=_FRAME_KINDS[kind],
        since=since,
        called=called,
        replay=replay,
        context=context,
    )


def _suspected(data: Sequence[str]) -> Suspected:
    flag, words, answer = data
    return Suspected(flag=flag, words=words, answer=answer)


def _assessment_data(assessment: Assessment | None) -> dict[str, Any] | None:
    if assessment is None:
        return None
    return {
        "risk_class": assessment.risk_class,
        "because": list(assessment.because),
        "rules": list(assessment.rules),
    }


def _assessment(data: Mapping[str, Any] | None) -> Assessment | None:
    if data is None:
        return None
    return Assessment(
        risk_class=data["risk_class"], because=tuple(data["because"]), rules=tuple(data["rules"])
    )


def _time_data(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
