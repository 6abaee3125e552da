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
    told = answers.in_language(variation.text, variation.translations, language)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWords:
    """The words of the program's own inside a value."""

    yes: str
    no: str
    unknown: str
    none: str
    conjunction: str
    #: Each for one and for several.
    years: tuple[str, str]
    months: tuple[str, str]
    days: tuple[str, str]
    #: Between the whole part of a number and the rest.
    point: str = ","
    #: Only 1 itself is one; in Portuguese whatever is less than 2 is: 0 dia, 1,5 dia.
    only_one: bool = True
    #: Said before a text that exists in Portuguese only.
    only_portuguese: str = ""

    def counted(self, number: float, words: tuple[str, str]) -> str:
        """The number with its word."""
        one = number == 1 if self.only_one else number < 2  # ruff: ignore[magic-value-comparison] - the grammar's
        return f"{self.number(number)} {words[0 if one else 1]}"

    def number(self, number: float) -> str:
        """A number as it is written."""
        return str(int(number)) if float(number).is_integer() else f"{number:.1f}".replace(".", self.point)


_PORTUGUESE: Final = SmallWords(
    yes="sim",
    no="não",
    unknown="não informado",
    none="nenhum",
    conjunction="e",
    years=("ano", "anos"),
    months=("mês", "meses"),
    days=("dia", "dias"),
    only_one=False,
)
_IN_LANGUAGES: Final[Mapping[str, SmallWords]] = {
    "en": SmallWords(
        yes="yes",
        no="no",
        unknown="not told",
        none="none",
        conjunction="and",
        years=("year", "years"),
        months=("month", "months"),
        days=("day", "days"),
        point=".",
        only_portuguese="*This exists in Portuguese only:*",
    ),
    "es": SmallWords(
        yes="sí",
        no="no",
        unknown="no informado",
        none="ninguno",
        conjunction="y",
        years=("año", "años"),
        months=("mes", "meses"),
        days=("día", "días"),
        only_portuguese="*Esto existe solo en portugués:*",
    ),
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
        return _counted(slot, value, words)
    labels = {option.id: option.labelled(language) for option in options(slot.answer if slot else None)}
    if isinstance(value, list):
        told = [labels.get(item, item) for item in value]
        return _joined(told, words.conjunction) or labels.get("nenhum", words.none)
    return labels.get(value, value)


def _counted(slot: definitions.Slot | None, value: float, words: SmallWords) -> str:
    match slot.answer if slot else None:
        case answers.Age() if not float(value).is_integer():
            return _baby_age(value, words)
        case answers.Age():
            return words.counted(value, words.years)
        case answers.Duration():
            return words.counted(value, words.days)
        case answers.Temperature():
            return f"{words.number(value)} °C"
        case answers.Number(unit=unit) if unit:
            return f"{words.number(value)} {unit}"
        case _:
            return words.number(value)


def _baby_age(years: float, words: SmallWords) -> str:
    """An age below two years: "8 meses", "12 dias"."""
    months = round(years * _MONTHS_PER_YEAR)
    return (
        words.counted(months, words.months)
        if months
        else words.counted(round(years * _DAYS_PER_YEAR), words.days)
    )


def _joined(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:  # ruff: ignore[magic-value-comparison] - one word or none needs no "e"
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
