"""What happens in one turn?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_sync.encounters import Owner
from crm_sync.identifiers import EncounterId, PersonId


class MessageChange(StrEnum):
    """What the citizen did with the message."""

    WRITTEN = "written"
    EDITED = "edited"
    DELETED = "deleted"


class OutgoingKind(StrEnum):
    """What leaves for Rocket.Chat."""

    MESSAGE = "message"
    #: For agents, in the room.
    NOTE = "note"
    HAND_OFF = "hand_off"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """A message of the citizen."""

    #: Rocket.Chat's message id.
    id: str
    text: str = field(repr=False)
    #: By Rocket.Chat's clock.
    sent_at: datetime
    #: "text", "image", "audio" …
    kind: str = "text"
    change: MessageChange = MessageChange.WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was understood as the answer to a question; a later answer to the same question corrects it."""

    question: str
    #: What JSON can hold: true, 38.5, "febre", ["tosse", "febre"] …
    value: Any = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A red flag seen in what the citizen wrote."""

    id: str
    #: The citizen's words that raised it.
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """A risk class, with all that is needed to explain it years later."""

    risk_class: str
    protocol: str
    protocol_version: str
    #: Ids of the rules that fired.
    rules: tuple[str, ...] = ()
    #: Ids of the red flags that counted.
    red_flags: tuple[str, ...] = ()
    #: What the protocol was given.
    inputs: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFault:
    """A mistake in the content that this turn ran into; for the admin's eyes."""

    rule: str
    #: "flows/covid19/triage.yml:12:7", or a flow and step.
    place: str
    sentence: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Something to be sent; its place in `Step.outgoing` is its place in the room."""

    #: Derived from room, turn and position, so that sending twice posts once.
    id: str
    kind: OutgoingKind = OutgoingKind.MESSAGE
    #: Text, department, comment …
    body: dict[str, Any] = field(repr=False)


class Closer(StrEnum):
    """Who ended an encounter."""

    VISITOR = "visitor"
    AGENT = "agent"
    #: Rocket.Chat itself, for inactivity.
    SERVER = "server"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The end of an encounter, as Rocket.Chat tells it."""

    #: By Rocket.Chat's clock; None stands for the step's own moment.
    at: datetime | None
    by: Closer


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn of a conversation."""

    encounter_id: EncounterId
    person_id: PersonId
    #: The revision that the turn was computed from.
    expected_revision: int
    state: dict[str, Any] = field(repr=False)
    #: Names what caused the turn; at most one step of an encounter has it.
    event_id: str
    inbound: InboundMessage | None = None
    answers: tuple[Answer, ...] = ()
    triage: Triage | None = None
    flags: tuple[Flag, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()
    #: When `Registry.due` names the room again.
    wake_at: datetime | None = None
    owner: Owner = Owner.BOT
    #: None leaves it as it is.
    department: str | None = None
    #: None leaves it as it is.
    person_name: str | None = field(default=None, repr=False)
    faults: tuple[ContentFault, ...] = ()
    #: A question that Bela could not answer, without whatever tells who asked it.
    unanswered: str | None = field(default=None, repr=False)
    #: For the step that ends the encounter, where it is known how.
    ended: Ended | None = None
    #: The version of the content that the turn was taken with; None outside a running deployment.
    content_version: int | None = None
    at: datetime

    def __post_init__(self) -> None:
        """A moment without a zone is a programmer's mistake.

        Raises:
            ValueError: when one of the step's moments is naive.
        """
        moments = (
            self.at,
            self.wake_at,
            self.inbound.sent_at if self.inbound else None,
            self.ended.at if self.ended else None,
        )
        if any(moment is not None and moment.tzinfo is None for moment in moments):
            raise ValueError("a step's moments need a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The step is in the database, on disk."""

    #: What the next step expects.
    revision: int
