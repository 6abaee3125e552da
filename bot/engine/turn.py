"""What can happen to a conversation? One turn is one of these things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.content.definitions import Value


class TurnKind(StrEnum):
    """What happened."""

    #: The citizen wrote text.
    text = "text"
    #: The citizen sent something that is not text: audio, image, video, file, location, sticker.
    unreadable = "unreadable"
    #: The citizen changed an earlier message.
    edited = "edited"
    #: The citizen deleted an earlier message.
    deleted = "deleted"
    #: The time the conversation asked to be woken at has come.
    silence = "silence"
    #: A department has the room.
    handed_off = "handed_off"
    #: A department has the room in its queue, and nobody has taken it yet.
    queued = "queued"
    #: The hand-off did not work.
    hand_off_refused = "hand_off_refused"
    #: A person gave the room back.
    returned = "returned"
    #: A person took the room, without being asked by Bela.
    taken = "taken"
    #: A person of the team has written to the citizen.
    answered = "answered"
    #: Something was done, outside the conversation, about a grave case that no person answers.
    watched = "watched"
    #: No person has answered a grave case in all the time there was; Bela has the room again.
    unanswered = "unanswered"
    #: The room is closed.
    closed = "closed"
    #: Bela herself begins, or comes back, by an entry point of the content.
    begun = "begun"


class Refusal(StrEnum):
    """Why a hand-off did not work."""

    nobody_online = "nobody_online"
    #: The server does not let the bot forward, or the department is missing: the operator's fault.
    not_possible = "not_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What Rasa understood."""

    intent: str
    #: 0 to 1.
    confidence: float
    #: The intents that come next, with their confidences, the likeliest first.
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing that happened, with everything that the engine may know of the world."""

    kind: TurnKind
    now: datetime
    #: What the citizen wrote, or the caption of what they sent.
    text: str = ""
    #: For `unreadable`: "audio", "image", "video", "file", "location", "sticker".
    medium: str = ""
    #: What is kept of a file: media type, size, Rocket.Chat's id; "" when nothing is told.
    file: str = ""
    #: A shared place: latitude and longitude in degrees.
    location: tuple[float, float] | None = None
    #: "livechat", "whatsapp"; empty when nobody wrote: the conversation knows.
    channel: str = ""
    #: The state that the person's telephone is from, by its area code; "" when that is not known.
    phone_state: str = ""
    #: The person's telephone as the channel tells it; "" where it tells none.
    phone: str = field(default="", repr=False)
    #: The person's readable ID, "BELA-7K3M-94QD".
    person_code: str = ""
    refusal: Refusal | None = None
    #: For `watched`: the department that is asked besides, where nobody of the case's own is online.
    department: str = ""
    #: For `text`: written while the room waits in a queue, where the deployment wants questions answered.
    in_queue: bool = False
    #: For `begun`: the name of the entry point, and what is known already.
    entry: str = ""
    known: Mapping[str, Value] = field(default_factory=dict)
    #: Rasa's reading, where it was asked and answered.
    parse: Parse | None = None

    @property
    def wrote(self) -> bool:
        """Whether the citizen did something, and is owed an answer."""
        return self.kind in _WROTE

    def __post_init__(self) -> None:
        """Refuse a time without a zone: the engine reckons days of illness from it."""
        if self.now.tzinfo is None:
            raise ValueError("a turn's time needs a time zone")


_WROTE = frozenset({TurnKind.text, TurnKind.unreadable, TurnKind.edited, TurnKind.deleted})
