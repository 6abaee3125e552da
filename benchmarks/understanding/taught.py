"""Which words do the packs teach? None of the labelled messages may be one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.content import answers, definitions
from bot.engine import responses
from bot.rasa import examples
from bot.understanding import text


def words(content: definitions.Content, pack: Path) -> frozenset[str]:
    """Every training example, example of an answer, keyword, phrase, synonym and statement of the pack, folded."""
    answered = (example.said for example in content.answer_examples)
    everything = (*_examples(pack), *answered, *_phrases(content), *said_of_flows_and_slots(content))
    return frozenset(text.fold(said) for said in everything) - {""}


def said_of_flows_and_slots(content: definitions.Content) -> Iterator[str]:
    """Every keyword, label, synonym and statement of the pack."""
    for flow in content.flows.values():
        yield from flow.keywords
    yield from _names(content)


def _examples(pack: Path) -> Iterator[str]:
    for file in examples.find(pack).files:
        for intent in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            yield from (line.strip().removeprefix("- ") for line in intent["examples"].splitlines())


def _phrases(content: definitions.Content) -> Iterator[str]:
    for flag in content.protocol.red_flags:
        yield from (*flag.phrases, *flag.harmless)


def _names(content: definitions.Content) -> Iterator[str]:
    for slot in content.slots.values():
        for option in responses.options(slot.answer):
            yield from option.names_when_asked
        if isinstance(slot.answer, answers.YesNo):
            yield from slot.answer.about_when_asked
