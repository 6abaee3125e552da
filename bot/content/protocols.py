"""What is a protocol, once read? How risk is decided, as data: inputs, classes, red flags, rules, scores, plans.

The result is the worst class of all rules that hold, of the score, and of all red flags seen. What the protocol says
of its inputs (range, and which way is worse) and its invariants are what `bela flows prove` holds it to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from bot.content.conditions import Condition
from config.marked_yaml import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a clinical line comes from."""

    #: The key under the protocol's `sources:`.
    ref: str
    #: The section, table or page.
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskClass:
    """One class of risk; classes stand worst first."""

    id: str
    label: str
    #: The department (deployment's slug) that takes over; None: advice is enough.
    department: str | None
    #: Who is served first: 1 before 2; without a word of the protocol, the place of the class.
    priority: int
    #: The response with the advice.
    advice: str
    mark: Mark
    #: Language → label.
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolFlag:
    """A red flag: words that alone mean at least `risk_class`."""

    id: str
    label: str
    risk_class: str
    phrases: tuple[str, ...]
    #: Figures of speech that hold such words and tell of no danger.
    harmless: tuple[str, ...]
    #: Slots whose question asks for just these words.
    unless_asking: tuple[str, ...]
    source: Source
    mark: Mark
    #: The shared danger signs that it hears, and its own id: what words that nobody taught may tell of.
    signs: tuple[str, ...] = ()
    #: Language → label.
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """If the condition holds, the class is at least `risk_class`."""

    id: str
    risk_class: str
    condition: Condition
    #: The reason in the citizen's words.
    because: str
    source: Source
    mark: Mark
    #: Language → the same reason.
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRule:
    """If the condition holds, `points` are added."""

    id: str
    points: int
    condition: Condition
    #: The reason in the citizen's words.
    because: str
    source: Source
    mark: Mark
    #: Language → the same reason.
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """From so many points on, the class is at least `risk_class`."""

    points: int
    risk_class: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points that add up, and what class they mean."""

    rules: tuple[ScoreRule, ...]
    #: Most points first.
    thresholds: tuple[Threshold, ...]


class InputType(StrEnum):
    """What an input is."""

    yes_no = "yes_no"
    choice = "choice"
    #: Any number of options.
    several = "several"
    #: With decimals, in steps of a tenth.
    number = "number"
    #: Years, days.
    whole = "whole"
    #: Words that no rule can weigh, such as a municipality.
    text = "text"


class Worse(Enum):
    """Which way an input grows worse."""

    higher = "higher"
    lower = "lower"
    #: Yes is worse than no.
    true = "true"
    #: No is worse than yes.
    false = "false"
    #: Each further option of a list is worse.
    more = "more"
    #: By the options' order in `ranks`.
    ranked = "ranked"
    #: Neither; the protocol says why in `because`.
    neither = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A case in which an input is rightly not asked, although a rule could look at it."""

    condition: Condition
    because: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Something the protocol decides by."""

    slot: str
    type: InputType
    #: The least and the greatest plausible number; what lies outside counts as unknown, too.
    minimum: float | None
    maximum: float | None
    #: For choices and lists.
    options: tuple[str, ...]
    #: None: the protocol does not say, which the proof refuses.
    worse: Worse | None
    #: For `ranked`: groups of options, the most harmless first; inside a group there is no order.
    ranks: tuple[tuple[str, ...], ...]
    #: For `higher` and `lower`: where it holds, bounds included; None for the whole range.
    holds_from: float | None
    holds_to: float | None
    #: Why it holds only there, or neither way.
    because: str | None
    #: The answer that speaks for the least risk; unknown must never do better than this.
    benign: str | bool | int | float | tuple[str, ...] | None
    #: Whether consent has to come before the question.
    sensitive: bool
    not_asked_when: tuple[Omission, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """What must hold whatever the rules say: if the condition holds, the class is never below `at_least`."""

    id: str
    condition: Condition
    at_least: str
    #: In plain words: "Grávida com febre nunca abaixo de moderado".
    label: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """How somebody of this class is looked after from afar."""

    risk_class: str
    every_hours: int
    #: The last day, counted from the first symptom.
    until_day: int
    source: Source
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Which answer is the consent, and where life goes before it."""

    slot: str
    #: Flows that may ask without it.
    not_in: tuple[str, ...]
    because: str | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How risk is decided: the worst class of all rules, of the score and of all red flags that apply."""

    id: str
    version: str
    title: str
    #: The clinician who signed it; None until then.
    signed_by: str | None
    #: By ref: title, organisation, edition, date.
    sources: Mapping[str, str]
    #: Worst first.
    classes: tuple[RiskClass, ...]
    red_flags: tuple[ProtocolFlag, ...]
    rules: tuple[Rule, ...]
    score: Score | None = None
    #: The class when nothing applies.
    default: str
    #: By slot; every slot that some rule looks at is here.
    inputs: Mapping[str, Input] = field(default_factory=dict)
    invariants: tuple[Invariant, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    consent: Consent | None = None
    #: So many questions at most come before one that asks for danger signs.
    questions_before_danger: int = 6
    #: The slots that some rule looks at.
    looked_at: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather once what is asked for in every turn."""
        looked_at = frozenset[str]().union(*(condition.slots for condition in self.conditions))
        object.__setattr__(self, "looked_at", looked_at)

    @property
    def reasoned(self) -> tuple[Rule | ScoreRule, ...]:
        """All that decides and says why, besides red flags; in the order of the file."""
        scored: tuple[ScoreRule, ...] = self.score.rules if self.score else ()
        return (*self.rules, *scored)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions by which it decides, in the order of the file."""
        return tuple(rule.condition for rule in self.reasoned)

    def risk_class(self, class_id: str) -> RiskClass:
        """The class of that id; KeyError when there is none."""
        for risk_class in self.classes:
            if risk_class.id == class_id:
                return risk_class
        raise KeyError(class_id)

    def severity(self, class_id: str) -> int:
        """0 for the worst class, growing as risk falls; KeyError when there is none."""
        return self.classes.index(self.risk_class(class_id))
