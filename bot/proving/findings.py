"""What was found: a law that the content breaks, where, and the answers or the conversation that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content.definitions import Value
from bot.told import Told
from config.marked_yaml import Mark


class Law(StrEnum):
    """What must hold of every pack; the value is its name in commands and pages."""

    #: Every condition of the protocol compares an input with a constant, so that it can be proved.
    readable = "readable"
    #: Every combination of answers gets exactly one class, and the engine gives the class that was proved.
    total = "total"
    #: Every rule can hold.
    rule_reachable = "rule-reachable"
    #: Every rule is, for some answers, a reason for the result.
    rule_decides = "rule-decides"
    #: Every class can come about.
    class_reachable = "class-reachable"
    #: The protocol says which way every input grows worse.
    direction = "direction"
    #: A worse answer, or one more red flag, never lowers the class.
    monotone = "monotone"
    #: Unknown is never better than the answer that speaks for the least risk.
    unknown_not_better = "unknown-not-better"
    #: A red flag alone gives at least its class, whatever else is said, and its class reaches people.
    red_flag_alone = "red-flag-alone"
    #: What the admins' `invariants:` say.
    invariant = "invariant"
    #: Every path ends in a class, with people, or with a goodbye; none goes in circles or silent.
    path_ends = "path-ends"
    #: The severe class reaches a person.
    severe_reaches_person = "severe-reaches-person"
    #: The severe class is told to call the ambulance, also when nobody is online.
    severe_names_samu = "severe-names-samu"
    #: Who gets a class hears its advice at once, and that of no other class.
    advice_is_said = "advice-is-said"
    #: A red flag in any message leads to a person, whatever is answered or left unanswered.
    red_flag_reaches_person = "red-flag-reaches-person"
    #: Where words may be a red flag, only a "no" goes on, with the question that was open; everything else is one.
    doubt_settled = "doubt-settled"
    #: Consent comes before the first sensitive question.
    consent_first = "consent-first"
    #: Nothing that was answered is asked again before there is a result.
    not_asked_twice = "not-asked-twice"
    #: The first question that shows danger signs comes early.
    danger_early = "danger-early"
    #: What could make the class worse is asked.
    needed_is_asked = "needed-is-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of the content that has to do with it."""

    mark: Mark
    #: What stands there: "a regra febre_alta (moderado)".
    what: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Somebody's answers, and the class they get."""

    answers: Mapping[str, Value]
    flags: tuple[str, ...]
    risk_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation."""

    by_bela: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One law broken once."""

    law: Law
    #: One plain sentence.
    sentence: Told
    places: tuple[Place, ...]
    #: The answers that show it: one case, or the better and the worse one.
    cases: tuple[Case, ...] = ()
    #: The conversations that show it, as they were played through the engine, in the order of the cases.
    conversations: tuple[tuple[Line, ...], ...] = ()
