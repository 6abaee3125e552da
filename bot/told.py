"""In which language is something told to those who run Bela? What a text is, the rooms below know, too: `config.told`."""

from __future__ import annotations

from collections.abc import Iterable

from config.told import Language, Told

__all__ = ["NOTHING", "Language", "Told", "alike", "joined"]

#: Nothing to say.
NOTHING = Told("", "")


def alike(words: str) -> Told:
    """Names and numbers, which are the same in both languages."""
    return Told(words, words)


def joined(parts: Iterable[Told], *, between: str | Told) -> Told:
    """Several texts as one."""
    listed = list(parts)
    link = between if isinstance(between, Told) else alike(between)
    return Told(link.pt.join(part.pt for part in listed), link.en.join(part.en for part in listed))
