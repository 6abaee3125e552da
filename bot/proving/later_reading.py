"""Which slots can flows still look at, from where a conversation stands? All others do not decide how it goes on."""

from __future__ import annotations

from collections.abc import Collection

from bot.content.definitions import Call, Collect, Content, Flow, Link
from bot.engine.conversation import Frame, Phase
from bot.engine.patterns import (
    PATTERN_COMPLETED,
    PATTERN_HANDOFF_FAILED,
    PATTERN_HUMAN_HANDOFF,
    PATTERN_RED_FLAG,
    PATTERN_SESSION_START,
    PATTERN_TOO_MANY_ATTEMPTS,
)
from bot.proving import flow_conditions

#: Flows that the engine itself may start while it has the word.
_PATTERNS = (PATTERN_HANDOFF_FAILED, PATTERN_HUMAN_HANDOFF, PATTERN_RED_FLAG, PATTERN_TOO_MANY_ATTEMPTS)


class LaterReading:
    """Knows one pack."""

    def __init__(self, content: Content, startable: Collection[str], passing: Collection[str]) -> None:
        """`startable` are the flows that words can start; `passing` are slots that are asked anew each time."""
        self._flows = content.flows
        self._startable = tuple(startable)
        self._passing = frozenset(passing)
        self._known: dict[tuple[Phase, tuple[str, ...]], tuple[str, ...]] = {}

    def slots(self, phase: Phase, stack: tuple[Frame, ...]) -> tuple[str, ...]:
        """In a fixed order."""
        under_way = tuple([frame.flow for frame in stack])
        known = self._known.get((phase, under_way))
        if known is None:
            known = self._known[phase, under_way] = self._slots(phase, under_way)
        return known

    def everything(self) -> frozenset[str]:
        """What flows look at anywhere."""
        return frozenset(self._read_by(self._flows) - self._passing)

    def _slots(self, phase: Phase, begun: tuple[str, ...]) -> tuple[str, ...]:
        if phase is Phase.new:
            begun = (*begun, PATTERN_SESSION_START)
        if phase in {Phase.new, Phase.talking}:
            begun = (*begun, PATTERN_COMPLETED, *self._startable)
        return tuple(sorted(self._read_by({*begun, *_PATTERNS}) - self._passing))

    def _read_by(self, begun: Collection[str]) -> set[str]:
        waiting = [name for name in begun if name in self._flows]
        seen: set[str] = set()
        read: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            flow = self._flows[name]
            read |= _reads(flow)
            waiting.extend(
                step.flow
                for step in flow.steps.values()
                if isinstance(step, (Call, Link)) and step.flow in self._flows
            )
        return read


def _reads(flow: Flow) -> set[str]:
    read = {step.slot for step in flow.steps.values() if isinstance(step, Collect)}
    return read.union(*(condition.slots for condition in flow_conditions.of_flow(flow)))
