"""What is live since when and by whom, what waits, and who still goes by older versions? The lines of `bela flows status`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.content.errors import ContentInvalid
from bot.linting import linter
from bot.publishing import compiling
from bot.publishing.publishing import Publisher
from bot.told import Language, Told
from config import moments
from crm_sync.content_versions import ContentVersion, Publication, Status, VersionId

_STATUS_WORDS = {
    Status.REVIEW: Told("em revisão", "in review"),
    Status.PUBLISHED: Told("no ar", "live"),
    Status.RETIRED: Told("retirada", "retired"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the content of a deployment stands."""

    live: Publication | None
    #: The draft holds just what is live.
    draft_is_live: bool
    #: What keeps the draft from being read.
    draft_faults: tuple[Told, ...]
    #: Newest first.
    versions: tuple[ContentVersion, ...]
    #: Open conversations by version.
    conversations: Mapping[VersionId | None, int]


async def standing(publisher: Publisher) -> Standing:
    """Ask folder and registry."""
    live = await publisher.versions.live(publisher.pack)
    return Standing(
        live=live,
        draft_is_live=live is not None and await publisher.is_draft_live(live),
        draft_faults=await asyncio.to_thread(_faults, publisher),
        versions=tuple(await publisher.versions.versions(publisher.pack)),
        conversations=await publisher.versions.open_conversations(),
    )


def lines(now: Standing, *, zone: ZoneInfo, language: Language = Language.pt) -> Iterator[str]:
    """What a person at the terminal reads."""
    told = [*_live(now, zone), _draft(now), *_in_review(now, zone), _conversations(now)]
    return (sentence.said(language) for sentence in told)


def version_line(version: ContentVersion, *, zone: ZoneInfo, language: Language = Language.pt) -> str:
    """One version in the list of all."""
    status = _STATUS_WORDS[version.status].said(language)
    proposed = Told("proposta por", "proposed by").said(language)
    told = (
        f"{version.number:>4}  {status:<10}  {version.label:<12}  "
        f"{moments.moment(version.proposed_at, zone).said(language)}  {proposed} {version.proposed_by}"
    )
    by = Told("revista por", "reviewed by").said(language)
    reviewed = f", {by} {version.reviewed_by}" if version.reviewed_by else ""
    return told + reviewed + (f": {version.note}" if version.note else "")


def publication_line(made: Publication, *, zone: ZoneInfo, language: Language = Language.pt) -> str:
    """One publication in the record."""
    number = made.version.number
    live = Told(f"versão {number} foi ao ar por {made.by}", f"version {number} went live by {made.by}")
    return f"{moments.moment(made.at, zone).said(language)}  {live.said(language)}" + (
        f": {made.note}" if made.note else ""
    )


def _faults(publisher: Publisher) -> tuple[Told, ...]:
    try:
        compiling.read(publisher.draft, publisher.deployment)
    except ContentInvalid as error:
        return tuple(linter.finding_of(fault).placed for fault in error.faults)
    return ()


def _live(now: Standing, zone: ZoneInfo) -> Iterator[Told]:
    if now.live is None:
        yield Told(
            "No ar: nada ainda. A primeira partida da Bela publica a pasta como versão 1.",
            "Live: nothing yet. Bela's first start publishes the folder as version 1.",
        )
        return
    version, by = now.live.version, now.live.by
    at = moments.moment(now.live.at, zone)
    yield Told(
        f"No ar: versão {version.number} ({version.label}), desde {at.pt}, publicada por {by}.",
        f"Live: version {version.number} ({version.label}), since {at.en}, published by {by}.",
    )
    if now.live.note:
        yield Told(f"       {now.live.note}", f"      {now.live.note}")


def _draft(now: Standing) -> Told:
    if now.draft_faults:
        count, first = len(now.draft_faults), now.draft_faults[0]
        return Told(
            f"Rascunho: {count} erro(s); o primeiro: {first.pt}",
            f"Draft: {count} error(s); the first: {first.en}",
        )
    if now.draft_is_live:
        return Told("Rascunho: igual ao que está no ar.", "Draft: the same as what is live.")
    return Told(
        "Rascunho: tem mudanças; veja-as com «bela flows diff» e ponha-as no ar com «bela flows publish».",
        "Draft: has changes; see them with «bela flows diff» and put them live with «bela flows publish».",
    )


def _in_review(now: Standing, zone: ZoneInfo) -> Iterator[Told]:
    for version in now.versions:
        if version.status is Status.REVIEW:
            name, by, at = (
                f"{version.number} ({version.label})",
                version.proposed_by,
                moments.moment(version.proposed_at, zone),
            )
            yield Told(
                f"Em revisão: versão {name}, enviada por {by} em {at.pt}.",
                f"In review: version {name}, sent by {by} at {at.en}.",
            )


def _conversations(now: Standing) -> Told:
    numbers = {version.id: version.number for version in now.versions}
    counted = sorted(now.conversations.items(), key=lambda item: -(item[0] or 0))
    told = [_of_version(count, numbers.get(version) if version else None) for version, count in counted]
    if not told:
        return Told("Conversas abertas: nenhuma.", "Open conversations: none.")
    return Told(
        f"Conversas abertas: {', '.join(one.pt for one in told)}.",
        f"Open conversations: {', '.join(one.en for one in told)}.",
    )


def _of_version(count: int, number: int | None) -> Told:
    if number is None:
        return Told(f"{count} de antes das versões", f"{count} from before there were versions")
    return Told(f"{count} na versão {number}", f"{count} in version {number}")
