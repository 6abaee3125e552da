"""What is a change, and in which order are changes told? The clinical ones first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.told import Told


class Weight(IntEnum):
    """What a change may do to somebody; the gravest is told first."""

    #: How risk is decided, or what is advised.
    clinical = 0
    #: What is asked, and where a conversation goes.
    path = 1
    #: How something is said or recognised.
    words = 2


class PieceKind(StrEnum):
    """What became of some words."""

    same = "same"
    gone = "gone"
    new = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text that changed."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference, as one sentence."""

    weight: Weight
    #: What it belongs to: a flow's name, "Protocolo", "Textos".
    group: Told
    #: Plain words.
    sentence: Told
    #: Where texts changed: old and new words, in reading order.
    words: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one flow, or of the protocol."""

    title: Told
    changes: tuple[Change, ...]


_WORD = re.compile(r"\s+|[^\s]+")


def grouped(changes: Iterable[Change]) -> tuple[Group, ...]:
    """By what they belong to; the group with the gravest change first, and so within each."""
    by_title: dict[Told, list[Change]] = {}
    for change in changes:
        by_title.setdefault(change.group, []).append(change)
    groups = [
        Group(title=title, changes=tuple(sorted(some, key=lambda change: change.weight)))
        for title, some in by_title.items()
    ]
    return tuple(sorted(groups, key=lambda group: group.changes[0].weight))


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Which words went and which came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += _piece(PieceKind.same, before[i1:i2])
        else:
            pieces += [*_piece(PieceKind.gone, before[i1:i2]), *_piece(PieceKind.new, after[j1:j2])]
    return tuple(pieces)


def _piece(kind: PieceKind, tokens: Sequence[str]) -> list[Piece]:
    return [Piece(kind=kind, text="".join(tokens))] if tokens else []
