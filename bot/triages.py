"""What does the registry tell of past triages, at the terminal?"""

from __future__ import annotations

from datetime import UTC, datetime

import config
from bot import errors, service
from bot.publishing import compiling
from bot.publishing.publishing import Publisher
from bot.replaying import explaining, migration
from crm_sync import person_codes, registry
from crm_sync.triages import StoredTriage


async def explained(deployment: config.Deployment, name: str) -> list[str]:
    """Every triage of a person, each by the version of the content that made it. Raises errors.CannotRun."""
    code = person_codes.parse(name)
    async with service.opened_registry(deployment, say=lambda _: None) as people:
        past = await people.triages(of=code)
        if not past:
            raise errors.CannotRun(f"Não há triagem de {code} neste registro; confira a cidade e o ID.")
        lines: list[str] = []
        for stored in past:
            lines += await _lines(deployment, people, stored)
    return lines


async def _lines(deployment: config.Deployment, people: registry.Registry, stored: StoredTriage) -> list[str]:
    publisher = Publisher(deployment, people.content, now=lambda: datetime.now(UTC))
    folder = publisher.draft
    if stored.content_version is not None:
        version = await people.content.numbered(publisher.pack, stored.content_version)
        folder = await publisher.folder(version)
    content = compiling.read(folder, deployment)
    at = stored.at.astimezone(deployment.time_zone)
    head = f"--- {at:%d/%m/%Y %H:%M} · {stored.id} · versão {stored.content_version or 'do rascunho'}"
    return [head, *explaining.lines(content, stored.triage)]


async def replayed(deployment: config.Deployment, *, since: datetime) -> list[str]:
    """Past triages through the draft's protocol."""
    content = compiling.read(deployment.content, deployment)
    async with service.opened_registry(deployment, say=lambda _: None) as people:
        past = await people.triages(since=since)
    found = migration.replay(content.protocol, (stored.triage for stored in past))
    return list(migration.lines(content.protocol, found))
