"""What is a flow made of? One class per kind of step, named as in the YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.content.conditions import Condition, Expression
from bot.content.domain import Rejection, Value
from config.marked_yaml import Mark

#: The step after the last one.
END = "END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One arm of a `next:` list; a condition of None is `else`."""

    condition: Condition | None
    target: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBase:
    """What every step has."""

    id: str
    #: Where to go: the first branch that holds.
    branches: tuple[Branch, ...]
    mark: Mark


class Resort(StrEnum):
    """What happens when a question cannot be answered, besides going to a step."""

    #: `pattern_too_many_attempts` asks whether a person is wanted.
    offer = "offer"
    #: A person is called.
    handoff = "handoff"
    #: The answer counts as unknown.
    skip = "skip"
    #: The conversation ends.
    close = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """`retries: {max, then}`: how often a question may be answered wrongly."""

    maximum: int
    #: A `Resort`, or the id of a step of the same flow.
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeout:
    """`timeout: {after, remind, max, then}`: what happens when nobody answers."""

    after: timedelta
    #: The response that reminds; None: the question is asked again.
    remind: str | None
    #: Reminders before `then`.
    maximum: int
    #: A `Resort`, or the id of a step of the same flow.
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect(StepBase):
    """Asks for a slot unless it is filled, and waits for the answer."""

    slot: str
    utter: str
    #: Ask again although the slot is filled.
    always_ask: bool
    #: The slot goes back to its initial value when the flow ends.
    reset_after_flow_ends: bool = True
    #: Answers that are refused, the first that holds first.
    rejections: tuple[Rejection, ...] = ()
    retries: Retries | None = None
    timeout: Timeout | None = None
    #: "pular" and "não sei" are answers: the slot is then unknown.
    optional: bool = False
    #: Only red flags and answers are heard while it is asked; no command, no topic.
    only_answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(StepBase):
    """Says a response or runs a built-in action."""

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSlots(StepBase):
    """Sets slots to literals, or to what an expression comes to."""

    values: tuple[tuple[str, Value | Expression], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(StepBase):
    """Goes on with another flow when this one has ended."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(StepBase):
    """Runs another flow, comes back, and goes on here."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(StepBase):
    """Runs the protocol of that id."""

    protocol: str


class Priority(StrEnum):
    """How soon a person is needed."""

    urgent = "urgent"
    high = "high"
    normal = "normal"
    low = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff(StepBase):
    """Gives the room to a department; the turn ends here."""

    #: The deployment's slug; None: as the risk class says.
    department: str | None = None
    priority: Priority | None = None
    #: The response whose words head the note for the team.
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noop(StepBase):
    """Only branches."""


Step = Collect | Action | SetSlots | Link | Call | Classify | HandOff | Noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`entry:`: a conversation that Bela herself may begin with this flow."""

    #: What campaigns and follow-ups call it.
    name: str
    #: Slots that may be filled at the beginning.
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One conversation path; `steps` are in order, the first is where it starts."""

    id: str
    name: str
    description: str
    #: The flow may start only when this holds.
    guard: Condition | None
    #: Rasa intents that start it, with the confidence each needs (None: the engine's own bar).
    triggers: tuple[tuple[str, float | None], ...]
    #: Words that start it without Rasa.
    keywords: tuple[str, ...]
    steps: Mapping[str, Step]
    mark: Mark
    #: Slots that keep their value when the flow ends.
    persisted: tuple[str, ...] = ()
    #: Whether `pattern_completed` runs when nothing is left to do after it.
    completes: bool = True
    #: Language → name.
    translations: Mapping[str, str] = field(default_factory=dict)
    entry: Entry | None = None

    @property
    def first(self) -> str:
        """The id of the step where the flow starts."""
        return next(iter(self.steps))

    def named(self, language: str) -> str:
        """Its name in that language, or in the language without its country; else in the pack's own."""
        told = self.translations
        return told.get(language) or told.get(language.split("-", maxsplit=1)[0]) or self.name

    @property
    def is_pattern(self) -> bool:
        """Whether the engine itself starts this flow (ids beginning `pattern_`)."""
        return self.id.startswith("pattern_")
