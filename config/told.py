"""In which language is something told to those who run Bela? Every sentence is written in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from string import Template


class Language(StrEnum):
    """In which language are findings, changes and the answers of commands told?"""

    pt = "pt"
    en = "en"


@dataclass(frozen=True, slots=True)
class Told:
    """One text in both languages."""

    pt: str
    en: str

    def said(self, language: Language) -> str:
        """The text in that language."""
        return self.pt if language is Language.pt else self.en

    def filled(self, **parts: Told | str) -> Told:
        """The text with each `$name` filled in; what is filled in may be told in both languages, too."""
        pt = {name: part.pt if isinstance(part, Told) else part for name, part in parts.items()}
        en = {name: part.en if isinstance(part, Told) else part for name, part in parts.items()}
        return Told(Template(self.pt).substitute(pt), Template(self.en).substitute(en))


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
