"""Which words does Bela use? A variation is chosen, its variables filled, its options numbered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.content import answers, definitions
from bot.content.definitions import Value, Variation

_VARIABLE = re.compile(r"\{(\w+)\}")
_MONTHS_PER_YEAR = 12
_DAYS_PER_YEAR = 365
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who hears a text, and what is known of them."""

    #: "whatsapp"
    channel: str
    #: "en"; "" for the pack's own.
    language: str
    #: Only words that the channel has approved before may be sent now.
    approved_only: bool = False
    #: What regional texts may be for: municipality, micro-region, state; nearest first.
    places: Sequence[str]
    slots: Mapping[str, Value]
    context: Mapping[str, object]


def choose(
    response: definitions.Response, *, audience: Audience, seed: str, filled: Mapping[str, str]
) -> Variation | None:
    """The variation that fits best, the same one for the same seed; None when the conditions of all fail.

    The nearest region goes first, then the channel, then a condition, then the language. Among those left, one whose
    variables are all known.
    """
    ranked = [(rank, v) for v in response.variations if (rank := _rank(v, audience)) is not None]
    if not ranked:
        # A text for another channel is better than none; one whose condition fails would be wrong.
        sendable = (v for v in response.variations if v.template or not audience.approved_only)
        return next((v for v in sendable if v.condition is None and not v.regions), None)
    best = max(rank for rank, _ in ranked)
    fitting = [variation for rank, variation in ranked if rank == best]
    complete = [v for v in fitting if all(filled[name] for name in v.names)] or fitting
    if len(complete) == 1:
        return complete[0]
    digest = hashlib.sha256(f"{seed}:{response.name}".encode()).digest()
    return complete[digest[0] % len(complete)]


def only(response: definitions.Response) -> Variation | None:
    """The one variation that everybody hears; None where there is something to choose."""
    if len(response.variations) > 1:
        return None
    variation = response.variations[0]
    return None if variation.condition or variation.regions else variation


def _rank(variation: Variation, audience: Audience) -> tuple[int, bool, bool, bool] | None:
    """How well it fits, larger is better; None when it does not."""
    if variation.channel is not None and variation.channel != audience.channel:
        return None
    if audience.approved_only and not variation.template:
        return None
    if variation.condition and not variation.condition.holds(audience.slots, audience.context):
        return None
    near = 0
    if variation.regions:
        near = next(
            (
                len(audience.places) - at
                for at, place in enumerate(audience.places)
                if place in variation.regions
            ),
            -1,
        )
        if near < 0:
            return None
    translated = bool(audience.language) and audience.language in variation.translations
    return near, variation.channel is not None, variation.condition is not None, translated


def in_language(text: str, translations: Mapping[str, str], language: str) -> str:
    """The text in the language, or in the language without its country, or as it is."""
    if not language or not translations:
        return text
    return translations.get(language) or translations.get(language.split("-", maxsplit=1)[0]) or text


def written(variation: Variation, language: str, filled: Mapping[str, str], titles: Sequence[str]) -> str:
    """The whole message: the text, its options as numbered lines, its links.

    A text that is not in the language begins with a word about it.
    """
    text = fill(_said_in(variation, language), filled)
    links = [link for link in (variation.image, variation.attachment) if link]
    return "\n\n".join([numbered(text, titles), *links]) if links else numbered(text, titles)


def _said_in(variation: Variation, language: str) -> str:
    """The text in the language; else the text itself, behind a word that it is in Portuguese."""
    if not language:
        return variation.text
    told = in_language(variation.text, variation.translations, language)
    note = small_words_of(language).only_portuguese
    return f"{note}\n\n{told}" if note and told == variation.text and not _has(variation, language) else told


def _has(variation: Variation, language: str) -> bool:
    return bool({language, language.split("-", maxsplit=1)[0]} & variation.translations.keys())


def fill(text: str, filled: Mapping[str, str]) -> str:
    """The text with its variables; one that is not known leaves no trace."""
    if "{" not in text:
        return _tidy(text)
    return _tidied(_VARIABLE.sub(lambda found: filled.get(found.group(1), ""), text))


@lru_cache(maxsize=4096)
def _tidy(text: str) -> str:
    """A text without variables is tidied once."""
    return _tidied(text)


def _tidied(words: str) -> str:
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


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The words of the program's own inside a value."""

    yes: str
    no: str
    unknown: str
    none: str
    conjunction: str
    #: Said before a text that exists in Portuguese only.
    only_portuguese: str = ""


_PORTUGUESE: Final = SmallWords("sim", "não", "não informado", "nenhum", "e")
_IN_LANGUAGES: Final[Mapping[str, SmallWords]] = {
    "en": SmallWords("yes", "no", "not told", "none", "and", "(Only in Portuguese:)"),
    "es": SmallWords("sí", "no", "no informado", "ninguno", "y", "(Solo en portugués:)"),
}


def small_words_of(language: str) -> SmallWords:
    """Those of the language, or Portuguese."""
    if not language:
        return _PORTUGUESE
    return _IN_LANGUAGES.get(language.split("-", maxsplit=1)[0], _PORTUGUESE)


def in_words(slot: definitions.Slot | None, value: Value, language: str = "") -> str:
    """A value as people read it: "sim", "38,5", "Febre e Tosse", "não informado"."""
    if value is None:
        return ""
    words = small_words_of(language)
    if value == answers.UNKNOWN:
        return words.unknown
    if isinstance(value, bool):
        return words.yes if value else words.no
    if isinstance(value, (int, float)):
        return _counted(slot, value)
    labels = {option.id: option.labelled(language) for option in options(slot.answer if slot else None)}
    if isinstance(value, list):
        told = [labels.get(item, item) for item in value]
        return _joined(told, words.conjunction) or labels.get("nenhum", words.none)
    return labels.get(value, value)


def _counted(slot: definitions.Slot | None, value: float) -> str:
    if slot and isinstance(slot.answer, answers.Age) and not float(value).is_integer():
        return _baby_age(value)
    return f"{_number(value)}{_unit(slot, plural=value >= 2)}"  # ruff: ignore[magic-value-comparison] - Portuguese: 1,5 dia, 2 dias


def _baby_age(years: float) -> str:
    """An age below two years: "8 meses", "12 dias"."""
    months, days = round(years * _MONTHS_PER_YEAR), round(years * _DAYS_PER_YEAR)
    if months:
        return "1 mês" if months == 1 else f"{months} meses"
    return "1 dia" if days == 1 else f"{days} dias"


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


def _joined(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:  # ruff: ignore[magic-value-comparison] - one word or none needs no "e"
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
