"""Which slots are emptied when a flow ends?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.content.definitions import Call, Collect, Content, Flow, SetSlots

#: Slots that the engine itself fills; no flow's end empties them.
ALERT_SLOT = "alerta"
RISK_SLOT = "risco"
#: Filled at the beginning when lasting answers of the person are known from an earlier room.
RETURNING_SLOT = "voltou"


def resets(content: Content) -> Mapping[str, tuple[str, ...]]:
    """Flow → what it and the flows it calls asked for or set, without what shall be kept."""
    return {flow.id: tuple(dict.fromkeys(_filled(content, flow, set()))) for flow in content.flows.values()}


def _filled(content: Content, flow: Flow, seen: set[str]) -> Iterator[str]:
    """A called flow lives as long as its caller: its slots are emptied with the caller's."""
    seen.add(flow.id)
    for step in flow.steps.values():
        match step:
            case Collect(slot=slot) if step.reset_after_flow_ends:
                yield from _unless_kept(flow, slot)
            case SetSlots(values=values):
                for slot, _ in values:
                    yield from _unless_kept(flow, slot)
            case Call(flow=target) if target in content.flows and target not in seen:
                for slot in _filled(content, content.flows[target], seen):
                    yield from _unless_kept(flow, slot)


def _unless_kept(flow: Flow, slot: str) -> Iterator[str]:
    if slot not in flow.persisted and slot not in {ALERT_SLOT, RISK_SLOT}:
        yield slot
