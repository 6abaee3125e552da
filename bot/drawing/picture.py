"""What is on a picture of flows, before anybody decides where?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BoxKind(StrEnum):
    """What a box stands for."""

    start = "start"
    question = "question"
    text = "text"
    action = "action"
    #: The conversation is given to a person.
    hand_off = "hand_off"
    link = "link"
    other = "other"
    #: The words on a branch: "se Idade a partir de 60".
    condition = "condition"
    end = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing on the picture."""

    #: Its place among the picture's boxes.
    id: int
    kind: BoxKind
    #: What is written in it.
    text: str
    #: Small print beneath: the step's id.
    note: str = ""
    #: 0 for the worst class, growing as risk falls; None where no class is meant.
    severity: int | None = None
    #: Whether the flow is over behind it.
    ends: bool = False
    #: How often conversations answered here; None where it is not known.
    traffic: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From one box to another."""

    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One flow."""

    title: str
    #: The first is where it starts; ids are places in this tuple.
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
