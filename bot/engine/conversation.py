"""Where does a conversation stand? Plain data that survives a restart: `stored_form` carries it through JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bot.content.definitions import Value


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


#: The word is not Bela's.
OTHERS_HAVE_IT: Final = frozenset((Phase.queued, Phase.with_human, Phase.ended))


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
