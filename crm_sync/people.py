"""Who is writing? A person is found by the channel account they write from, or made on first contact.

The account is the identity. A phone number is kept and indexed, never used to join accounts: families share phones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import Update, update

from crm_sync import database, documents, encryption, person_codes, phones
from crm_sync.encounters import Owner
from crm_sync.tables import channel_identity


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


#: The write of a contact in a new room; its parameter is `candidates`.
FIRST_CONTACT = database.statement("first_contact.sql")


def candidates(
    contact: Contact, *, cipher: encryption.FieldCipher, new_id: Callable[[], UUID], now: datetime
) -> Jsonb:
    """The parameter of FIRST_CONTACT: the rows to make where there are none, with every personal field sealed."""
    person_id, identity_id = str(new_id()), str(new_id())
    written: dict[str, Any] = {
        "person_id": person_id,
        "code": person_codes.new(),
        "identity_id": identity_id,
        "channel": contact.channel,
        "account": documents.base64(
            cipher.seal_text(contact.account, column="channel_identity.account", row=identity_id)
        ),
        "account_index": documents.base64(
            cipher.blind_index(contact.account, column="channel_identity.account")
        ),
        "encounter_id": new_id(),
        "room_id": contact.room_id,
        "owner": Owner.BOT,
        "at": now,
    }
    if contact.name:
        written["name"] = documents.base64(
            cipher.seal_text(contact.name, column="person.name", row=person_id)
        )
    for column, phone in _phone(contact, cipher, identity_id).items():
        written[column] = documents.base64(phone)
    return documents.document(written)


def newer_phone(
    contact: Contact, identity: database.type_row, cipher: encryption.FieldCipher
) -> Update | None:
    """What is to be written when a known account comes with another phone than the one it is known by."""
    identity_id, known_index = identity
    phone = _phone(contact, cipher, str(identity_id))
    if not phone or phone["phone_index"] == known_index:
        return None
    return update(channel_identity).where(channel_identity.c.id == identity_id).values(**phone)


def _phone(contact: Contact, cipher: encryption.FieldCipher, identity_id: str) -> dict[str, bytes]:
    if not contact.phone:
        return {}
    matching = phones.matching_form(contact.phone)
    return {
        "phone": cipher.seal_text(contact.phone, column="channel_identity.phone", row=identity_id),
        "phone_index": cipher.blind_index(matching, column="channel_identity.phone"),
    }
