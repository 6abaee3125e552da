"""What does the engine ask the host to do? Data only; the host applies them in order, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.definitions import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Send this text to the citizen."""

    text: str
    #: The response it came from.
    response: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remember:
    """An answer was given."""

    slot: str
    value: Value
    #: The citizen's words.
    raw: str
    #: For an attachment: its media type, its size and Rocket.Chat's id, by which the team finds it.
    file: str = ""
    #: Whether it is the person's name.
    names_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A red flag was seen in the citizen's words."""

    flag: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule or red flag that applied."""

    #: The rule's or flag's id.
    id: str
    risk_class: str
    #: In the citizen's words.
    because: str
    is_flag: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """The protocol was run."""

    risk_class: str
    protocol: str
    protocol_version: str
    reasons: tuple[Reason, ...]
    #: The slots the protocol looked at.
    inputs: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """Give the room to a department; the note goes to the room first."""

    #: The deployment's slug of the department.
    department: str
    #: Empty when the same note stands in the room already.
    note: str
    #: One line for the transfer: "Grave · BELA-7K3M-94QD".
    comment: str
    #: How soon a person is needed, where a flow said it: "urgent", "high", "normal", "low".
    priority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Close the room with this comment for the record."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """The citizen's words led to nothing: neither an answer, nor a command, nor a topic."""

    words: str
    #: Whether they came in place of an answer about the person, and may be a misspelt one.
    instead_of_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFault:
    """The content did something it must not; the admin sees it, the citizen gets a safe continuation."""

    rule: str
    #: Flow and step where it happened.
    where: str


Effect = Say | Remember | Flagged | Classified | HandOff | Close | Unanswered | ContentFault
