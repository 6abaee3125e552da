"""What is a content pack made of, once read?

Plain, frozen data without behaviour: slots and responses (`domain`), flows (`steps`), the protocol (`protocols`), and here the whole.
The YAML is Rasa's (`domain.yml`, CALM `flows:`); what triage adds is described in docs/flow-language.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content.domain import (
    Button,
    Rejection,
    Response,
    Session,
    Slot,
    SlotType,
    Value,
    Variation,
)
from bot.content.moves import Moves
from bot.content.protocols import Protocol
from bot.content.steps import (
    END,
    Action,
    Branch,
    Call,
    Classify,
    Collect,
    Entry,
    Flow,
    HandOff,
    Link,
    Noop,
    Priority,
    Resort,
    Retries,
    SetSlots,
    Step,
    StepBase,
    Timeout,
)
from config.marked_yaml import Fault, Mark

__all__ = [
    "END",
    "Action",
    "AnswerExample",
    "Branch",
    "Button",
    "Call",
    "Classify",
    "Collect",
    "Content",
    "Entry",
    "Flow",
    "HandOff",
    "Link",
    "Noop",
    "Priority",
    "Rejection",
    "Resort",
    "Response",
    "Retries",
    "Session",
    "SetSlots",
    "Slot",
    "SlotType",
    "Step",
    "StepBase",
    "Timeout",
    "Value",
    "Variation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExample:
    """What somebody may say where a slot is asked for, and which answer it is: an option's id, "sim" or "nao"."""

    slot: str
    answer: str
    said: str
    mark: Mark = field(compare=False)


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
    #: Languages that texts must exist in, besides `language`.
    translations: tuple[str, ...] = ()
    #: Names of responses that need not: "utter_faq_*".
    untranslated: tuple[str, ...] = ()
    session: Session = field(default_factory=Session)
    #: Which conversations under way may go over to this version; None: they stay where they began.
    moves: Moves | None = None
    #: Intent and sentence: what Rasa is taught, and messages are compared with.
    examples: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    #: By them words are weighed that no list of answers has.
    answer_examples: tuple[AnswerExample, ...] = field(default=(), repr=False)
    #: What has no effect or deserves a look; the content can be used all the same.
    warnings: tuple[Fault, ...] = field(default=(), repr=False)
    #: SHA-256 of every file read, hex: a change of content changes it.
    digest: str = field(repr=False)
