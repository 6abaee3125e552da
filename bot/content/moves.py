"""May a conversation that began in an older version go on in this one? What `migrate:` declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.marked_yaml import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Conversations of the named versions move at their next turn."""

    #: Numbers of versions; empty for every older one.
    versions: frozenset[int]
    #: Flow → the old id of a step → its id here. A step that is not named keeps its id.
    steps: Mapping[str, Mapping[str, str]]
    mark: Mark

    def covers(self, number: int) -> bool:
        """Whether conversations of this version move."""
        return not self.versions or number in self.versions

    def step(self, flow: str, step: str) -> str:
        """What the step is called here."""
        return self.steps.get(flow, {}).get(step, step)
