"""Which versions of the content are there, which one is published, and who saw to it?

A version is written once and never changed or deleted; only its status moves: review → published → retired, and back to
published when somebody rolls back. Whatever changes a status happens in one transaction under a lock of the pack, and only if
the version that is published is still the one the caller saw: of two admins at once, one wins and the other is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Select, func, select

from crm_sync import database, errors
from crm_sync.encounters import Owner
from crm_sync.tables import content_publication, content_version, conversation, encounter

VersionId = NewType("VersionId", int)

#: Distinguishes our locks from those of other programs in the same database.
_LOCKS = 723_641_889
_LOCK = b"select pg_advisory_xact_lock(%s, hashtext(%s))"
_INSERT = database.statement("new_content_version.sql")


class Status(StrEnum):
    """How far a version has come; the draft is the content folder itself."""

    REVIEW = "review"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """Content that somebody proposes or publishes."""

    pack: str
    #: What the content calls itself: "2026.11.2".
    label: str
    #: Names the files and what they hold.
    digest: str
    #: All files, as a zip.
    files: bytes = field(repr=False)
    note: str
    #: What each check said, by its name.
    checks: Mapping[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVersion:
    """A version, without its files."""

    id: VersionId
    pack: str
    #: 1, 2, 3 … in the order in which they were proposed.
    number: int
    label: str
    digest: str
    status: Status
    note: str
    checks: Mapping[str, Any] = field(repr=False)
    proposed_by: str
    proposed_at: datetime
    #: Somebody other than who proposed it; None when nobody else looked.
    reviewed_by: str | None
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A version went live."""

    version: ContentVersion
    by: str
    at: datetime
    note: str


class ContentVersions:
    """One deployment's versions. Every method raises errors.DatabaseUnavailable when the server does not answer."""

    def __init__(self, db: database.Database) -> None:
        self._db = db

    async def live(self, pack: str) -> Publication | None:
        """What is published now, since when and by whom; None before the first publication."""
        published = _publications(pack).where(content_version.c.status == Status.PUBLISHED.value).limit(1)
        rows = await self._db.rows(published, during="a leitura da versão publicada")
        return _publication(rows[0]) if rows else None

    async def live_id(self, pack: str) -> VersionId | None:
        """Only which version is published: cheap enough to be asked each second."""
        query = select(content_version.c.id).where(
            content_version.c.pack == pack, content_version.c.status == Status.PUBLISHED.value
        )
        rows = await self._db.rows(query, during="a leitura da versão publicada")
        return VersionId(rows[0][0]) if rows else None

    async def publications(self, pack: str) -> list[Publication]:
        """Everything that ever went live, the latest first."""
        rows = await self._db.rows(_publications(pack), during="a leitura das publicações")
        return [_publication(row) for row in rows]

    async def versions(self, pack: str) -> list[ContentVersion]:
        """Every version, the newest first."""
        query = select(*_COLUMNS).where(content_version.c.pack == pack)
        rows = await self._db.rows(
            query.order_by(content_version.c.number.desc()), during="a leitura das versões"
        )
        return [_version(row) for row in rows]

    async def numbered(self, pack: str, number: int) -> ContentVersion:
        """The version of that number. Raises errors.NoSuchVersion."""
        query = select(*_COLUMNS).where(content_version.c.pack == pack, content_version.c.number == number)
        rows = await self._db.rows(query, during="a leitura de uma versão")
        if not rows:
            raise errors.NoSuchVersion(number)
        return _version(rows[0])

    async def by_id(self, version_id: VersionId) -> ContentVersion | None:
        """The version that a conversation or a step names."""
        query = select(*_COLUMNS).where(content_version.c.id == version_id)
        rows = await self._db.rows(query, during="a leitura de uma versão")
        return _version(rows[0]) if rows else None

    async def files(self, version_id: VersionId) -> bytes:
        """The zip of all files. Raises errors.NoSuchVersion."""
        query = select(content_version.c.files).where(content_version.c.id == version_id)
        rows = await self._db.rows(query, during="a leitura dos arquivos de uma versão")
        if not rows:
            raise errors.NoSuchVersion(version_id)
        return bytes(rows[0][0])

    async def propose(self, new: NewVersion) -> ContentVersion:
        """Keep a version for somebody else's review; the one that waited until now is retired."""
        async with self._db.connection("o envio para revisão") as connection, connection.transaction():
            await _locked(connection, new.pack)
            version_id = await _insert(connection, new)
        found = await self.by_id(version_id)
        assert found is not None, "it was written a moment ago"
        return found

    async def publish(self, new: NewVersion, *, instead_of: VersionId | None) -> Publication:
        """Keep a new version and make it live, in one transaction.

        Raises errors.PublishedMeanwhile when `instead_of` is not what is live; nothing was written then.
        """
        async with self._db.connection("a publicação") as connection, connection.transaction():
            await _locked(connection, new.pack)
            await _expect(connection, new.pack, instead_of)
            version_id = await _insert(connection, new)
            await _make_live(connection, version_id, by=new.by, at=new.at, note=new.note)
        return await self._live_now(new.pack)

    async def publish_again(
        self, version: ContentVersion, *, instead_of: VersionId | None, by: str, at: datetime, note: str
    ) -> Publication:
        """Make a version live that is kept already: one that was reviewed, or an older one.

        Raises errors.PublishedMeanwhile when `instead_of` is not what is live; nothing was written then.
        """
        async with self._db.connection("a publicação") as connection, connection.transaction():
            await _locked(connection, version.pack)
            await _expect(connection, version.pack, instead_of)
            await _make_live(connection, version.id, by=by, at=at, note=note)
        return await self._live_now(version.pack)

    async def open_conversations(self) -> Mapping[VersionId | None, int]:
        """How many conversations that are not over go by each version."""
        query = (
            select(conversation.c.content_version, func.count())
            .join(encounter, encounter.c.id == conversation.c.encounter_id)
            .where(encounter.c.owner != Owner.CLOSED.value, conversation.c.revision > 0)
            .group_by(conversation.c.content_version)
        )
        rows = await self._db.rows(query, during="a contagem das conversas")
        return {row[0]: row[1] for row in rows}

    async def _live_now(self, pack: str) -> Publication:
        live = await self.live(pack)
        assert live is not None, "it was published a moment ago"
        return live


