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
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

from bot.content.definitions import Value
from bot.content.protocols import Protocol
from bot.engine.flows import Flows
from bot.proving import sample_answers
from bot.proving.classes_at import ClassesAt

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
    #: The classes that can come about, worst first; None where that was not asked.
    classes: tuple[str, ...] | None
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
        Question(answers=answers, flags=flags, classes=given, complete=complete)
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
    if question.classes is None:
        return True
    given = classes.every(question.answers, question.flags)
    return tuple(risk_class for risk_class, _ in given) == question.classes


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
            classes=None if classes is None else tuple(classes),
            complete=complete,
        )
        for answers, flags, classes, complete in data["questions"]
    )
    return Asked(questions=questions, danger_slots=frozenset(data["danger_slots"]))
