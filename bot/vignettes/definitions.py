"""What is a written case?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.protocols import Source
from config.marked_yaml import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """A person who writes, and the class they must get."""

    id: str
    #: Who it is, in a few words: "Mulher de 78 anos com pressão alta".
    who: str
    #: What they write at first, one message after the other.
    opens: tuple[str, ...]
    #: Slot → what they write when it is asked for, in turn; the last one again and again.
    answers: Mapping[str, tuple[str, ...]]
    #: Slot → what they write, when it is first asked for, before they answer.
    says: Mapping[str, tuple[str, ...]]
    #: The class, by the source.
    expected: str
    #: The response that they must hear; None: the advice of the class.
    hears: str | None
    #: Why it is this class.
    because: str
    source: Source
    mark: Mark
