"""Where can a conversation go from each step? Flows as a graph, for linting, proving and drawing.

Pure, and made of the definitions alone. A flow may be looked at by itself (`of_flow`) or with all others, links followed
(`of_content`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.content.definitions import END, Action, Branch, Call, Content, Flow, HandOff, Link, Step
from config.marked_yaml import Mark

#: Actions after which a flow does not go on: the room is given away, closed, or everything begins anew.
FINAL_ACTIONS: Final = frozenset({"action_hand_off", "action_close", "action_hangup", "action_restart"})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A step of a flow; `step` is END where the flow is over."""

    flow: str
    step: str

    @property
    def is_end(self) -> bool:
        """Whether the flow is over here."""
        return self.step == END


class Way(StrEnum):
    """How one gets from a step to the next."""

    #: Nothing is decided.
    next = "next"
    #: A condition holds.
    branch = "branch"
    #: None of the conditions held.
    otherwise = "otherwise"
    #: Another flow goes on.
    link = "link"
    #: Another flow runs, and comes back.
    call = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One way from a place to another."""

    source: Place
    target: Place
    way: Way
    #: What has to hold; empty where nothing has to.
    condition: str
    #: Which of the step's branches it is.
    number: int
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowGraph:
    """Places and the ways between them, in the order of the content."""

    steps: Mapping[Place, Step]
    edges: tuple[Edge, ...]
    #: Where each flow begins.
    starts: Mapping[str, Place]
    leaving: Mapping[Place, tuple[Edge, ...]]
    entering: Mapping[Place, tuple[Edge, ...]]

    def reached(self, start: Iterable[Place], *, without: Collection[Place] = ()) -> set[Place]:
        """Every place that can be come to from `start`, which counts; never through the places of `without`."""
        return _spread(start, lambda place: (edge.target for edge in self.leaving.get(place, ())), without)

    def leading(self, target: Iterable[Place], *, without: Collection[Place] = ()) -> set[Place]:
        """Every place from which `target` can be come to, which counts."""
        return _spread(target, lambda place: (edge.source for edge in self.entering.get(place, ())), without)

    def loops(self, among: Collection[Place]) -> Iterator[tuple[Place, ...]]:
        """Sets of places that lead round in a circle without leaving `among`, each in the content's order."""
        left = [place for place in self.steps if place in among]
        seen: set[Place] = set()
        outside = self.steps.keys() - set(left)
        for place in left:
            if place in seen:
                continue
            circle = self.reached([place], without=outside) & self.leading([place], without=outside)
            seen |= circle
            if len(circle) > 1 or any(edge.target == place for edge in self.leaving.get(place, ())):
                yield tuple(sorted(circle, key=left.index))


def of_flow(flow: Flow) -> FlowGraph:
    """One flow by itself; a link is an end."""
    return _graph([flow], {})


def of_content(content: Content) -> FlowGraph:
    """All flows, links followed."""
    return _graph(content.flows.values(), content.flows)


def with_ways(graph: FlowGraph, ways: Collection[Way]) -> FlowGraph:
    """The same places with only these kinds of way between them."""
    edges = tuple(edge for edge in graph.edges if edge.way in ways)
    return dataclasses.replace(
        graph,
        edges=edges,
        leaving=_by(edges, lambda edge: edge.source),
        entering=_by(edges, lambda edge: edge.target),
    )


def hands_off(step: Step) -> bool:
    """Whether this step calls a person."""
    return isinstance(step, HandOff) or (isinstance(step, Action) and step.action == "action_hand_off")


def is_final(step: Step) -> bool:
    """Whether nothing of the flow comes after this step."""
    return isinstance(step, HandOff) or (isinstance(step, Action) and step.action in FINAL_ACTIONS)


def _graph(flows: Iterable[Flow], known: Mapping[str, Flow]) -> FlowGraph:
    flows = list(flows)
    steps = {Place(flow.id, step.id): step for flow in flows for step in flow.steps.values()}
    edges = tuple(
        edge for flow in flows for step in flow.steps.values() for edge in _edges(flow, step, known)
    )
    return FlowGraph(
        steps=steps,
        edges=edges,
        starts={flow.id: Place(flow.id, flow.first) for flow in flows if flow.steps},
        leaving=_by(edges, lambda edge: edge.source),
        entering=_by(edges, lambda edge: edge.target),
    )


def _edges(flow: Flow, step: Step, known: Mapping[str, Flow]) -> Iterator[Edge]:
    here = Place(flow.id, step.id)
    if isinstance(step, Link):
        other = known.get(step.flow)
        target = Place(other.id, other.first) if other and other.steps else Place(flow.id, END)
        yield Edge(source=here, target=target, way=Way.link, condition="", number=0, mark=step.mark)
        return
    if is_final(step):
        yield Edge(
            source=here, target=Place(flow.id, END), way=Way.next, condition="", number=0, mark=step.mark
        )
        return
    if isinstance(step, Call) and step.flow in known and known[step.flow].steps:
        target = Place(step.flow, known[step.flow].first)
        yield Edge(source=here, target=target, way=Way.call, condition="", number=0, mark=step.mark)
    for number, branch in enumerate(step.branches):
        yield Edge(
            source=here,
            target=Place(flow.id, branch.target),
            way=_way(step, branch),
            condition=branch.condition.text if branch.condition else "",
            number=number,
            mark=branch.mark,
        )


def _way(step: Step, branch: Branch) -> Way:
    if branch.condition:
        return Way.branch
    return Way.next if len(step.branches) == 1 else Way.otherwise


def _by(edges: Iterable[Edge], place: Callable[[Edge], Place]) -> Mapping[Place, tuple[Edge, ...]]:
    found: dict[Place, list[Edge]] = {}
    for edge in edges:
        found.setdefault(place(edge), []).append(edge)
    return {place: tuple(some) for place, some in found.items()}


def _spread(
    start: Iterable[Place], further: Callable[[Place], Iterable[Place]], without: Collection[Place]
) -> set[Place]:
    found: set[Place] = set()
    waiting = [place for place in start if place not in without]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting.extend(target for target in further(place) if target not in without)
    return found
