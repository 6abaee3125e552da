"""Where something stands in a file, and what is wrong there."""

from dataclasses import dataclass
from enum import StrEnum

from config.told import Told


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; lines and columns count from 1, columns in characters."""

    #: path relative to the folder that was read, with forward slashes
    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much a mistake matters."""

    #: The content cannot be used.
    error = "error"
    #: It can be used; something in it has no effect, or deserves a look.
    warning = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file, told to the person who edits it."""

    #: short stable name of the kind of mistake, e.g. "unknown-key"
    rule: str
    mark: Mark
    #: in Portuguese
    sentence: str
    severity: Severity = Severity.error
    #: the same in English; "" where the rule's title has to do, as linting tells it
    english: str = ""

    def __str__(self) -> str:
        return self.told.pt

    @property
    def told(self) -> Told:
        """The sentence behind its place, with the rule's name."""
        said = Told(self.sentence, self.english or self.sentence)
        return Told(f"{self.mark}: {said.pt} [{self.rule}]", f"{self.mark}: {said.en} [{self.rule}]")
