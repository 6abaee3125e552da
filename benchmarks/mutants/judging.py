"""Which check notices a mutant first? They are asked in the order of their cost, and the first that notices ends it.

1. lint: reading, references and every lint rule that keeps a pack from being published;
2. cases: a written conversation goes another way than it is written;
3. vignettes: somebody who is judged rightly today is not any more; they tell all of themselves, ten times as long as a case;
4. proofs: a law of the protocol, or of the flows, does not hold.

Between the laws of the protocol and those of the flows it is asked whether the mutant can be proved to be none.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import config
from benchmarks.mutants import equivalence, touching
from benchmarks.mutants.touching import Touching
from benchmarks.mutants.verdicts import Outcome, Verdict
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
        self.folder = folder = deployment.content
        self.deployment = deployment
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
        for case in case_reading.read(paths, root=folder, zone=self.deployment.time_zone):
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

    def forget(self, name: str) -> None:
        """Ask all written conversations but this one from now on."""
        self._cases = self._cases.without({name})
        self._vignettes = self._vignettes.without({name})

    def written(self) -> frozenset[str]:
        """The names of the written conversations that are asked."""
        return self._cases.names() | self._vignettes.names()

    def notices(self, mutant: Mutant, name: str) -> bool:
        """Whether this written conversation notices; or lint, without which none can be held."""
        content = self._linted(self._with(mutant))
        if isinstance(content, str):
            return True
        flows = preparing.prepare(content, self.deployment)
        cases = self._of_cases(flows, self._cases.called(name))
        vignettes = self._of_vignettes(flows, self._vignettes.called(name))
        return any(itertools.chain(cases, vignettes))

    def judge(self, mutant: Mutant, *, told: Callable[[str], object] = lambda _: None) -> Verdict:
        """Ask one check after the other; `told` hears which one is being asked."""
        return self.judge_files(self._with(mutant), step=mutant.step, told=told)

    def mutated(self, mutant: Mutant) -> Flows | None:
        """The pack with the mistake in it; None where it cannot be read."""
        content = loading.surveyed(self._with(mutant), digest="").content
        return preparing.prepare(content, self.deployment) if content else None

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
        flows = preparing.prepare(content, self.deployment)
        told("written conversations")
        return self._noticed(flows, step) or self._proved(flows, told)

    def _noticed(self, flows: Flows, step: str | None) -> Verdict | None:
        """The first written conversation that notices; those that the mistake could not touch come last, if at all."""
        protocol = flows.protocol
        asked = [
            self._of_cases(flows, self._cases.touched(protocol, step)),
            self._of_vignettes(flows, self._vignettes.touched(protocol, step)),
        ]
        if not self._only_rules_differ(flows):
            asked += [
                self._of_cases(flows, self._cases.untouched(protocol, step)),
                self._of_vignettes(flows, self._vignettes.untouched(protocol, step)),
            ]
        return next(itertools.chain.from_iterable(asked), None)

    @staticmethod
    def _of_cases(flows: Flows, cases: Iterable[Case]) -> Iterator[Verdict]:
        for case in cases:
            if not case_playing.play(flows, case).holds:
                yield Verdict(
                    outcome=Outcome.cases, by=f"{case.mark}: {case.name}", case=touching.named(case)
                )

    @staticmethod
    def _of_vignettes(flows: Flows, vignettes: Iterable[Vignette]) -> Iterator[Verdict]:
        for vignette in vignettes:
            if not _rightly(flows, vignette):
                yield Verdict(
                    outcome=Outcome.vignettes,
                    by=f"{vignette.mark}: {vignette.id}",
                    case=touching.named(vignette),
                )

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
