"""What is a content pack made of, once read?

Plain, frozen data without behaviour: slots, responses, flows with their steps. The protocol is in `protocols`.
The YAML is Rasa's (`domain.yml`, CALM `flows:`); what triage adds is described in docs/flow-language.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content.answers import Answer
from bot.content.conditions import Condition
from bot.content.protocols import Protocol
from config.marked_yaml import Mark

#: A slot's value: null when it was not asked yet.
Value = str | bool | int | float | list[str] | None

#: The step after the last one.
END = "END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing that Bela remembers about the conversation."""

    name: str
    #: What agents and the list of answers show: "Idade".
    label: str
    #: How the citizen's words are read; absent for slots that only flows set.
    answer: Answer | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice shown as a numbered line; its payload is `/SetSlots(a=b)` or `/intent`."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One wording of a response."""

    text: str
    buttons: tuple[Button, ...] = ()
    #: Only for this channel ("whatsapp"); empty for all.
    channel: str | None = None
    #: The `{names}` inside the text.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Something Bela says, by name: `utter_…`."""

    name: str
    variations: tuple[Variation, ...]
    mark: Mark


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect(StepBase):
    """Asks for a slot unless it is filled, and waits for the answer."""

    slot: str
    utter: str
    #: Ask again although the slot is filled.
    always_ask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(StepBase):
    """Says a response or runs a built-in action."""

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSlots(StepBase):
    """Sets slots to literals."""

    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(StepBase):
    """Goes on with another flow when this one has ended."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noop(StepBase):
    """Only branches."""


Step = Collect | Action | SetSlots | Link | Noop


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

    @property
    def first(self) -> str:
        """The id of the step where the flow starts."""
        return next(iter(self.steps))

    @property
    def is_pattern(self) -> bool:
        """Whether the engine itself starts this flow (ids beginning `pattern_`)."""
        return self.id.startswith("pattern_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A whole pack, read and checked."""

    id: str
    title: str
    language: str
    version: str
    slots: Mapping[str, Slot]
    responses: Mapping[str, Response]
    flows: Mapping[str, Flow]
    protocol: Protocol
    #: SHA-256 of every file read, hex: a change of content changes it.
    digest: str = field(repr=False)
