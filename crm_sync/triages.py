"""Which triages were made, and of what? Enough of each to decide it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from crm_sync import database, encryption, step_writing
from crm_sync.identifiers import EncounterId, PersonCode
from crm_sync.steps import Triage
from crm_sync.tables import encounter, person, step, triage


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTriage:
    """One triage, when it was made, and by which version of the content."""

    encounter_id: EncounterId
    revision: int
    at: datetime
    #: None from before versions were kept.
    content_version: int | None
    triage: Triage

    @property
    def id(self) -> str:
        """Names it at the terminal: encounter and revision."""
        return step_writing.row_name(self.encounter_id, self.revision)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageName:
    """What a triage is called at the terminal; without a revision it means all of an encounter."""

    encounter_id: EncounterId
    revision: int | None = None


def read_name(typed: str) -> TriageName | None:
    """The name in what somebody typed, as `StoredTriage.id` writes it; None when it is something else."""
    encounter_id, slash, revision = typed.strip().partition("/")
    if slash and not revision.isdecimal():
        return None
    try:
        return TriageName(
            encounter_id=EncounterId(UUID(encounter_id)), revision=int(revision) if slash else None
        )
    except ValueError:
        return None


_ALL = (
    select(
        triage.c.encounter_id,
        triage.c.revision,
        step.c.at,
        step.c.content_version,
        triage.c.risk_class,
        triage.c.protocol,
        triage.c.protocol_version,
        triage.c.rules,
        triage.c.red_flags,
        triage.c.inputs,
    )
    .join(step, (step.c.encounter_id == triage.c.encounter_id) & (step.c.revision == triage.c.revision))
    .order_by(step.c.at, triage.c.encounter_id, triage.c.revision)
)


def since(moment: datetime) -> Select[tuple[object, ...]]:
    """Those made from this moment on, the first first."""
    return _ALL.where(step.c.at >= moment)


def of_person(code: PersonCode) -> Select[tuple[object, ...]]:
    """Those of one person."""
    return (
        _ALL.join(encounter, encounter.c.id == triage.c.encounter_id)
        .join(person, person.c.id == encounter.c.person_id)
        .where(person.c.code == code)
    )


def named(name: TriageName) -> Select[tuple[object, ...]]:
    """The one of that name, or those of that encounter."""
    found = _ALL.where(triage.c.encounter_id == name.encounter_id)
    return found if name.revision is None else found.where(triage.c.revision == name.revision)


def opened(row: database.type_row, cipher: encryption.FieldCipher) -> StoredTriage:
    """A row decrypted. Raises errors.UnknownDataKey when a newer key is needed."""
    encounter_id, revision, at, version, risk_class, protocol, protocol_version, rules, flags, inputs = row
    place = step_writing.row_name(encounter_id, revision)
    return StoredTriage(
        encounter_id=encounter_id,
        revision=revision,
        at=at,
        content_version=version,
        triage=Triage(
            risk_class=risk_class,
            protocol=protocol,
            protocol_version=protocol_version,
            rules=tuple(rules),
            red_flags=tuple(flags),
            inputs=cipher.open_json(inputs, column="triage.inputs", row=place),
        ),
    )
