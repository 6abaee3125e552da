"""What does plain Rasa make of a message? Its intent, and its lookup tables, read as generously as can be.

Rasa has no red flags and no readers of answers, so it is given the pack's own words as lookup tables, which its
RegexEntityExtractor would find letter by letter in any case: the phrases of the red flags, and the labels and synonyms of
options. An intent counts at any confidence above Rasa's own fallback. A bare number answers a question for a number, the
intents for yes, no and "I do not know" answer the questions they can answer, and a name is the whole message.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Final

from benchmarks.understanding.messages import Message
from benchmarks.understanding.scores import Outcome
from bot.content import answers, definitions
from bot.content.definitions import Value
from bot.engine.flows import Flows
from bot.engine.turn import Parse

_YES, _NO, _UNKNOWN = "confirmar", "negar", "nao_sei"
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_FALLBACK: Final = 0.4


def understood(flows: Flows, message: Message, parse: Parse | None) -> Outcome:
    """The outcome of Rasa's reading; without a reading (no words) only the lookup tables speak."""
    intent = parse.intent if parse and parse.confidence >= _FALLBACK else ""
    slot = flows.content.slots.get(message.asking or "")
    answer = _answer(flows, slot, message.say, intent) if slot else None
    slots = {} if answer is None or slot is None else {slot.name: answer}
    return Outcome(
        flags=frozenset(_flags(flows, message.say)),
        starts=None if slots else flows.triggers.get(intent, (None, 0.0))[0],
        slots={**_told(flows, message.say), **slots},
    )


def _flags(flows: Flows, said: str) -> Iterable[str]:
    for flag in flows.protocol.red_flags:
        if any(_looked_up(phrase, said) for phrase in flag.phrases):
            yield flag.id


def _told(flows: Flows, said: str) -> Mapping[str, Value]:
    """The lists that lookup tables fill from any message, as slots mapped from entities are."""
    told: dict[str, Value] = {}
    for telling in flows.tellings:
        if isinstance(telling.answer, answers.MultiChoice):
            ids = list(_options(telling.answer.options, said))
            told |= {telling.slot: ids} if ids else {}
    return told


def _answer(  # ruff: ignore[too-many-return-statements] - one for each kind of answer
    flows: Flows, slot: definitions.Slot, said: str, intent: str
) -> Value:
    if intent == _UNKNOWN:
        return answers.UNKNOWN
    match slot.answer:
        case answers.YesNo():
            return {_YES: True, _NO: False}.get(intent)
        case answers.Choice(options=choices):
            return next(iter(_options(choices, said)), None)
        case answers.MultiChoice(options=choices):
            ids = list(_options(choices, said))
            return ids or ([] if intent == _NO else None)
        case answers.MunicipalityAnswer():
            return next((name for name in flows.services if name and _looked_up(name, said)), None)
        case answers.FreeText():
            return said or None
        case _:
            return _number(said)


def _options(choices: Iterable[answers.Option], said: str) -> Iterable[str]:
    for option in choices:
        if any(_looked_up(name, said) for name in (option.label, *option.synonyms)):
            yield option.id


def _number(said: str) -> Value:
    numbers = _NUMBER.findall(said)
    if len(numbers) != 1:
        return None
    value = float(numbers[0].replace(",", "."))
    return int(value) if value.is_integer() else value


def _looked_up(words: str, said: str) -> bool:
    """As RegexEntityExtractor finds a line of a lookup table: whole words, in any case, nothing forgiven."""
    return _line(words).search(said) is not None


@functools.cache
def _line(words: str) -> re.Pattern[str]:
    """Thousands of lines are looked up in every message: Python's own cache of patterns is too small for them."""
    return re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
