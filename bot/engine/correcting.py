"""Which answers may be put right, and which one do the words name?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.content import answers, definitions
from bot.engine import responses
from bot.engine.conversation import Conversation
from bot.engine.flows import Flows
from bot.understanding import corrections, text
from bot.understanding.answers import options as mentioned

#: What people call an answer of that kind, whatever its label is.
_CALLED: Final[Mapping[type, tuple[str, ...]]] = {
    answers.Age: ("idade", "anos"),
    answers.MunicipalityAnswer: ("município", "cidade"),
    answers.Temperature: ("temperatura",),
    answers.Phone: ("telefone", "celular"),
}


def options(flows: Flows, conversation: Conversation, language: str = "") -> tuple[answers.Option, ...]:
    """What the person told of themselves so far, as options: "Idade: 67 anos"."""
    return tuple(
        answers.Option(
            id=slot.name,
            label=f"{slot.labelled(language)}: {responses.in_words(slot, conversation.slots[slot.name], language)}",
            synonyms=(slot.label, *slot.translations.values(), slot.name),
        )
        for slot in _given(flows, conversation)
    )


def named(flows: Flows, conversation: Conversation, message: str) -> str | None:
    """The one answer that the words name by what it is about: "quero corrigir a minha idade"."""
    about = tuple(
        answers.Option(id=slot.name, label=slot.label, synonyms=(*slot.translations.values(), *_called(slot)))
        for slot in _given(flows, conversation)
    )
    found = mentioned.index(about).mentioned(text.tokens(message)) if about else ()
    return found[0] if len(found) == 1 else None


def is_wanted(flows: Flows, conversation: Conversation, message: str) -> bool:
    """Whether the words say that an answer was wrong, or that the one they name is to be another."""
    if not conversation.given:
        return False
    return corrections.said_wrong(message) or (
        corrections.wants_change(message) and named(flows, conversation, message) is not None
    )


def _called(slot: definitions.Slot) -> tuple[str, ...]:
    return _CALLED.get(type(slot.answer), ())


def _given(flows: Flows, conversation: Conversation) -> list[definitions.Slot]:
    slots = flows.content.slots
    return [
        slots[name]
        for name in {given.slot: None for given in conversation.given}
        if name in slots and flows.tells(slots[name]) and conversation.slots.get(name) is not None
    ]
