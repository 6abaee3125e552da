"""Which check notices a mutant first? They are asked in the order of their cost, and the first that notices ends it.

1. lint: reading, references and every lint rule that keeps a pack from being published;
2. vignettes: a written case that is judged rightly today is not any more;
3. cases: a written conversation goes another way than it is written;
4. proofs: a law of the protocol, or of the flows, does not hold.

Between the laws of the protocol and those of the flows it is asked whether the mutant can be proved to be none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

import config
from benchmarks.mutants import equivalence
from benchmarks.mutants.touching import Touching
from bot.cases import playing as case_playing
from bot.cases import reading as case_reading
from bot.cases.definitions import Case
from bot.content import loading
from bot.content.definitions import Content
from bot.engine import preparing
from bot.engine.effects import Classified
from bot.engine.flows import Flows
from bot.linting import linter
from bot.linting.rule import Severity
from bot.mutating.definitions import Mutant
from bot.proving import flow_laws, protocol_proofs
from bot.vignettes import counting
from bot.vignettes import playing as vignette_playing
from bot.vignettes import reading as vignette_reading
from bot.vignettes.definitions import Vignette
from config.marked_yaml import Node

#: Some lint rules ask what day it is; this is the one on which all is measured.
TODAY: Final = date(2026, 11, 29)


class Outcome(StrEnum):
    """What became of a mutant."""

    lint = "lint"
    vignettes = "vignettes"
    cases = "cases"
    proofs = "proofs"
    #: Proved to be no change: nobody gets another class for another reason.
    equivalent = "equivalent"
    #: Nothing noticed.
    survived = "survived"

    @property
    def caught(self) -> bool:
        """Whether a check noticed."""
        return self not in {Outcome.equivalent, Outcome.survived}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found out about one mutant."""

    outcome: Outcome
    #: What noticed it: a rule and its sentence, a written case, a law.
    by: str = ""


class BaseBroken(Exception):
    """The pack's own checks do not pass without any mutant; mend it first."""


class Judge:
    """Knows one pack as it is, and what its checks say of it."""

    def __init__(self, deployment: config.Deployment, *, tries_conversations: bool = True) -> None:
        """Read all that is the same for every mutant; raises BaseBroken when a check fails already.

        Without `tries_conversations` the laws of the flows, which take twenty seconds where they hold, are not asked:
        what is caught is then caught all the more.
        """
        self._tries_conversations = tries_conversations
        folder = deployment.content
        self._deployment = deployment
        self._departments = [department.id for department in deployment.departments]
        survey = loading.survey(folder)
        self.files: dict[str, Node] = dict(survey.parts.files)
        self._lines = linter.lines(folder, self.files)
        content = self._linted(self.files)
        if isinstance(content, str):
            raise BaseBroken(content)
        self.flows = preparing.prepare(content, deployment)
        self.pack = content.id
        self._vignettes = self._right(folder)
        self._cases = self._holding(folder)

    def _right(self, folder: Path) -> Touching[Vignette]:
        """The vignettes that are judged rightly today; who is judged more gravely than must be is counted, not refused."""
        right: Touching[Vignette] = Touching()
        for vignette in vignette_reading.read(folder, self.flows.content):
            played = vignette_playing.play(self.flows, vignette)
            if counting.right(self.flows.protocol, played):
                right.add(vignette, played.path, played.classified)
        return right

    def _holding(self, folder: Path) -> Touching[Case]:
        holding: Touching[Case] = Touching()
        paths = case_reading.find(folder)
        for case in case_reading.read(paths, root=folder, zone=self._deployment.time_zone):
            played = case_playing.play(self.flows, case)
            if not played.holds:
                raise BaseBroken(f"{case.mark}: {case.name}")
            happened = tuple(played.happened)
            path = [passed for one in happened for passed in one.path]
            brought = [effect for one in happened for effect in one.brought]
            holding.add(case, path, [effect for effect in brought if isinstance(effect, Classified)])
        return holding

    def forget_cases(self) -> None:
        """Ask only lint and proofs from now on."""
        self._vignettes = Touching()
        self._cases = Touching()

    def judge(self, mutant: Mutant, *, told: Callable[[str], object] = lambda _: None) -> Verdict:
        """Ask one check after the other; `told` hears which one is being asked."""
        return self.judge_files(self._with(mutant), step=mutant.step, told=told)

    def mutated(self, mutant: Mutant) -> Flows | None:
        """The pack with the mistake in it; None where it cannot be read."""
        content = loading.surveyed(self._with(mutant), digest="").content
        return preparing.prepare(content, self._deployment) if content else None

    def _with(self, mutant: Mutant) -> dict[str, Node]:
        return {**self.files, mutant.file: mutant.applied(self.files[mutant.file])}

    def judge_files(
        self,
        files: dict[str, Node],
        *,
        step: str | None = None,
        told: Callable[[str], object] = lambda _: None,
    ) -> Verdict:
        """The same of any other state of the pack's files; `step` is where it differs, if that is in a flow."""
        told("lint")
        content = self._linted(files)
        if isinstance(content, str):
            return Verdict(outcome=Outcome.lint, by=content)
        flows = preparing.prepare(content, self._deployment)
        only_rules = self._only_rules_differ(flows)
        told("vignettes")
        for vignette in self._vignettes.touched(flows.protocol, step, only_rules=only_rules):
            if not _rightly(flows, vignette):
                return Verdict(outcome=Outcome.vignettes, by=f"{vignette.mark}: {vignette.id}")
        told("cases")
        for case in self._cases.touched(flows.protocol, step, only_rules=only_rules):
            if not case_playing.play(flows, case).holds:
                return Verdict(outcome=Outcome.cases, by=f"{case.mark}: {case.name}")
        return self._proved(flows, told)

    def _only_rules_differ(self, flows: Flows) -> bool:
        """Whether all that the engine looks at is as it was, but for what it classifies by."""
        own, other = self.flows.protocol, flows.protocol
        same = dataclasses.replace(other, rules=own.rules, score=own.score, default=own.default)
        return (
            dataclasses.replace(flows.content, protocol=same, digest="", warnings=())
            == dataclasses.replace(self.flows.content, digest="", warnings=())
            and other.looked_at == own.looked_at
            and flows.tellings == self.flows.tellings
        )

    def _linted(self, files: dict[str, Node]) -> Content | str:
        """The content, or what keeps it from being published."""
        survey = loading.surveyed(files, digest="")
        findings = linter.of_survey(survey, lines=self._lines, departments=self._departments, today=TODAY)
        for finding in findings:
            if finding.severity is Severity.error:
                return f"{finding.rule}, {finding.mark}: {finding.sentence.pt}"
        assert survey.content is not None
        return survey.content

    def _proved(self, flows: Flows, told: Callable[[str], object]) -> Verdict:
        told("proofs")
        broken = next(protocol_proofs.prove(flows.protocol), None)
        if broken:
            return Verdict(outcome=Outcome.proofs, by=f"{broken.law}: {broken.sentence}")
        told("equivalence")
        if equivalence.proved(self.flows, flows):
            return Verdict(outcome=Outcome.equivalent)
        told("proofs of flows")
        for finding, _ in flow_laws.FlowLaws(flows).prove() if self._tries_conversations else ():
            return Verdict(outcome=Outcome.proofs, by=f"{finding.law}: {finding.sentence}")
        return Verdict(outcome=Outcome.survived)


def _rightly(flows: Flows, vignette: Vignette) -> bool:
    """Whether the person gets the class that the source gives them, and reaches who they must."""
    played = vignette_playing.play(flows, vignette)
    return counting.right(flows.protocol, played)
