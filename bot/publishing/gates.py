"""What has to hold before a version goes live? A table of named checks; each reads a folder and gives a verdict."""

from __future__ import annotations

import dataclasses
import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import config
from bot import collecting
from bot.cases import playing, reading
from bot.content.definitions import Content
from bot.content.errors import ContentInvalid
from bot.engine import preparing
from bot.engine.flows import Flows
from bot.linting import linter
from bot.linting.rule import Severity
from bot.publishing import beside, compiling
from bot.told import Told, alike, joined
from bot.vignettes import showing, trying
from config.marked_yaml import Fault

Progress = Callable[[Told], None]


def silently(_told: Told) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is about to be published."""

    folder: Path
    content: Content
    deployment: config.Deployment
    #: The content made ready for the engine, once for all checks.
    flows: Callable[[], Flows]
    #: Some texts are only right until a day.
    today: date
    #: Hears how far a check has come, in a few words.
    progress: Progress = silently


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one check said."""

    passed: bool
    #: One line for the record: "11 fluxos, nenhum erro".
    told: str
    #: What keeps it from going live, each with its place.
    faults: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What all checks said."""

    #: None when the content could not even be read.
    content: Content | None
    #: By the name of the check.
    verdicts: Mapping[str, Verdict]

    @property
    def faults(self) -> tuple[Told, ...]:
        """Everything that keeps it from going live."""
        return tuple(
            alike("[$name] $fault").filled(name=NAMES[name], fault=fault)
            for name, verdict in self.verdicts.items()
            for fault in verdict.faults
        )

    @property
    def record(self) -> Mapping[str, object]:
        """What is kept with the version."""
        return {
            name: {
                "passed": verdict.passed,
                "told": verdict.told,
                "faults": [fault.pt for fault in verdict.faults],
            }
            for name, verdict in self.verdicts.items()
        }


#: Each check as it is kept with a version, and as people are told of it.
NAMES: Final[Mapping[str, Told]] = {
    "leitura": Told("leitura", "reading"),
    "assinatura": Told("assinatura", "signature"),
    "lint": alike("lint"),
    "conversas": Told("conversas", "conversations"),
    "casos": Told("casos escritos", "written cases"),
    "prova": Told("prova", "proof"),
}

#: The solver keeps one world for the whole program: two proofs at once would end it.
_SOLVING: Final = threading.Lock()

#: Progress is told each time so many conversations were played.
_TOLD_EACH: Final = 25

Gate = Callable[[Candidate], Verdict]


def signature(candidate: Candidate) -> Verdict:
    """Whether a clinician has signed the protocol, where the deployment asks for it."""
    signed_by = candidate.content.protocol.signed_by
    if signed_by:
        return Verdict(passed=True, told=f"protocolo assinado por {signed_by}")
    if not candidate.deployment.publishing.require_signature:
        return Verdict(passed=True, told="protocolo sem assinatura: demonstração")
    fault = Told(
        "o protocolo não está assinado (signed_by), e esta implantação só publica protocolo assinado; "
        "um profissional de saúde precisa lê-lo e assiná-lo",
        "the protocol is not signed (signed_by), and this deployment publishes signed protocols only; "
        "a health professional has to read and sign it",
    )
    return Verdict(passed=False, told="protocolo sem assinatura", faults=(fault,))


def lint(candidate: Candidate) -> Verdict:
    """Whether lint finds nothing that must not go live; what could be better is only counted."""
    departments = [department.id for department in candidate.deployment.departments]
    findings = linter.lint(
        candidate.folder,
        departments=departments,
        today=candidate.today,
        retention=candidate.deployment.retention,
    )
    grave = [finding for finding in findings if finding.severity is Severity.error]
    return Verdict(
        passed=not grave,
        told=f"{len(grave)} erro(s), {len(findings) - len(grave)} aviso(s)",
        faults=tuple(finding.placed for finding in grave),
    )


def conversations(candidate: Candidate) -> Verdict:
    """Whether the written conversations go as they are written, where the pack has some."""
    try:
        zone = candidate.deployment.time_zone
        cases = reading.read(reading.find(candidate.folder), root=candidate.folder, zone=zone)
    except ContentInvalid as error:
        return _unread(error.faults)
    if not cases:
        return Verdict(passed=True, told="sem conversas escritas (cases/)")
    flows = candidate.flows()
    faults: list[Told] = []
    for number, case in enumerate(cases, 1):
        if number % _TOLD_EACH == 0:
            candidate.progress(Told(f"{number} de {len(cases)}", f"{number} of {len(cases)}"))
        if not playing.play(flows, case).holds:
            differs = Told(
                f"{case.mark}: a conversa «{case.name}» não vai como está escrita",
                f"{case.mark}: the conversation «{case.name}» does not go as it is written",
            )
            faults.append(differs)
    if faults:
        advice = Told(
            "veja as diferenças com «bela flows test»; se estão certas, escreva-as com «bela flows test --refresh»",
            "see the differences with «bela flows test»; if they are right, write them with «bela flows test --refresh»",
        )
        faults.append(advice)
    return Verdict(
        passed=not faults,
        told=f"{len(cases)} conversas, {max(len(faults) - 1, 0)} com falha",
        faults=tuple(faults),
    )


def vignettes(candidate: Candidate) -> Verdict:
    """Whether the written cases of people are judged rightly, where the pack has some."""
    try:
        table = trying.try_out(candidate.flows(), candidate.folder)
    except ContentInvalid as error:
        return _unread(error.faults)
    if table is None:
        return Verdict(passed=True, told="sem casos escritos (vignettes.yml)")
    told = showing.table(table)
    if table.good:
        return Verdict(passed=True, told=told)
    return Verdict(
        passed=False,
        told=told,
        faults=(
            Told(
                "os casos de vignettes.yml não são julgados como deviam; veja «bela flows vignettes»",
                "the cases of vignettes.yml are not judged as they should be; see «bela flows vignettes»",
            ),
        ),
    )


def proof(candidate: Candidate) -> Verdict:
    """Whether every law is proved of it; what was proved of the same rules and flows before is remembered."""
    from bot.proving import proving, remembering  # ruff: ignore[import-outside-top-level] - the solver is large, and a running bot seldom needs it

    memory = remembering.Memory(candidate.deployment.data_folder / "proofs")
    with _SOLVING:
        findings = proving.prove(candidate.flows(), memory=memory).findings
    faults = tuple(
        alike("$place: $sentence [$law]").filled(
            place=str(finding.places[0].mark) if finding.places else "protocol.yml",
            sentence=finding.sentence,
            law=finding.law.value,
        )
        for finding in findings
    )
    return Verdict(passed=not faults, told=f"{len(faults)} lei(s) quebrada(s)", faults=faults)


#: Reading comes before all of them. What lint finds is told at once, and then nothing else is asked.
QUICK: Final[Mapping[str, Gate]] = {"assinatura": signature, "lint": lint}
#: Asked by a copy of this process, if there may be one, while this one asks those that follow.
BESIDE: Final[dict[str, Gate]] = {"conversas": conversations, "casos": vignettes}
SLOW: Final[dict[str, Gate]] = {"prova": proof}
_ORDER: Final = (*QUICK, *BESIDE, *SLOW)


def check(
    folder: Path,
    deployment: config.Deployment,
    *,
    today: date,
    progress: Progress = silently,
    alone: bool = False,
) -> Checked:
    """Every verdict on a folder; what cannot be read is judged by reading alone. `progress` hears each check begin.

    `alone` says that nothing else goes on in this process: then some checks are asked by a copy of it.
    """
    with collecting.paused():
        try:
            content = compiling.read(folder, deployment)
        except ContentInvalid as error:
            return Checked(content=None, verdicts={"leitura": _unread(error.faults)})
        candidate = Candidate(
            folder=folder,
            content=content,
            deployment=deployment,
            flows=functools.cache(functools.partial(preparing.prepare, content, deployment)),
            today=today,
        )
        verdicts = {"leitura": _read(content), **_asked(QUICK, candidate, progress)}
        if verdicts["lint"].passed:
            verdicts |= (
                _side_by_side(candidate, progress) if alone else _asked(BESIDE | SLOW, candidate, progress)
            )
        return Checked(content=content, verdicts=verdicts)


def _side_by_side(candidate: Candidate, progress: Progress) -> dict[str, Verdict]:
    """The verdicts that take their time, on two cores."""
    candidate.flows()  # made once, for both
    with beside.begun(
        functools.partial(_as_data, candidate), told=lambda said: progress(Told(**said))
    ) as others:
        mine = _asked(SLOW, candidate, progress)
        return {name: _verdict(**told) for name, told in others().items()} | mine


def _as_data(candidate: Candidate, told: beside.Hears) -> Mapping[str, Mapping[str, object]]:
    asked = _asked(BESIDE, candidate, lambda said: told(dataclasses.asdict(said)))
    return {name: dataclasses.asdict(verdict) for name, verdict in asked.items()}


def _verdict(*, passed: bool, told: str, faults: Sequence[Mapping[str, str]]) -> Verdict:
    return Verdict(passed=passed, told=told, faults=tuple(Told(**fault) for fault in faults))


def _asked(gates: Mapping[str, Gate], candidate: Candidate, progress: Progress) -> dict[str, Verdict]:
    verdicts = {}
    for name, gate in gates.items():
        number, count = _ORDER.index(name) + 1, len(_ORDER)
        said = Told(f"{number} de {count}: $name", f"{number} of {count}: $name").filled(name=NAMES[name])
        progress(said)
        within = functools.partial(_within, progress, said)
        verdicts[name] = gate(dataclasses.replace(candidate, progress=within))
    return verdicts


def _within(progress: Progress, name: Told, told: Told) -> None:
    progress(joined((name, told), between=", "))


def _unread(faults: Sequence[Fault]) -> Verdict:
    return Verdict(
        passed=False,
        told=f"{len(faults)} erro(s)",
        faults=tuple(linter.finding_of(fault).placed for fault in faults),
    )


def _read(content: Content) -> Verdict:
    return Verdict(
        passed=True,
        told=f"{len(content.flows)} fluxos, {len(content.responses)} respostas, {len(content.protocol.rules)} regras",
    )
