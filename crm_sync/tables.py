"""What does the registry keep? Every table, with what is encrypted (`sealed`) and what is looked up (`blind_index`).

What a step adds (message, answers, flags, triage, faults) is keyed by (encounter, revision): a step happens once. Rows
of `outgoing` stay after they were sent: with `message` they are the two halves of the history. `content_version` of a
conversation and of a step names the version of the content; no foreign key guards it, since thousands of turns at once
would queue for one row, and a version is never deleted. Rows of `unanswered` belong to nobody: they have no encounter, and a day instead of a moment.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    }
)


def _moment(name: str, *, required: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=not required)


def _sealed(name: str, *, required: bool = True) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=not required)


def _word(name: str, *, required: bool = True) -> Column[str]:
    return Column(name, Text, nullable=not required)


def _encounter_key() -> Column[object]:
    return Column("encounter_id", Uuid, ForeignKey("encounter.id"), primary_key=True)


def _step_key() -> tuple[Column[object], Column[int], ForeignKeyConstraint]:
    return (
        Column("encounter_id", Uuid, primary_key=True),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        ForeignKeyConstraint(["encounter_id", "revision"], ["step.encounter_id", "step.revision"]),
    )


def _position() -> Column[int]:
    return Column("position", SmallInteger, primary_key=True, autoincrement=False)


data_key = Table(
    "data_key",
    metadata,
    Column("id", Integer, Identity(), primary_key=True),
    _word("purpose"),
    _sealed("wrapped"),
    _moment("created_at"),
)

person = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    _sealed("name", required=False),
    _moment("created_at"),
)

channel_identity = Table(
    "channel_identity",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    _word("channel"),
    _sealed("account"),
    _sealed("account_index"),
    _sealed("phone", required=False),
    Column("phone_index", LargeBinary, index=True),
    _moment("created_at"),
    UniqueConstraint("channel", "account_index"),
)

encounter = Table(
    "encounter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("channel_identity_id", Uuid, ForeignKey("channel_identity.id"), nullable=False),
    Column("room_id", Text, nullable=False, unique=True),
    _word("owner"),
    _word("department", required=False),
    _moment("opened_at"),
    _moment("closed_at", required=False),
    _word("closed_by", required=False),
    _word("bot", required=False),
    Index("encounter_opened_at_idx", "opened_at"),
)

leadership = Table(
    "leadership",
    metadata,
    Column("bot", Text, primary_key=True),
    Column("term", BigInteger, nullable=False),
    _word("holder"),
    _moment("led_since"),
    _moment("seen_at"),
    _moment("connected_at", required=False),
    postgresql_with={"fillfactor": 50},
)

conversation = Table(
    "conversation",
    metadata,
    _encounter_key(),
    Column("revision", Integer, nullable=False),
    _sealed("state", required=False),
    _moment("last_seen_at", required=False),
    _moment("wake_at", required=False),
    Column("content_version", Integer),
    Column("erased", JSONB),
    Index("conversation_wake_at_idx", "wake_at", postgresql_where=text("wake_at is not null")),
    postgresql_with={"fillfactor": 70},
)

step = Table(
    "step",
    metadata,
    _encounter_key(),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    _word("event_id"),
    _moment("at"),
    Column("content_version", Integer),
    UniqueConstraint("encounter_id", "event_id"),
)

message = Table(
    "message",
    metadata,
    *_step_key(),
    Column("id", Text, primary_key=True),
    _word("kind"),
    _word("change"),
    _sealed("body"),
    _moment("sent_at"),
)

answer = Table("answer", metadata, *_step_key(), _position(), _word("question"), _sealed("value"))

flag = Table("flag", metadata, *_step_key(), _position(), _word("flag"), _sealed("words"))

triage = Table(
    "triage",
    metadata,
    *_step_key(),
    _word("risk_class"),
    _word("protocol"),
    _word("protocol_version"),
    Column("rules", ARRAY(Text), nullable=False),
    Column("red_flags", ARRAY(Text), nullable=False),
    _sealed("inputs"),
)

content_fault = Table(
    "content_fault", metadata, *_step_key(), _position(), _word("rule"), _word("place"), _sealed("sentence")
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    _sealed("words"),
)

outgoing = Table(
    "outgoing",
    metadata,
    Column("id", Text, primary_key=True),
    Column("encounter_id", Uuid, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seq", BigInteger, Identity(), nullable=False),
    _word("kind"),
    _sealed("body"),
    _moment("sent_at", required=False),
    _moment("failed_at", required=False),
    _sealed("failure", required=False),
    ForeignKeyConstraint(["encounter_id", "revision"], ["step.encounter_id", "step.revision"]),
    Index("outgoing_encounter_id_seq_idx", "encounter_id", "seq"),
    Index(
        "outgoing_unsent_idx",
        "encounter_id",
        "seq",
        postgresql_where=text("sent_at is null and failed_at is null"),
    ),
)

beginning = Table(
    "beginning",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("encounter_id", Uuid, ForeignKey("encounter.id"), nullable=False, index=True),
    _word("entry"),
    _sealed("slots"),
    _moment("due_at"),
    _moment("planned_at"),
    _word("planned_by"),
    _moment("settled_at", required=False),
    Index("beginning_due_idx", "due_at", postgresql_where=text("settled_at is null")),
)

content_version = Table(
    "content_version",
    metadata,
    Column("id", Integer, Identity(), primary_key=True),
    _word("pack"),
    Column("number", Integer, nullable=False),
    _word("label"),
    _word("digest"),
    Column("files", LargeBinary, nullable=False),
    _word("status"),
    _word("note"),
    Column("checks", JSONB, nullable=False),
    _word("proposed_by"),
    _moment("proposed_at"),
    _word("reviewed_by", required=False),
    _moment("reviewed_at", required=False),
    UniqueConstraint("pack", "number"),
    Index(
        "content_version_published_idx", "pack", unique=True, postgresql_where=text("status = 'published'")
    ),
)

content_publication = Table(
    "content_publication",
    metadata,
    Column("id", Integer, Identity(), primary_key=True),
    Column("version_id", Integer, ForeignKey("content_version.id"), nullable=False, index=True),
    _word("published_by"),
    _moment("published_at"),
    _word("note"),
)
