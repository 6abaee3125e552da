"""What is a case? A person, and what happens, turn by turn, with what must follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.content.definitions import Value
from bot.engine.sent_file import SentFile
from config.marked_yaml import Mark

#: The value of a handoff that must not happen.
NO_HAND_OFF: Final = "none"


class EventKind(StrEnum):
    """What can happen besides a text."""

    audio = "audio"
    image = "image"
    video = "video"
    file = "file"
    location = "location"
    sticker = "sticker"
    #: The citizen changed an earlier message into `user`'s text.
    edited = "edited"
    deleted = "deleted"
    #: Time passes, and nobody writes.
    silence = "silence"
    #: The department has nobody online.
    nobody_online = "nobody_online"
    #: The room cannot be given away: a fault of the server's settings.
    not_possible = "not_possible"
    #: A person of the department took the room.
    taken = "taken"
    #: A person gave the room back.
    returned = "returned"
    #: The room was closed.
    closed = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who writes, and what is known of them before the first word."""

    #: As the channel tells it; empty when it does not.
    name: str = ""
    channel: str = "livechat"
    #: When the conversation begins; None: a fixed weekday morning.
    at: datetime | None = None
    slots: Mapping[str, Value] = field(default_factory=dict)


class AssertionKind(StrEnum):
    """The assertions of Rasa's end-to-end tests that a deterministic engine can be held to."""

    flow_started = "flow_started"
    flow_completed = "flow_completed"
    flow_cancelled = "flow_cancelled"
    pattern_clarification_contains = "pattern_clarification_contains"
    action_executed = "action_executed"
    slot_was_set = "slot_was_set"
    slot_was_not_set = "slot_was_not_set"
    bot_uttered = "bot_uttered"
    bot_did_not_utter = "bot_did_not_utter"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotState:
    """A slot that is filled, with a certain value where one is named."""

    name: str
    value: Value = None
    any_value: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Uttered:
    """What a message must be, or must not be; whatever is None may be anything."""

    response: str | None = None
    #: Titles of the numbered lines below it, in order.
    buttons: tuple[str, ...] | None = None
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One thing that must hold after a turn."""

    kind: AssertionKind
    mark: Mark
    #: The flow or action, with the step of the flow where one is named.
    name: str = ""
    step: str = ""
    #: Names of flows that are offered.
    flows: tuple[str, ...] = ()
    slots: tuple[SlotState, ...] = ()
    uttered: Uttered = Uttered()


class ExpectationKind(StrEnum):
    """What a step after a turn may state."""

    #: The exact text of Bela's next message.
    bot = "bot"
    #: The name of Bela's next response.
    utter = "utter"
    slot_was_set = "slot_was_set"
    slot_was_not_set = "slot_was_not_set"
    #: The risk class so far.
    risk_class = "class"
    #: Rules and red flags behind it.
    reasons = "reasons"
    #: All rules and red flags behind it, the worst first.
    all_reasons = "all_reasons"
    #: The department that was asked to take the room in this turn; "none" for no hand-off.
    handoff = "handoff"
    #: Red flags seen so far.
    flags = "flags"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One line that must hold after a turn."""

    kind: ExpectationKind
    mark: Mark
    #: Text, response, class or department.
    text: str = ""
    #: Reasons or red flags.
    names: tuple[str, ...] = ()
    slots: tuple[SlotState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTurn:
    """One thing that happens, and what must follow."""

    mark: Mark
    text: str = ""
    event: EventKind | None = None
    #: Since the turn before.
    after: timedelta | None = None
    #: The intent that Rasa is taken to understand.
    intent: str | None = None
    #: For a location: latitude and longitude in degrees.
    place: tuple[float, float] | None = None
    #: For a picture or file: what is told of it.
    file: SentFile | None = None
    expectations: tuple[Expectation, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    #: Messages that are asserted have to come in the order of the assertions.
    in_order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One written conversation."""

    name: str
    person: Person
    turns: tuple[CaseTurn, ...]
    mark: Mark
