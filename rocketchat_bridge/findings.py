"""What was found when something was looked at, and how is it told? One line, with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from config.told import NOTHING, Told, alike


class Level(StrEnum):
    """How bad is it?"""

    ok = "ok"
    #: works, but not as well as it should
    warning = "warning"
    #: Bela cannot do her work like this
    fault = "fault"


_LEVELS = {
    Level.ok: Told("ok", "ok"),
    Level.warning: Told("aviso", "warning"),
    Level.fault: Told("falta", "missing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    #: what was found, one sentence
    what: Told
    #: what to do; empty when nothing
    remedy: Told = NOTHING

    @property
    def told(self) -> Told:
        """All of it as one line."""
        line = alike("[$level] $what → $remedy" if self.remedy != NOTHING else "[$level] $what")
        return line.filled(level=_LEVELS[self.level], what=self.what, remedy=self.remedy)


def either(good: bool, ok: Told, otherwise: Told, remedy: Told, *, level: Level = Level.fault) -> Finding:  # ruff: ignore[boolean-type-hint-positional-argument]
    """What is told of something that is as it has to be, or is not: `ok`, or `otherwise` with its remedy."""
    return Finding(level=Level.ok, what=ok) if good else Finding(level=level, what=otherwise, remedy=remedy)
