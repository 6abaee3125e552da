"""From which words is it learnt? Never from a part that is only scored, nor from one of the older parts.

Taught phrases and figures of speech of all danger signs, examples, keywords and options of the packs, the messages made up for
this (`danger.yml`, `calm.yml`), and the labelled messages that may be looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

import config
from benchmarks.understanding import messages, taught
from bot.content import danger_signs, loading
from bot.content.definitions import Content
from bot.understanding import patterns, red_flags

_HERE: Final = Path(__file__).parent
_CONFIG: Final = Path(__file__).parents[3] / "config"
#: The parts of the labelled messages that it may be learnt from.
PARTS: Final = frozenset({messages.Part.danger_seen, messages.Part.danger2_seen, messages.Part.said_seen})
#: What a lesson weighs: a whole message as much as two examples or phrases.
_MESSAGE, _TAUGHT = 1.0, 0.5
#: Of a sign's phrases, many of which differ in one word, so many are enough.
_MOST_PHRASES: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Words, and whether they tell of danger."""

    said: str
    #: The danger signs told of; none where the words are harmless.
    signs: tuple[str, ...] = ()
    weight: float = _MESSAGE


def made_up(kind: str) -> Iterator[tuple[str, str]]:
    """The messages of `danger.yml` or `calm.yml`, each with its heading."""
    written = yaml.safe_load((_HERE / f"{kind}.yml").read_text(encoding="utf-8"))
    for heading, lines in written.items():
        yield from ((heading, line) for line in lines.splitlines())


def lessons(packs: Sequence[Content]) -> Sequence[Lesson]:
    """All of them, each once, in an order that nothing but the words decides."""
    found = {lesson.said: lesson for lesson in (*_taught(packs), *_written())}
    return sorted(found.values(), key=lambda lesson: hashlib.sha256(lesson.said.encode()).digest())


def _written() -> Iterator[Lesson]:
    for sign, said in made_up("danger"):
        yield Lesson(said=said, signs=(sign,))
    for _, said in made_up("calm"):
        yield Lesson(said=said)
    for folder in (messages.FOLDER, messages.DENGUE):
        for message in messages.load(folder):
            if message.part in PARTS:
                yield Lesson(said=message.say, signs=tuple(sorted(message.flags)))


def _taught(packs: Sequence[Content]) -> Iterator[Lesson]:
    for content in packs:
        alarming = red_flags.RedFlagScanner(
            [
                red_flags.RedFlag(id=flag.id, label=flag.label, phrases=flag.phrases, harmless=flag.harmless)
                for flag in content.protocol.red_flags
            ]
        )
        for said in (*(said for _, said in content.examples), *taught.said_of_flows_and_slots(content)):
            if not alarming.scan(said):  # an option may be a danger sign: "falta de ar"
                yield Lesson(said=said, weight=_TAUGHT)
    for sign, phrases in _phrases(packs).items():
        for said in sorted(phrases, key=lambda said: hashlib.sha256(said.encode()).digest())[:_MOST_PHRASES]:
            yield Lesson(said=said, signs=(sign,), weight=_TAUGHT)
    for words in danger_signs.read().values():
        for said in words.harmless:
            yield Lesson(said=patterns.said(said), weight=_TAUGHT)


def _phrases(packs: Sequence[Content]) -> Mapping[str, set[str]]:
    """Danger sign → its phrases: the shared ones, and those that only a pack has."""
    shared = danger_signs.read()
    found = {sign: {patterns.said(phrase) for phrase in words.phrases} for sign, words in shared.items()}
    known = set().union(*found.values())
    for content in packs:
        for flag in content.protocol.red_flags:
            own = {patterns.said(phrase) for phrase in flag.phrases} - known
            if own:
                found[flag.id] = found.get(flag.id, set()) | own
    return found


def shipped_packs() -> Sequence[Content]:
    """The two packs, as the demo deployments load them."""
    deployments = [config.load(_CONFIG / name, environment={}) for name in ("demo", "demo-dengue")]
    return [
        loading.load(deployment.content, departments=[department.id for department in deployment.departments])
        for deployment in deployments
    ]
