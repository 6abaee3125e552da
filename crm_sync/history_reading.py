"""How is a person's history gathered? One read per table, then decrypted and put in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from crm_sync import database, encryption, history, step_writing
from crm_sync.encounters import Owner
from crm_sync.history import ChannelAccount, EncounterSummary, Entry, Happening, PersonHistory
from crm_sync.identifiers import PersonCode
from crm_sync.steps import (
    Answer,
    Closer,
    ContentFault,
    Flag,
    InboundMessage,
    MessageChange,
    OutgoingKind,
    Triage,
)
from crm_sync.tables import (
    answer,
    channel_identity,
    content_fault,
    encounter,
    flag,
    message,
    outgoing,
    person,
    step,
    triage,
)

type_opener = Callable[[encryption.FieldCipher, str, tuple[Any, ...]], Happening]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A person's rows, still encrypted."""

    person: database.type_row
    accounts: Sequence[database.type_row]
    encounters: Sequence[database.type_row]
    #: One list per part of `_PARTS`.
    parts: Sequence[Sequence[database.type_row]]


async def read(db: database.Database, code: PersonCode) -> Stored | None:
    """Everything stored about the person with this code."""
    async with db.connection("a leitura de uma história") as connection:
        people = await database.run(connection, _PERSON.where(person.c.code == code))
        if not people:
            return None
        person_id = people[0][0]
        return Stored(
            person=people[0],
            accounts=await database.run(
                connection, _ACCOUNTS.where(channel_identity.c.person_id == person_id)
            ),
            encounters=await database.run(connection, _ENCOUNTERS.where(encounter.c.person_id == person_id)),
            parts=[await database.run(connection, part.query(person_id)) for part in _PARTS],
        )


def opened(stored: Stored, cipher: encryption.FieldCipher) -> PersonHistory:
    """The rows decrypted and in order. Raises errors.UnknownDataKey when a newer key is needed."""
    person_id, code, name, since = stored.person
    encounters = tuple(_summary(row) for row in stored.encounters)
    return PersonHistory(
        person_id=person_id,
        code=code,
        name=None if name is None else cipher.open_text(name, column="person.name", row=str(person_id)),
        since=since,
        accounts=tuple(_account(row, cipher) for row in stored.accounts),
        encounters=encounters,
        entries=_entries(stored, encounters, cipher),
    )


_PERSON = select(person.c.id, person.c.code, person.c.name, person.c.created_at)
_ACCOUNTS = select(
    channel_identity.c.id,
    channel_identity.c.channel,
    channel_identity.c.account,
    channel_identity.c.phone,
    channel_identity.c.created_at,
).order_by(channel_identity.c.created_at)
_ENCOUNTERS = (
    select(
        encounter.c.id,
        encounter.c.room_id,
        channel_identity.c.channel,
        encounter.c.owner,
        encounter.c.department,
        encounter.c.opened_at,
        encounter.c.closed_at,
        encounter.c.closed_by,
    )
    .join(channel_identity, channel_identity.c.id == encounter.c.channel_identity_id)
    .order_by(encounter.c.opened_at)
)


def _summary(row: database.type_row) -> EncounterSummary:
    encounter_id, room_id, channel, owner, department, opened_at, closed_at, closed_by = row
    return EncounterSummary(
        id=encounter_id,
        room_id=room_id,
        channel=channel,
        owner=Owner(owner),
        department=department,
        opened_at=opened_at,
        closed_at=closed_at,
        closed_by=None if closed_by is None else Closer(closed_by),
    )


def _account(row: database.type_row, cipher: encryption.FieldCipher) -> ChannelAccount:
    identity_id, channel, account, phone, since = row
    place = str(identity_id)
    return ChannelAccount(
        channel=channel,
        account=cipher.open_text(account, column="channel_identity.account", row=place),
        phone=None if phone is None else cipher.open_text(phone, column="channel_identity.phone", row=place),
        since=since,
    )


def _entries(
    stored: Stored, encounters: Sequence[EncounterSummary], cipher: encryption.FieldCipher
) -> tuple[Entry, ...]:
    entries = [
        _entry(part, row, cipher) for part, rows in zip(_PARTS, stored.parts, strict=True) for row in rows
    ]
    last_revisions = {
        entry.encounter_id: entry.revision for entry in sorted(entries, key=lambda entry: entry.revision)
    }
    for summary in encounters:
        entries.insert(
            0, Entry(at=summary.opened_at, encounter_id=summary.id, revision=0, what=history.Opened())
        )
        if summary.closed_at is not None:
            revision = last_revisions.get(summary.id, 0)
            entries.append(
                Entry(
                    at=summary.closed_at,
                    encounter_id=summary.id,
                    revision=revision,
                    what=history.Closed(by=summary.closed_by),
                )
            )
    # The sort is stable: inside one step the order of _PARTS holds.
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.encounter_id, entry.revision)))


