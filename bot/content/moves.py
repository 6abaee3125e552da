"""May a conversation that began in an older version go on in this one? What `migrate:` declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.marked_yaml import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Conversations of the named versions move at their next turn."""

    #: Numbers of versions; empty for every older one.
    versions: frozenset[int]
    #: Flow, by its id here → the old id of a step → its id here. A step that is not named keeps its id.
    steps: Mapping[str, Mapping[str, str]]
    mark: Mark
    #: The old id of a flow → its id here. A flow that is not named keeps its id.
    flows: Mapping[str, str] = field(default_factory=dict)

    def covers(self, number: int) -> bool:
        """Whether conversations of this version move."""
        return not self.versions or number in self.versions

    def flow(self, flow: str) -> str:
        """What the flow is called here."""
        return self.flows.get(flow, flow)

    def step(self, flow: str, step: str) -> str:
        """What a step of the flow, by its old id, is called here."""
        return self.steps.get(self.flow(flow), {}).get(step, step)
