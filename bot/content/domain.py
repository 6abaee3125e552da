"""What is remembered and what is said: slots, responses and how long a session lasts, as in Rasa's domain.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.content.answers import Answer, in_language
from bot.content.conditions import Condition
from config.marked_yaml import Mark

#: A slot's value: null when it was not asked yet.
Value = str | bool | int | float | list[str] | None


class SlotType(StrEnum):
    """Rasa's kinds of slot."""

    text = "text"
    bool = "bool"
    float = "float"
    categorical = "categorical"
    strict_categorical = "strict_categorical"
    list = "list"
    any = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An answer is refused while the condition holds of it; `utter` says why."""

    condition: Condition
    utter: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing that Bela remembers about the conversation."""

    name: str
    #: What agents and the list of answers show: "Idade".
    label: str
    #: Language → label.
    translations: Mapping[str, str] = field(default_factory=dict)
    #: How the citizen's words are read; absent for slots that only flows set.
    answer: Answer | None
    mark: Mark
    type: SlotType = SlotType.any
    #: What it holds at the beginning, and again when the flow that filled it ends.
    initial: Value = None
    #: Refused wherever it is filled, besides what its question refuses.
    rejections: tuple[Rejection, ...] = ()
    #: Said before it is asked again because it was refused outside its question.
    refill_utter: str | None = None
    #: What one of Rasa's intents says as an answer to it: intent → value.
    from_intents: Mapping[str, Value] = field(default_factory=dict)
    #: Only flows set it: the citizen's words never do.
    controlled: bool = False
    #: Filled by the whole message that answers its question, and by nothing said before (Rasa's `from_text`).
    only_when_asked: bool = False
    #: True of the person beyond this room: known again when they come back.
    lasting: bool = False
    #: How long it is kept: one of the deployment's classes; None: as long as the longest of them.
    retention: str | None = None

    def labelled(self, language: str) -> str:
        """The label in that language, or in the language without its country; else as it is."""
        return in_language(self.label, self.translations, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice shown as a numbered line; its payload is `/SetSlots(a=b)` or `/intent`."""

    title: str
    payload: str
    #: Language → title.
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One wording of a response."""

    text: str
    buttons: tuple[Button, ...] = ()
    #: Only for this channel ("whatsapp"); empty for all.
    channel: str | None = None
    #: The `{names}` inside the text and its translations.
    names: tuple[str, ...] = ()
    #: Only while this holds.
    condition: Condition | None = None
    #: Only for citizens of these municipalities, micro-regions or states; empty for all.
    regions: tuple[str, ...] = ()
    #: Language → text.
    translations: Mapping[str, str] = field(default_factory=dict)
    #: A link to a picture, on a line of its own below the text.
    image: str | None = None
    #: A link to a file, on a line of its own below the text.
    attachment: str | None = None
    #: The name under which WhatsApp has approved these words, so that they may be sent a day after the last message.
    template: str | None = None
    id: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Something Bela says, by name: `utter_…`."""

    name: str
    variations: tuple[Variation, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`session_config:`: how long answers live, and how often Bela may fail to understand."""

    #: Silence after which the next message begins anew; None: never.
    expires_after: timedelta | None = None
    #: Whether slots survive that.
    carries_slots: bool = True
    #: Messages not understood in one conversation before a person is called; None: no such limit.
    misread_limit: int | None = None
