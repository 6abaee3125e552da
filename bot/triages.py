"""What does the registry tell of past triages, at the terminal?"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

import config
from bot import errors, registry_opening
from bot.content.definitions import Content
from bot.publishing import compiling
from bot.publishing.publishing import Publisher
from bot.replaying import explaining, migration
from bot.told import Told, alike
from config import moments
from crm_sync import person_codes, registry, triages
from crm_sync.triages import StoredTriage

#: Of fewer triages the speed says nothing.
_ENOUGH: Final = 1_000


async def explained(deployment: config.Deployment, name: str) -> list[Told]:
    """A triage, or every one of a person, each by the version of the content that made it.

    `name` is what the triage is called, or the person's ID. Raises errors.CannotRun, and the registry's PersonCodeInvalid.
    """
    triage = triages.read_name(name)
    code = None if triage else person_codes.parse(name)
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        past = await people.triages(of=code, named=triage)
        if not past:
            raise errors.CannotRun(
                f"Não há triagem de {code or name} neste registro; confira a cidade (--deployment) e o ID.",
                f"There is no triage of {code or name} in this registry; check the city (--deployment) and the ID.",
            )
        lines: list[Told] = []
        for stored in past:
            lines += await _lines(deployment, people, stored)
    return lines


async def _lines(
    deployment: config.Deployment, people: registry.Registry, stored: StoredTriage
) -> list[Told]:
    content = await _content(deployment, people, stored.content_version)
    version = stored.content_version
    made_by = (
        Told(f"versão {version}", f"version {version}")
        if version
        else Told("versão do rascunho", "version of the draft")
    )
    at = moments.moment(stored.at, deployment.time_zone)
    head = alike("--- $at · $id · $made_by").filled(at=at, id=stored.id, made_by=made_by)
    return [head, *explaining.lines(content, stored.triage)]


async def _content(deployment: config.Deployment, people: registry.Registry, version: int | None) -> Content:
    """That of a version, or of the draft. Raises the errors of publishing when there is no such version."""
    publisher = Publisher(deployment, people.content, now=lambda: datetime.now(UTC))
    if version is None:
        return compiling.read(publisher.draft, deployment)
    kept = await people.content.numbered(publisher.pack, version)
    return compiling.read(await publisher.folder(kept), deployment)


async def replayed(
    deployment: config.Deployment, *, since: datetime, version: int | None = None
) -> list[Told]:
    """Past triages through the protocol of the draft, or of a version."""
    async with registry_opening.opened(deployment, say=lambda _: None) as people:
        content = await _content(deployment, people, version)
        begun = time.monotonic()
        past = await people.triages(since=since)
        found = migration.replay(content.protocol, (stored.triage for stored in past))
        took = time.monotonic() - begun
    return [*migration.lines(content.protocol, found, version=version), _speed(found.replayed, took)]


def _speed(count: int, seconds: float) -> Told:
    if count < _ENOUGH or not seconds:
        return Told(f"Em {seconds:.1f} s", f"In {seconds:.1f} s")
    rate = f"{count / seconds:.0f}"
    return Told(f"Em {seconds:.1f} s, {rate} por segundo", f"In {seconds:.1f} s, {rate} a second")
