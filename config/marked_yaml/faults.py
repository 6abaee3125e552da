"""Where something stands in a file, and what is wrong there."""

from dataclasses import dataclass
from enum import StrEnum


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
    """One mistake in a file, told to the person who edits it (in Portuguese)."""

    #: short stable name of the kind of mistake, e.g. "unknown-key"
    rule: str
    mark: Mark
    sentence: str
    severity: Severity = Severity.error

    def __str__(self) -> str:
        return f"{self.mark}: {self.sentence} [{self.rule}]"
