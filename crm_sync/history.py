"""What happened to a person? Every encounter, message, answer, red flag, triage and fault, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_sync.encounters import Owner
from crm_sync.identifiers import EncounterId, PersonCode, PersonId
from crm_sync.steps import Answer, Closer, ContentFault, Flag, InboundMessage, OutgoingKind, Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAccount:
    """An account the person writes from."""

    channel: str
    account: str = field(repr=False)
    phone: str | None = field(repr=False)
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A room was seen for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The encounter ended."""

    #: None where nobody asked.
    by: Closer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something was decided to be sent."""

    id: str
    kind: OutgoingKind
    body: dict[str, Any] = field(repr=False)
    sent_at: datetime | None
    #: When and why it was given up.
    failed_at: datetime | None
    failure: str | None = field(repr=False)


#: What an entry tells.
Happening = Opened | InboundMessage | Flag | Answer | Triage | Said | ContentFault | Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the history."""

    at: datetime
    encounter_id: EncounterId
    #: The step it belongs to; 0 for the opening.
    revision: int
    what: Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterSummary:
    """One room."""

    id: EncounterId
    room_id: str
    channel: str
    owner: Owner
    department: str | None
    opened_at: datetime
    closed_at: datetime | None
    closed_by: Closer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHistory:
    """A person with all that is known of them."""

    person_id: PersonId
    code: PersonCode
    name: str | None = field(repr=False)
    since: datetime
    accounts: tuple[ChannelAccount, ...]
    encounters: tuple[EncounterSummary, ...]
    #: In the order of time.
    entries: tuple[Entry, ...]
