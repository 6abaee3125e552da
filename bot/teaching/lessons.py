"""From which sentences is it learnt, and what does each tell?

`danger.tsv`: a danger sign and words that tell that it is so now. `calm.txt`: words that tell of none, many of them with the same
words in them: past, denied, supposed, asked about, of others' stories, of games and animals. Written for this by hand, in the manner
in which people write to a health service, by somebody who had not seen the labelled messages that understanding is measured with;
none of those stands here. The phrases of the packs' danger signs are lessons, too. `asked.txt`: what people ask and say to a health
service, and is calm, from the packs' examples. They are not read from the packs themselves, so that another wording of a topic moves
no weight of danger: who has enough of questions, and who has enough of life, say it in the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content.definitions import Content, Slot
from bot.engine import preparing, responses
from bot.understanding import numbers, patterns, text

DANGER: Final = Path(__file__).with_name("danger.tsv")
CALM: Final = Path(__file__).with_name("calm.txt")
ASKED: Final = Path(__file__).with_name("asked.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Words, and the danger sign that they tell of; None where they are harmless."""

    tokens: tuple[text.Token, ...]
    sign: str | None = None


def written() -> Iterator[tuple[str | None, str]]:
    """The sentences written for it, each with its sign."""
    for line in DANGER.read_text(encoding="utf-8").splitlines():
        sign, said = line.split("\t")
        yield sign, said
    for said in CALM.read_text(encoding="utf-8").splitlines():
        yield None, said


def lessons(packs: Sequence[Content]) -> Sequence[Lesson]:
    """All of them, each once, in an order that nothing but the words decides."""
    found: dict[str, Lesson] = {}
    for sign, said in (*written(), *_listed(packs)):
        tokens = numbers.tokens(said)
        if tokens:
            found.setdefault(" ".join(token.word for token in tokens), Lesson(tokens=tokens, sign=sign))
    return [
        found[words] for words in sorted(found, key=lambda words: hashlib.sha256(words.encode()).digest())
    ]


def _listed(packs: Sequence[Content]) -> Iterator[tuple[str | None, str]]:
    for pack in packs:
        for flag in pack.protocol.red_flags:
            yield from ((flag.id, phrase) for phrase in flag.phrases if not patterns.is_marked(phrase))
        listed = preparing.scanner(pack.protocol)
        names = (name for slot in pack.slots.values() for name in _names(slot))
        yield from ((None, name) for name in names if not listed.is_listed(name))
    yield from ((None, said) for said in ASKED.read_text(encoding="utf-8").splitlines())


def _names(slot: Slot) -> Iterator[str]:
    for option in responses.options(slot.answer):
        yield from (option.label, *option.synonyms)
