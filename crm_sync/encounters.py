"""What does a turn know about its room? The encounter, its person, and where the conversation stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select

from crm_sync import database, encryption, fencing
from crm_sync.fencing import Fence
from crm_sync.identifiers import EncounterId, PersonCode, PersonId
from crm_sync.tables import conversation, encounter


class Owner(StrEnum):
    """Who speaks in the room."""

    BOT = "bot"
    #: The hand-off was decided; Rocket.Chat has not confirmed it.
    HANDING_OFF = "handing_off"
    #: A department has the room, nobody has taken it yet.
    QUEUED = "queued"
    HUMAN = "human"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A room that the registry knows, read in one go."""

    person_id: PersonId
    person_code: PersonCode
    #: As the person gave it, else as the channel shows it.
    person_name: str | None = field(repr=False)
    encounter_id: EncounterId
    #: The engine's conversation; None before the first step.
    state: dict[str, Any] | None = field(repr=False)
    #: Grows by one with every step; what `Step.expected_revision` must equal.
    revision: int
    owner: Owner
    #: Where the room was handed to, if it was.
    department: str | None
    opened_at: datetime
    #: When the last recorded message of the citizen was sent (Rocket.Chat's clock); catch-up starts here.
    last_seen_at: datetime | None
    #: The version of the content that the conversation goes by; None before the first step.
    content_version: int | None = None


#: The read of every turn.
ONE_ROOM = database.statement("conversation.sql")
#: The read at the beginning of a room.
EARLIER = database.statement("earlier_conversations.sql")


def admission(row: database.type_row, cipher: encryption.FieldCipher) -> Admission:
    """The typed form of a row of ONE_ROOM."""
    (
        encounter_id,
        person_id,
        code,
        name,
        revision,
        state,
        last_seen_at,
        owner,
        department,
        opened_at,
        content_version,
    ) = row
    return Admission(
        person_id=person_id,
        person_code=code,
        person_name=None
        if name is None
        else cipher.open_text(name, column="person.name", row=str(person_id)),
        encounter_id=encounter_id,
        state=None
        if state is None
        else cipher.open_json(state, column="conversation.state", row=str(encounter_id)),
        revision=revision,
        owner=Owner(owner),
        department=department,
        opened_at=opened_at,
        last_seen_at=last_seen_at,
        content_version=content_version,
    )


def state(row: database.type_row, cipher: encryption.FieldCipher) -> dict[str, Any]:
    """The conversation of a row of EARLIER."""
    encounter_id, sealed = row
    opened: dict[str, Any] = cipher.open_json(sealed, column="conversation.state", row=str(encounter_id))
    return opened


def due_rooms(now: datetime, fence: Fence | None) -> Select[tuple[str]]:
    """The bot's rooms whose conversation asked to be woken by now, the longest waiting first."""
    return (
        select(encounter.c.room_id)
        .join(conversation, conversation.c.encounter_id == encounter.c.id)
        .where(conversation.c.wake_at <= now, fencing.own(fence))
        .order_by(conversation.c.wake_at)
    )


def rooms(fence: Fence | None, owners: Iterable[Owner], *, woken: bool) -> Select[tuple[str]]:
    """Rooms that have one of these owners and that the bot wrote in last, the newest first.

    Not `woken`: without those that it is to be woken for. A room that nobody wrote in yet may be another bot's, who is about to.
    """
    chosen = [encounter.c.owner.in_([owner.value for owner in owners]), fencing.written(fence)]
    if not woken:
        chosen += [conversation.c.wake_at.is_(None), conversation.c.state.is_not(None)]
    return (
        select(encounter.c.room_id)
        .join(conversation, conversation.c.encounter_id == encounter.c.id)
        .where(*chosen)
        .order_by(encounter.c.opened_at.desc())
    )
