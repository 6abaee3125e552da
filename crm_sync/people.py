"""Who is writing? A person is found by the channel account they write from, or made on first contact.

The account is the identity. A phone number is kept and indexed, never used to join accounts: families share phones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import psycopg
from sqlalchemy import Select, Update, func, select, update
from sqlalchemy.dialects.postgresql import insert

from crm_sync import clear_text, database, encryption, person_codes, phones
from crm_sync.encounters import Owner
from crm_sync.identifiers import ChannelIdentityId, PersonId
from crm_sync.tables import channel_identity, conversation, encounter, person

type_connection = psycopg.AsyncConnection[database.type_row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone in a room, as the channel shows them."""

    #: "livechat", "whatsapp" …
    channel: str
    #: The stable outside id: the visitor token of livechat, the WhatsApp id …
    account: str = field(repr=False)
    room_id: str
    name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identity:
    id: ChannelIdentityId
    person_id: PersonId


class FirstContact:
    """Finds or makes the person, the channel identity and the encounter of one contact, in one transaction."""

    def __init__(
        self,
        contact: Contact,
        *,
        cipher: encryption.FieldCipher,
        new_id: Callable[[], UUID],
        now: datetime,
    ) -> None:
        self._contact = contact
        self._channel = clear_text.storable(contact.channel)
        self._cipher = cipher
        self._new_id = new_id
        self._now = now
        self._account_index = cipher.blind_index(contact.account, column="channel_identity.account")

    async def write(self, connection: type_connection) -> None:
        """Contacts of one account wait for each other here, so that 200 first contacts at once make one person.

        Raises psycopg.errors.UniqueViolation in the rare case that the person's new code is taken; try again.
        """
        async with connection.transaction():
            await database.run(connection, select(func.pg_advisory_xact_lock(self._lock_number())))
            identity = await self._known(connection) or await self._new_identity(connection)
            await self._open_encounter(connection, identity)

    def _lock_number(self) -> int:
        return int.from_bytes(self._account_index[:8], signed=True)

    async def _known(self, connection: type_connection) -> _Identity | None:
        rows = await database.run(connection, self._find())
        if not rows:
            return None
        identity_id, person_id, phone_index = rows[0]
        identity = _Identity(id=identity_id, person_id=person_id)
        if self._contact.phone and phone_index != self._phone_index():
            await database.run(connection, self._new_phone(identity))
        return identity

    def _find(self) -> Select[tuple[UUID, UUID, bytes | None]]:
        columns = channel_identity.c
        return select(columns.id, columns.person_id, columns.phone_index).where(
            columns.channel == self._channel, columns.account_index == self._account_index
        )

    def _new_phone(self, identity: _Identity) -> Update:
        return (
            update(channel_identity)
            .where(channel_identity.c.id == identity.id)
            .values(**self._phone(identity))
        )

    async def _new_identity(self, connection: type_connection) -> _Identity:
        identity = _Identity(id=ChannelIdentityId(self._new_id()), person_id=PersonId(self._new_id()))
        await database.run(connection, insert(person).values(**self._person(identity)))
        await database.run(connection, insert(channel_identity).values(**self._channel_identity(identity)))
        return identity

    def _person(self, identity: _Identity) -> dict[str, object]:
        return {
            "id": identity.person_id,
            "code": person_codes.new(),
            "name": self._sealed(self._contact.name, column="person.name", row=identity.person_id),
            "created_at": self._now,
        }

    def _channel_identity(self, identity: _Identity) -> dict[str, object]:
        return {
            "id": identity.id,
            "person_id": identity.person_id,
            "channel": self._channel,
            "account": self._sealed(
                self._contact.account, column="channel_identity.account", row=identity.id
            ),
            "account_index": self._account_index,
            "created_at": self._now,
            **self._phone(identity),
        }

    def _phone(self, identity: _Identity) -> dict[str, object]:
        return {
            "phone": self._sealed(self._contact.phone, column="channel_identity.phone", row=identity.id),
            "phone_index": self._phone_index(),
        }

    def _phone_index(self) -> bytes | None:
        if not self._contact.phone:
            return None
        return self._cipher.blind_index(
            phones.matching_form(self._contact.phone), column="channel_identity.phone"
        )

    def _sealed(self, text: str | None, *, column: str, row: UUID) -> bytes | None:
        return self._cipher.seal_text(text, column=column, row=str(row)) if text else None

    async def _open_encounter(self, connection: type_connection, identity: _Identity) -> None:
        values = {
            "id": self._new_id(),
            "person_id": identity.person_id,
            "channel_identity_id": identity.id,
            "room_id": clear_text.storable(self._contact.room_id),
            "owner": Owner.BOT.value,
            "opened_at": self._now,
        }
        new = (
            insert(encounter)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["room_id"])
            .returning(encounter.c.id)
        )
        for (encounter_id,) in await database.run(connection, new):
            await database.run(connection, insert(conversation).values(encounter_id=encounter_id, revision=0))
