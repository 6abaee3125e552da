"""What did the content do wrong while people talked with it? The lines of `bela flows faults`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.publishing import compiling
from bot.publishing.publishing import Publisher
from bot.told import Language, Told
from config import moments
from crm_sync.content_faults import FaultCount
from crm_sync.content_versions import ContentVersion, VersionId

_SENTENCES: Final[Mapping[str, Told]] = {
    "too-many-steps": Told(
        "o fluxo anda em círculos; uma pessoa foi chamada", "the flow goes in circles; a person was called"
    ),
    "no-branch-holds": Told(
        "nenhum ramo do passo valia; o fluxo acabou ali", "no branch of the step held; the flow ended there"
    ),
    "silent-turn": Told(
        "o conteúdo não tinha palavra para o que a pessoa escreveu; foi dito o pedido de desculpas",
        "the content had no word for what the person wrote; the apology was said",
    ),
    "internal-error": Told(
        "uma falha do programa; foi dito o pedido de desculpas",
        "a fault of the program; the apology was said",
    ),
    "unknown-step": Told(
        "o passo em que a conversa estava não existe mais; o fluxo acabou ali",
        "the step at which the conversation stood is gone; the flow ended there",
    ),
    "version-lost": Told(
        "a versão em que a conversa começou não existe mais; seguiu na publicada",
        "the version in which the conversation began is gone; it went on in the published one",
    ),
}
_NONE: Final = Told("Nenhuma falha de conteúdo neste período.", "No fault of the content in this time.")
_SEE: Final = Told("veja docs/flow-language.md", "see docs/flow-language.md")


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


def lines(faults: list[Located], *, zone: ZoneInfo, language: Language = Language.pt) -> Iterator[str]:
    """One line for each mistake and place, the latest first."""
    if not faults:
        yield _NONE.said(language)
    for one in faults:
        fault = one.fault
        where = f"{fault.place} ({one.file})" if one.file else fault.place
        version = Told("versão", "version").said(language)
        number = f", {version} {one.version.number}" if one.version else ""
        told = _SENTENCES.get(fault.rule, _SEE).said(language)
        last = f"{Told('última em', 'last').said(language)} {moments.moment(fault.last_at, zone).said(language)}{number}"
        yield f"{fault.times}× {where}: {told} [{fault.rule}]; {last}"


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
