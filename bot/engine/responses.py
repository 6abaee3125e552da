"""Which words does Bela use? A variation is chosen, its variables filled, its options numbered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from bot.content import answers, definitions
from bot.content.definitions import Value, Variation

_VARIABLE = re.compile(r"\{(\w+)\}")
_BLANK_LINES = re.compile(r"\n{3,}")


def choose(
    response: definitions.Response, *, channel: str, seed: str, filled: Mapping[str, str]
) -> Variation:
    """The variation for this channel whose variables are known; the same one for the same seed."""
    fitting = [v for v in response.variations if v.channel == channel]
    fitting = fitting or [v for v in response.variations if v.channel is None] or list(response.variations)
    complete = [v for v in fitting if all(filled.get(name) for name in v.names)] or fitting
    digest = hashlib.sha256(f"{seed}:{response.name}".encode()).digest()
    return complete[digest[0] % len(complete)]


def fill(text: str, filled: Mapping[str, str]) -> str:
    """The text with its variables; one that is not known leaves no trace."""
    words = _VARIABLE.sub(lambda found: filled.get(found.group(1), ""), text)
    return _BLANK_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in words.split("\n"))).strip()


def numbered(text: str, titles: Sequence[str]) -> str:
    """The text with its options as numbered lines below."""
    if not titles:
        return text
    lines = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
    return f"{text}\n\n{lines}"


def options(answer: answers.Answer | None) -> tuple[answers.Option, ...]:
    """The options a question shows, in the order of their numbers."""
    if isinstance(answer, answers.Choice):
        return answer.options
    if isinstance(answer, answers.MultiChoice):
        return (*answer.options, answer.none)
    return ()


def in_words(slot: definitions.Slot | None, value: Value) -> str:
    """A value as people read it: "sim", "38,5", "Febre e Tosse", "não informado"."""
    if value is None:
        return ""
    if value == answers.UNKNOWN:
        return "não informado"
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, (int, float)):
        return f"{_number(value)}{_unit(slot, plural=value >= 2)}"  # ruff: ignore[magic-value-comparison] - Portuguese: 1,5 dia, 2 dias
    labels = {option.id: option.label for option in options(slot.answer if slot else None)}
    if isinstance(value, list):
        return _joined([labels.get(item, item) for item in value]) or labels.get("nenhum", "nenhum")
    return labels.get(value, value)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}".replace(".", ",")


def _unit(slot: definitions.Slot | None, *, plural: bool) -> str:
    match slot.answer if slot else None:
        case answers.Temperature():
            return " °C"
        case answers.Duration():
            return " dias" if plural else " dia"
        case answers.Age():
            return " anos" if plural else " ano"
        case answers.Number(unit=unit) if unit:
            return f" {unit}"
        case _:
            return ""


def _joined(words: Sequence[str]) -> str:
    if len(words) < 2:  # ruff: ignore[magic-value-comparison] - one word or none needs no "e"
        return "".join(words)
    return f"{', '.join(words[:-1])} e {words[-1]}"