def _entry(part: _Part, row: database.type_row, cipher: encryption.FieldCipher) -> Entry:
    encounter_id, revision, at, *columns = row
    place = step_writing.row_name(encounter_id, revision)
    return Entry(
        at=at, encounter_id=encounter_id, revision=revision, what=part.open(cipher, place, tuple(columns))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One table of what steps added."""

    table: Table
    columns: tuple[ColumnElement[Any], ...]
    order: ColumnElement[Any]
    open: type_opener

    def query(self, person_id: object) -> Select[Any]:
        keys = self.table.c
        same_step = (step.c.encounter_id == keys.encounter_id) & (step.c.revision == keys.revision)
        return (
            select(keys.encounter_id, keys.revision, step.c.at, *self.columns)
            .join(step, same_step)
            .join(encounter, encounter.c.id == keys.encounter_id)
            .where(encounter.c.person_id == person_id)
            .order_by(keys.encounter_id, keys.revision, self.order)
        )


def _message(cipher: encryption.FieldCipher, place: str, columns: tuple[Any, ...]) -> InboundMessage:
    message_id, kind, change, body, sent_at = columns
    text = cipher.open_text(body, column="message.body", row=place)
    return InboundMessage(id=message_id, kind=kind, change=MessageChange(change), text=text, sent_at=sent_at)


def _flag(cipher: encryption.FieldCipher, place: str, columns: tuple[Any, ...]) -> Flag:
    position, flag_id, words = columns
    return Flag(id=flag_id, words=cipher.open_text(words, column="flag.words", row=f"{place}/{position}"))


def _answer(cipher: encryption.FieldCipher, place: str, columns: tuple[Any, ...]) -> Answer:
    position, question, value = columns
    return Answer(
        question=question, value=cipher.open_json(value, column="answer.value", row=f"{place}/{position}")
    )


def _triage(cipher: encryption.FieldCipher, place: str, columns: tuple[Any, ...]) -> Triage:
    risk_class, protocol, protocol_version, rules, red_flags, inputs = columns
    return Triage(
        risk_class=risk_class,
        protocol=protocol,
        protocol_version=protocol_version,
        rules=tuple(rules),
        red_flags=tuple(red_flags),
        inputs=cipher.open_json(inputs, column="triage.inputs", row=place),
    )


def _fault(cipher: encryption.FieldCipher, place: str, columns: tuple[Any, ...]) -> ContentFault:
    position, rule, fault_place, sentence = columns
    opened_sentence = cipher.open_text(sentence, column="content_fault.sentence", row=f"{place}/{position}")
    return ContentFault(rule=rule, place=fault_place, sentence=opened_sentence)


def _said(cipher: encryption.FieldCipher, _place: str, columns: tuple[Any, ...]) -> history.Said:
    outgoing_id, kind, body, sent_at, failed_at, failure = columns
    return history.Said(
        id=outgoing_id,
        kind=OutgoingKind(kind),
        body=cipher.open_json(body, column="outgoing.body", row=outgoing_id),
        sent_at=sent_at,
        failed_at=failed_at,
        failure=None
        if failure is None
        else cipher.open_text(failure, column="outgoing.failure", row=outgoing_id),
    )


#: In the order in which a step's parts are told.
_PARTS = (
    _Part(
        table=message,
        columns=(message.c.id, message.c.kind, message.c.change, message.c.body, message.c.sent_at),
        order=message.c.id,
        open=_message,
    ),
    _Part(
        table=flag, columns=(flag.c.position, flag.c.flag, flag.c.words), order=flag.c.position, open=_flag
    ),
    _Part(
        table=answer,
        columns=(answer.c.position, answer.c.question, answer.c.value),
        order=answer.c.position,
        open=_answer,
    ),
    _Part(
        table=triage,
        columns=(
            triage.c.risk_class,
            triage.c.protocol,
            triage.c.protocol_version,
            triage.c.rules,
            triage.c.red_flags,
            triage.c.inputs,
        ),
        order=triage.c.revision,
        open=_triage,
    ),
    _Part(
        table=content_fault,
        columns=(
            content_fault.c.position,
            content_fault.c.rule,
            content_fault.c.place,
            content_fault.c.sentence,
        ),
        order=content_fault.c.position,
        open=_fault,
    ),
    _Part(
        table=outgoing,
        columns=(
            outgoing.c.id,
            outgoing.c.kind,
            outgoing.c.body,
            outgoing.c.sent_at,
            outgoing.c.failed_at,
            outgoing.c.failure,
        ),
        order=outgoing.c.seq,
        open=_said,
    ),
)
