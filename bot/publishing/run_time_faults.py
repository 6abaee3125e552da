"""What did the content do wrong while people talked with it? The lines of `bela flows faults`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.publishing import compiling, standing
from bot.publishing.publishing import Publisher
from crm_sync.content_faults import FaultCount
from crm_sync.content_versions import ContentVersion, VersionId

_SENTENCES: Final[Mapping[str, str]] = {
    "too-many-steps": "o fluxo anda em círculos; uma pessoa foi chamada",
    "no-branch-holds": "nenhum ramo do passo valia; o fluxo acabou ali",
    "silent-turn": "o conteúdo não tinha palavra para o que a pessoa escreveu; foi dito o pedido de desculpas",
    "internal-error": "uma falha do programa; foi dito o pedido de desculpas",
    "unknown-step": "o passo em que a conversa estava não existe mais; o fluxo acabou ali",
    "version-lost": "a versão em que a conversa começou não existe mais; seguiu na publicada",
}
_NONE: Final = "Nenhuma falha de conteúdo neste período."


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A mistake with its place in the files."""

    fault: FaultCount
    version: ContentVersion | None
    #: "flows/triage.yml:12:7"; None where it is not known.
    file: str | None


async def located(publisher: Publisher, faults: list[FaultCount]) -> list[Located]:
    """Find each place in the files of the version that the conversation went by."""
    contents: dict[int, tuple[ContentVersion | None, Content | None]] = {}
    found: list[Located] = []
    for fault in faults:
        key = fault.content_version
        if key is not None and key not in contents:
            contents[key] = await _content(publisher, VersionId(key))
        version, content = contents[key] if key is not None else (None, None)
        found.append(Located(fault=fault, version=version, file=_file(content, fault.place)))
    return found


def lines(faults: list[Located], *, zone: ZoneInfo) -> Iterator[str]:
    """One line for each mistake and place, the latest first."""
    if not faults:
        yield _NONE
    for one in faults:
        fault = one.fault
        where = f"{fault.place} ({one.file})" if one.file else fault.place
        version = f", versão {one.version.number}" if one.version else ""
        told = _SENTENCES.get(fault.rule, "veja docs/flow-language.md")
        yield (
            f"{fault.times}× {where}: {told} [{fault.rule}]; última em {standing.moment(fault.last_at, zone)}{version}"
        )


async def _content(
    publisher: Publisher, version_id: VersionId
) -> tuple[ContentVersion | None, Content | None]:
    version = await publisher.versions.by_id(version_id)
    if version is None:
        return None, None
    try:
        return version, compiling.read(await publisher.folder(version), publisher.deployment)
    except ContentInvalid:  # written for another Bela: its places cannot be named
        return version, None


def _file(content: Content | None, place: str) -> str | None:
    flow_id, _, step_id = place.partition(":")
    flow = content.flows.get(flow_id) if content else None
    if flow is None:
        return None
    step = flow.steps.get(step_id)
    return str(step.mark if step else flow.mark)
