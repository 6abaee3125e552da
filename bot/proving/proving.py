"""Everything that a pack breaks, with the conversation that shows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot import collecting
from bot.engine.flows import Flows
from bot.proving import (
    flow_laws,
    protocol_proofs,
    remembering,
    retelling,
    rule_questions,
    sample_answers,
    visits,
)
from bot.proving.findings import Finding, Law
from bot.proving.remembering import Memory

#: Told while it works: what is being looked at, and how many turns were tried so far.
type_told = Callable[[str, int], object]

#: The name of the part that tries conversations.
FLOWS: Final = "flows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What came out for one pack."""

    findings: tuple[Finding, ...]
    #: Turns of conversations that were tried; 0 when it was known from before.
    turns: int
    #: What was asked of the rules while conversations were tried; None when none were, or when it is too much.
    asked: rule_questions.Asked | None = None

    @property
    def holds(self) -> bool:
        """Whether every law holds."""
        return not self.findings


def prove(
    flows: Flows, *, memory: Memory | None = None, told: type_told = lambda _what, _turns: None
) -> Proved:
    """Hold the protocol and then the flows to every law; what `memory` knows to hold is not proved again."""
    key = remembering.protocol_fingerprint(flows)
    findings: tuple[Finding, ...] = ()
    if not (memory and memory.holds(key)):
        findings = prove_protocol(flows, told=told)
        if memory and not findings:
            memory.remember(key)
    if any(finding.law is Law.readable for finding in findings):
        return Proved(findings=findings, turns=0)  # where conversations classify nothing can be said
    if memory and flows_hold(flows, memory):
        return Proved(findings=findings, turns=0)
    tried = prove_flows(flows, told=told)
    if memory and tried.holds:
        memory.remember(remembering.flows_fingerprint(flows))
        if tried.asked:
            memory.keep_asked(remembering.questions_fingerprint(flows), tried.asked)
    return dataclasses.replace(tried, findings=(*findings, *tried.findings))


def flows_hold(flows: Flows, memory: Memory) -> bool:
    """Whether the flows were proved, or only rules differ from flows that were, and none where it matters to the flows."""
    key = remembering.flows_fingerprint(flows)
    if memory.holds(key):
        return True
    asked = memory.asked(remembering.questions_fingerprint(flows))
    if asked is None or not rule_questions.answered_alike(flows, asked):
        return False
    memory.remember(key)
    return True


def prove_protocol(flows: Flows, *, told: type_told = lambda _what, _turns: None) -> tuple[Finding, ...]:
    """What the protocol breaks by itself; conversations are shown where the flows let them happen."""
    found = list(protocol_proofs.prove(flows.protocol, told=lambda name: told(name, 0)))
    if not found:
        return ()
    samples = sample_answers.of(flows)
    return tuple(_with_conversations(flows, samples, finding) for finding in found)


def _with_conversations(flows: Flows, samples: sample_answers.SampleAnswers, finding: Finding) -> Finding:
    """The cases played from hello to the result; left out where the flows ask otherwise and the class is another."""
    played = []
    for case in finding.cases:
        lines, decided = retelling.case(flows, samples, case)
        if decided != case.risk_class:
            return finding
        played.append(lines)
    return dataclasses.replace(finding, conversations=tuple(played))


def prove_flows(flows: Flows, *, told: type_told = lambda _what, _turns: None) -> Proved:
    """What the flows break, each with the shortest conversation to it."""
    tried = 0

    def count(turns: int) -> None:
        nonlocal tried
        tried = turns
        told(FLOWS, turns)

    found = []
    laws = flow_laws.FlowLaws(flows)
    with collecting.paused():
        for finding, visit in laws.prove(told=count):
            lines = retelling.way(flows, visits.way(visit))
            found.append(dataclasses.replace(finding, conversations=(lines,)))
    asked = rule_questions.of(laws.exploration.classes)
    return Proved(findings=tuple(found), turns=tried, asked=asked)
