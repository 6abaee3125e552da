"""What does Bela know, and why has she decided so? Of a simulated conversation, for who makes the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cases import writing
from bot.content.definitions import Value
from bot.engine import effects, responses
from bot.engine.conversation import Conversation
from bot.engine.effects import Classified
from bot.engine.flows import Flows
from bot.replaying import explaining
from bot.replaying.explaining import Ground
from bot.told import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A red flag, and the words in which it was heard."""

    id: str
    label: str
    risk_class: str
    words: str


def decided(state: Conversation, done: Sequence[writing.Done]) -> Classified | None:
    """The last run of the protocol in this room; None before the first."""
    runs = [one.classified for act in done for one in act.happened if one.classified]
    return runs[-1] if runs and state.assessment else None


def grounds(flows: Flows, classified: Classified) -> list[Ground]:
    """Rules and red flags behind the class, with their terms and sources."""
    return list(explaining.grounds(flows.protocol, classified))


def heard(flows: Flows, done: Sequence[writing.Done]) -> Iterator[Heard]:
    """Every red flag, first to last."""
    known = {flag.id: flag for flag in flows.protocol.red_flags}
    for act in done:
        for one in act.happened:
            for effect in one.brought:
                if isinstance(effect, effects.Flagged) and effect.flag in known:
                    flag = known[effect.flag]
                    yield Heard(id=flag.id, label=flag.label, risk_class=flag.risk_class, words=effect.words)


def in_words(
    flows: Flows, values: Mapping[str, Value], language: Language = Language.pt
) -> Mapping[str, tuple[str, str]]:
    """Slots that hold something: name → label, and the value in words."""
    slots, tongue = flows.content.slots, "" if language is Language.pt else language.value
    return {
        name: (
            slots[name].label if name in slots else name,
            responses.in_words(slots.get(name), value, tongue),
        )
        for name, value in values.items()
        if value is not None
    }
