"""Where does a conversation stand? Plain data that survives a restart.

`to_data` and `from_data` carry it through JSON; the stored form has a version number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import starmap
from typing import Any, Final, NamedTuple

from bot.content.definitions import Value
from bot.engine import migrations

#: The version of the stored form.
FORMAT: Final = 4


class Phase(StrEnum):
    """Who has the word."""

    #: Nothing was said yet.
    new = "new"
    #: Bela and the citizen.
    talking = "talking"
    #: A department was asked to take the room; its answer is not in yet.
    handing_off = "handing_off"
    #: Nobody could take the room; Bela keeps trying.
    waiting = "waiting"
    #: A department: it is in the queue, and nobody has taken it yet.
    queued = "queued"
    #: A person.
    with_human = "with_human"
    #: Bela said goodbye; the room is closed when nothing more is written.
    closing = "closing"
    #: Nobody: the room is closed.
    ended = "ended"


class CallBack(StrEnum):
    """How far it is with a call of the team to the citizen's telephone, in a grave case that nobody answers."""

    none = ""
    #: Bela offered it, and nobody has written to the citizen since.
    offered = "offered"
    #: The citizen wrote a telephone, and nobody of the team has written since.
    asked = "asked"


class FrameKind(StrEnum):
    """Why a flow is under way."""

    #: Nothing was interrupted.
    regular = "regular"
    #: Something else was under way, and goes on afterwards.
    interrupt = "interrupt"
    #: Another flow called it, and goes on afterwards with its slots.
    call = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A flow that is under way, and the step it stands at."""

    flow: str
    step: str
    kind: FrameKind = FrameKind.regular
    #: The turn in which it began.
    since: int = 0
    #: Waiting for the flow that its step calls.
    called: bool = False
    #: What conditions and texts may know of the occasion: `context.` names.
    context: Mapping[str, Value] = field(default_factory=dict)
    #: Going over known ground after a correction: what was said then is not said again.
    replay: bool = False

    def at(self, step: str) -> Frame:
        """The same flow at another step, waiting for nothing."""
        return Frame(
            flow=self.flow,
            step=step,
            kind=self.kind,
            since=self.since,
            context=self.context,
            replay=self.replay,
        )


class Given(NamedTuple):
    """An answer that was given, in order, so that it can be gone back to."""

    slot: str
    flow: str
    step: str
    #: Of a picture or file: its media type, its size and Rocket.Chat's id.
    file: str = ""


class Offer(NamedTuple):
    """A numbered line shown last, and what choosing it means."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """A danger sign that words may have told of, and what the citizen said to the question whether it is so."""

    flag: str
    #: The citizen's words.
    words: str
    #: "yes", "no", "unclear"; empty while it is not answered.
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The last run of the protocol."""

    risk_class: str
    #: Why it is this class, in the citizen's words.
    because: tuple[str, ...]
    #: Ids of the rules and red flags that applied, those for this class first and in the same order.
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One room's conversation."""

    #: Makes the choice of wordings repeatable: the room's id.
    seed: str
    #: Where the citizen writes: "livechat", "whatsapp".
    channel: str = ""
    phase: Phase = Phase.new
    turn: int = 0
    slots: Mapping[str, Value]
    #: The running flow last.
    stack: tuple[Frame, ...] = ()
    #: The slot whose answer is awaited, or CORRECTION.
    asking: str | None = None
    #: Wrong answers to it so far.
    attempts: int = 0
    #: Reminders given while nobody answered it.
    reminders: int = 0
    #: Messages not understood in the whole conversation.
    misread: int = 0
    #: What was not understood of the answer that was given so far, while the rest of it is asked for.
    unread: str = ""
    offered: tuple[Offer, ...] = ()
    given: tuple[Given, ...] = ()
    #: What was told without being asked, until the question for it comes up.
    told: Mapping[str, Value] = field(default_factory=dict)
    #: Red flags seen, first to last.
    flags: tuple[str, ...] = ()
    #: Danger signs that the citizen was asked about, first to last.
    suspected: tuple[Suspected, ...] = ()
    assessment: Assessment | None = None
    #: The department the citizen waits for.
    department: str | None = None
    #: How soon a person is needed, where a flow said it.
    priority: str = ""
    #: What heads the note for the team, where a flow said it.
    summary: str = ""
    #: When the citizen wrote last.
    heard_at: datetime | None = None
    #: When the citizen was last told that nobody is there yet.
    told_at: datetime | None = None
    #: When a department got the room, as long as people have it and none of them is known to have written.
    given_at: datetime | None = None
    #: Steps of the watch over grave cases that were taken since.
    watched: int = 0
    call_back: CallBack = CallBack.none
    #: The telephone that the citizen wrote for it, as the team reads it.
    call_back_phone: str = ""
    #: Fingerprint of the note that stands in the room.
    noted: str = ""
    #: When to come back although nobody wrote.
    wake_at: datetime | None = None


#: `asking` while the citizen chooses which answer to correct.
CORRECTION: Final = "@correction"


def new(seed: str, *, slots: Mapping[str, Value] | None = None) -> Conversation:
    """A conversation in which nothing was said yet; `slots` holds what is known from elsewhere."""
    return Conversation(seed=seed, slots=dict(slots or {}))


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
