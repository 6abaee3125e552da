"""With which risk class does a conversation come by a step? Followed from the branches that ask for the class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.content import flow_graph
from bot.content.definitions import Action, Classify, Content, Flow, Step
from bot.content.flow_graph import Edge, Place, Way
from bot.content.predicates import Comparer, Comparison
from bot.engine.endings import RISK_SLOT
from bot.engine.patterns import PATTERN_RED_FLAG

#: Every class, and "not decided yet".
_Classes = frozenset[str]


def severities(content: Content, flow: Flow) -> Mapping[str, int]:
    """Step id → the worst class it is reached with, where a branch has asked for the class; 0 is the worst.

    The words that advise a class are of that class; the flow of red flags is of the worst.
    """
    order = {risk_class.id: number for number, risk_class in enumerate(content.protocol.classes)}
    advice = {risk_class.advice: order[risk_class.id] for risk_class in content.protocol.classes}
    undecided = frozenset(order)
    reached = _reached(flow, undecided)
    found: dict[str, int] = {}
    for step in flow.steps.values():
        classes = reached.get(step.id, undecided)
        if isinstance(step, Action) and step.action in advice:
            found[step.id] = advice[step.action]
        elif classes and classes != undecided:
            found[step.id] = min(order[name] for name in classes)
        elif flow.id == PATTERN_RED_FLAG:
            found[step.id] = 0
    return found


def _reached(flow: Flow, undecided: _Classes) -> Mapping[str, _Classes]:
    """The classes that each step can be reached with, until nothing more is found."""
    graph = flow_graph.of_flow(flow)
    reached: dict[str, _Classes] = {flow.first: undecided}
    waiting = [flow.first]
    while waiting:
        step = flow.steps[waiting.pop()]
        arriving = undecided if _decides_anew(step) else reached[step.id]
        for edge, classes in _along(step, graph.leaving.get(Place(flow.id, step.id), ()), arriving):
            target = edge.target.step
            if target not in flow.steps:
                continue
            joined = reached.get(target, frozenset()) | classes
            if joined != reached.get(target):
                reached[target] = joined
                waiting.append(target)
    return reached


def _decides_anew(step: Step) -> bool:
    return isinstance(step, Classify) or (isinstance(step, Action) and step.action == "action_classify")


def _along(step: Step, edges: Iterable[Edge], arriving: _Classes) -> list[tuple[Edge, _Classes]]:
    """What goes along each branch: the class it asks for, and the rest along the others."""
    left, found = arriving, []
    for edge in edges:
        asked = _asked(step, edge)
        if asked is None:
            found.append((edge, left))
        else:
            found.append((edge, left & {asked}))
            left -= {asked}
    return [(edge, classes) for edge, classes in found if classes]


def _asked(step: Step, edge: Edge) -> str | None:
    """The class that the branch asks for, when it asks for nothing else."""
    if edge.way is not Way.branch:
        return None
    condition = step.branches[edge.number].condition
    says = condition.says if condition else None
    if (
        isinstance(says, Comparison)
        and says.slot == RISK_SLOT
        and says.comparer is Comparer.equal
        and isinstance(says.constant, str)
    ):
        return says.constant
    return None