_COLUMNS = (
    content_version.c.id,
    content_version.c.pack,
    content_version.c.number,
    content_version.c.label,
    content_version.c.digest,
    content_version.c.status,
    content_version.c.note,
    content_version.c.checks,
    content_version.c.proposed_by,
    content_version.c.proposed_at,
    content_version.c.reviewed_by,
    content_version.c.reviewed_at,
)


def _publications(pack: str) -> Select[Any]:
    made = content_publication
    return (
        select(*_COLUMNS, made.c.published_by, made.c.published_at, made.c.note.label("publication_note"))
        .join(made, made.c.version_id == content_version.c.id)
        .where(content_version.c.pack == pack)
        .order_by(made.c.id.desc())
    )


def _version(row: Sequence[Any]) -> ContentVersion:
    names = [column.name for column in _COLUMNS]
    values = dict(zip(names, row, strict=True))
    return ContentVersion(**values | {"status": Status(values["status"])})


def _publication(row: Sequence[Any]) -> Publication:
    *version, by, at, note = row
    return Publication(version=_version(version), by=by, at=at, note=note)


async def _locked(connection: psycopg.AsyncConnection[database.type_row], pack: str) -> None:
    await connection.execute(_LOCK, (_LOCKS, pack))


async def _expect(
    connection: psycopg.AsyncConnection[database.type_row], pack: str, expected: VersionId | None
) -> None:
    published = _publications(pack).where(content_version.c.status == Status.PUBLISHED.value).limit(1)
    rows = await database.run(connection, published)
    live = _publication(rows[0]) if rows else None
    if (live.version.id if live else None) != expected:
        assert live is not None, "a published version is only ever replaced by another one"
        raise errors.PublishedMeanwhile(number=live.version.number, by=live.by)


async def _insert(connection: psycopg.AsyncConnection[database.type_row], new: NewVersion) -> VersionId:
    parameters = {
        "pack": new.pack,
        "label": new.label,
        "digest": new.digest,
        "files": new.files,
        "note": new.note,
        "checks": Jsonb(dict(new.checks)),
        "by": new.by,
        "at": new.at,
    }
    row = await (await connection.execute(_INSERT, parameters)).fetchone()
    assert row is not None, "an insert returns its row"
    return VersionId(row[0])


async def _make_live(
    connection: psycopg.AsyncConnection[database.type_row],
    version_id: VersionId,
    *,
    by: str,
    at: datetime,
    note: str,
) -> None:
    """Retire first: two of a pack may not be published, not even within a transaction."""
    table, one = content_version, content_version.c.id == version_id
    same_pack = table.c.pack == select(table.c.pack).where(one).scalar_subquery()
    published = table.c.status == Status.PUBLISHED.value
    looked = {"reviewed_by": by, "reviewed_at": at}
    for change in (
        table.update().where(same_pack, published).values(status=Status.RETIRED.value),
        table.update().where(one).values(status=Status.PUBLISHED.value),
        table.update().where(one, table.c.proposed_by != by, table.c.reviewed_by.is_(None)).values(looked),
        content_publication.insert().values(
            version_id=version_id, published_by=by, published_at=at, note=note
        ),
    ):
        await database.run(connection, change)
