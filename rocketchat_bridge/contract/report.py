"""What was seen of each assumption, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rocketchat_bridge.contract import assumptions


class Verdict(StrEnum):
    """Is it as assumed?"""

    holds = "confere"
    differs = "difere"
    #: This server, as it is set up, cannot show it.
    undecidable = "não decidível aqui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was seen of one assumption."""

    assumption: assumptions.Assumption
    verdict: Verdict
    #: One half-sentence: what was seen, or why nothing could be.
    seen: str

    def __str__(self) -> str:
        about = f"[{self.verdict.value}] {self.assumption.id}: {self.assumption.assumes}"
        if self.verdict is Verdict.holds:
            return f"{about} ({self.seen})" if self.seen else about
        if self.verdict is Verdict.undecidable:
            return f"{about}: {self.seen}"
        return f"{about}\n    visto: {self.seen}\n    → {self.assumption.otherwise}"

    def as_json(self) -> dict[str, str]:
        """The line for programs."""
        return {
            "id": self.assumption.id,
            "verdict": self.verdict.name,
            "assumes": self.assumption.assumes,
            "seen": self.seen,
            "otherwise": self.assumption.otherwise,
        }


@dataclass(slots=True, kw_only=True)
class Report:
    """All lines, and what could not be cleaned up."""

    url: str
    version: str = ""
    _lines: dict[str, Line] = field(default_factory=dict)
    #: What was made for the trial and is still there.
    left_behind: list[str] = field(default_factory=list)

    def saw(self, id_: str, holds: bool, seen: str = "") -> None:  # ruff: ignore[boolean-type-hint-positional-argument] - reads as a sentence
        """Note whether an assumption holds; the first sight counts."""
        self._note(id_, Verdict.holds if holds else Verdict.differs, seen)

    def cannot_tell(self, id_: str, why: str) -> None:
        """Note why this server cannot show it."""
        self._note(id_, Verdict.undecidable, why)

    def _note(self, id_: str, verdict: Verdict, seen: str) -> None:
        line = Line(assumption=assumptions.BY_ID[id_], verdict=verdict, seen=seen)
        self._lines.setdefault(id_, line)

    def broke(self, ids: tuple[str, ...], why: str) -> None:
        """A scene ended early: what it did not show yet differs, for that reason."""
        for id_ in ids:
            self._note(id_, Verdict.differs, why)

    @property
    def lines(self) -> list[Line]:
        """In the order of the assumptions."""
        return [self._lines[each.id] for each in assumptions.ALL if each.id in self._lines]

    @property
    def differs(self) -> bool:
        """Whether anything is otherwise than assumed, or was left behind."""
        return bool(self.left_behind) or any(line.verdict is Verdict.differs for line in self.lines)

    def text(self) -> Iterator[str]:
        """The report for a terminal."""
        yield f"Rocket.Chat {self.version} em {self.url}"
        yield from map(str, self.lines)
        for thing in self.left_behind:
            yield f"[ficou] {thing} → apague em Administração, ou rode de novo"
        counts = {verdict: sum(line.verdict is verdict for line in self.lines) for verdict in Verdict}
        yield ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items())

    def as_json(self) -> dict[str, object]:
        """The report for programs."""
        return {
            "url": self.url,
            "version": self.version,
            "differs": self.differs,
            "left_behind": self.left_behind,
            "checks": [line.as_json() for line in self.lines],
        }
