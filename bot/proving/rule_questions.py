"""Do other rules answer everything that the flows' proof asked of the rules as these did? Then the flows keep the laws as before.

The conversations that are tried depend on the rules in three ways only: which classes the answers can give where a
conversation classifies, whether an answer that was not asked could make the class worse, and which inputs alone give the
worst class. All three are asked through `ClassesAt`. A protocol that answers every question alike leads to the same
conversations, one by one, and no law looks at more of it. (`told_apart` is what else of the rules the engine reads.)
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

from bot.content.definitions import Value
from bot.content.protocols import Protocol
from bot.engine import classification
from bot.engine.flows import Flows
from bot.proving import sample_answers
from bot.proving.classes_at import ClassesAt, type_class

_log = structlog.get_logger()

#: Of a proof that asks more, nothing is kept: the delivered packs ask fewer than 3,000.
_MOST_QUESTIONS: Final = 20_000
#: What the kept questions may take when unpacked, in bytes.
_LARGEST: Final = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody stands at a result with these answers, one for each block, and these red flags."""

    answers: Mapping[str, Value]
    flags: tuple[str, ...]
    #: The classes that can come about, worst first, each with answers of the same blocks that gave it: as far as they
    #: are not those above. None where that was not asked.
    classes: Mapping[str, Mapping[str, Value]] | None
    #: Whether it was asked if an answer that was not given could make it worse; none could, or the laws would not hold.
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that was asked while the flows were proved to hold."""

    questions: tuple[Question, ...]
    danger_slots: frozenset[str]


def without_rules(protocol: Protocol) -> object:
    """All of the protocol that is not asked about, and which inputs its rules look at."""
    bare = dataclasses.replace(protocol, rules=(), score=None, default="")
    return bare, protocol.looked_at


def of(classes: ClassesAt) -> Asked | None:
    """What was asked; None where it is too much to keep, or where a class was decided without being asked about."""
    questions = tuple(
        Question(answers=answers, flags=flags, classes=_differing(answers, given), complete=complete)
        for answers, flags, given, complete in classes.asked()
    )
    if classes.bypassed or len(questions) > _MOST_QUESTIONS:
        return None
    return Asked(questions=questions, danger_slots=classes.danger_slots())


def answered_alike(flows: Flows, asked: Asked) -> bool:
    """Whether this content's rules give every answer that was given before."""
    classes = ClassesAt(flows.protocol, sample_answers.of(flows))
    return classes.danger_slots() == asked.danger_slots and all(
        _alike(classes, question) for question in asked.questions
    )


def _alike(classes: ClassesAt, question: Question) -> bool:
    if question.complete and classes.missing(question.answers, question.flags) is not None:
        return False
    return question.classes is None or all(
        _can_be(classes, question, each.id) == (each.id in question.classes)
        for each in classes.protocol.classes
    )


def _can_be(classes: ClassesAt, question: Question, risk_class: str) -> bool:
    """Whether the class can come about; the answers that gave it then mostly give it now, and spare the solver."""
    differing = (question.classes or {}).get(risk_class)
    if differing is not None:
        decided = classification.classify(classes.protocol, {**question.answers, **differing}, question.flags)
        if decided.risk_class == risk_class:
            return True
    return classes.can_be(risk_class, question.answers, question.flags)


def _differing(
    answers: Mapping[str, Value], given: Sequence[type_class] | None
) -> Mapping[str, Mapping[str, Value]] | None:
    if given is None:
        return None
    return {
        risk_class: {name: value for name, value in shown.items() if answers.get(name) != value}
        for risk_class, shown in given
    }


def write(path: Path, asked: Asked) -> None:
    """The file is there whole, or not at all."""
    packed = zlib.compress(json.dumps(_data(asked), separators=(",", ":")).encode(), 9)
    beside = path.with_name(f"{path.name}.part")
    beside.write_bytes(_digest(path, packed) + b"\n" + packed)
    beside.replace(path)


def read(path: Path) -> Asked | None:
    """None where there is none, or where it is not as it was written: then it is deleted, and everything is proved."""
    try:
        digest, _, packed = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("proof_memory_unread", file=str(path), why=type(error).__name__)
        return None
    if digest == _digest(path, packed):
        return _asked(json.loads(_unpacked(packed)))
    _log.warning("proof_memory_unread", file=str(path), why="digest")
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def _digest(path: Path, packed: bytes) -> bytes:
    """Of the name, too: what was asked of one content says nothing of another."""
    return hashlib.sha256(path.name.encode() + packed).hexdigest().encode()


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, _LARGEST)


def _data(asked: Asked) -> dict[str, Any]:
    return {
        "danger_slots": sorted(asked.danger_slots),
        "questions": [[dict(one.answers), one.flags, one.classes, one.complete] for one in asked.questions],
    }


def _asked(data: Mapping[str, Any]) -> Asked:
    questions = tuple(
        Question(
            answers=answers,
            flags=tuple(flags),
            classes=classes,
            complete=complete,
        )
        for answers, flags, classes, complete in data["questions"]
    )
    return Asked(questions=questions, danger_slots=frozenset(data["danger_slots"]))
