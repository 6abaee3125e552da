"""What has to hold before a version goes live? A table of named checks; each reads a folder and gives a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import config
from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.publishing import compiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is about to be published."""

    folder: Path
    content: Content
    deployment: config.Deployment


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one check said."""

    passed: bool
    #: One line for the record: "11 fluxos, nenhum erro".
    told: str
    #: What keeps it from going live, each with its place.
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What all checks said."""

    #: None when the content could not even be read.
    content: Content | None
    #: By the name of the check.
    verdicts: Mapping[str, Verdict]

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that keeps it from going live."""
        return tuple(
            f"[{name}] {fault}" for name, verdict in self.verdicts.items() for fault in verdict.faults
        )

    @property
    def record(self) -> Mapping[str, object]:
        """What is kept with the version."""
        return {
            name: {"passed": verdict.passed, "told": verdict.told, "faults": list(verdict.faults)}
            for name, verdict in self.verdicts.items()
        }


Gate = Callable[[Candidate], Verdict]


def signature(candidate: Candidate) -> Verdict:
    """Whether a clinician has signed the protocol, where the deployment asks for it."""
    signed_by = candidate.content.protocol.signed_by
    if signed_by:
        return Verdict(passed=True, told=f"protocolo assinado por {signed_by}")
    if not candidate.deployment.publishing.require_signature:
        return Verdict(passed=True, told="protocolo sem assinatura: demonstração")
    fault = (
        "o protocolo não está assinado (signed_by), e esta implantação só publica protocolo assinado; "
        "um profissional de saúde precisa lê-lo e assiná-lo"
    )
    return Verdict(passed=False, told="protocolo sem assinatura", faults=(fault,))


#: In the order in which they are told. Reading comes before all of them.
GATES: Final[Mapping[str, Gate]] = {"assinatura": signature}


def check(folder: Path, deployment: config.Deployment, *, gates: Mapping[str, Gate] = GATES) -> Checked:
    """Every verdict on a folder; what cannot be read is judged by reading alone."""
    try:
        content = compiling.read(folder, deployment)
    except ContentInvalid as error:
        return Checked(content=None, verdicts={"leitura": _unread([str(fault) for fault in error.faults])})
    candidate = Candidate(folder=folder, content=content, deployment=deployment)
    verdicts = {name: gate(candidate) for name, gate in gates.items()}
    return Checked(content=content, verdicts={"leitura": _read(content)} | verdicts)


def _unread(faults: Sequence[str]) -> Verdict:
    return Verdict(passed=False, told=f"{len(faults)} erro(s)", faults=tuple(faults))


def _read(content: Content) -> Verdict:
    return Verdict(
        passed=True,
        told=f"{len(content.flows)} fluxos, {len(content.responses)} respostas, {len(content.protocol.rules)} regras",
    )
