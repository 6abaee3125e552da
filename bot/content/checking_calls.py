"""Do flows that call or link one another come to an end?"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.content.definitions import END, Action, Call, Collect, Content, Flow, HandOff, Link
from config.marked_yaml import Fault, Mark

#: Patterns that a flow may link to; the engine alone starts the others.
_LINKED = frozenset({
    "pattern_chitchat", "pattern_completed", "pattern_customer_satisfaction", "pattern_human_handoff", "pattern_menu",
    "pattern_red_flag",
})  # fmt: skip
#: Actions after which the turn is over.
_FINAL = frozenset({"action_close", "action_hand_off", "action_hangup"})


def check(content: Content) -> Iterator[Fault]:
    """Circles of calls, circles of links in which nobody is asked anything, and calls that cannot come back."""
    for flow in content.flows.values():
        yield from _calls(content, flow)
    yield from _circles(content, "call-circle", _called, "chamam uns aos outros sem fim")
    yield from _circles(
        content, "link-circle", _linked_in_silence, "seguem um para o outro sem perguntar nada"
    )


def _calls(content: Content, flow: Flow) -> Iterator[Fault]:
    for step in flow.steps.values():
        match step:
            case Call(flow=target) if flow.is_pattern or target.startswith("pattern_"):
                sentence = "um fluxo reservado (pattern_…) não chama nem é chamado; use link"
                yield Fault("not-supported", step.mark, sentence)
            case Call(flow=target) if _links(content.flows.get(target)):
                sentence = f'"{target}" tem um "link" e por isso não volta; não pode ser chamado por "call"'
                yield Fault("not-supported", step.mark, sentence)
            case Link(flow=target) if target.startswith("pattern_") and target not in _LINKED:
                known = ", ".join(sorted(_LINKED))
                yield Fault("not-supported", step.mark, f'"link" não leva a "{target}"; só a: {known}')


def _links(flow: Flow | None) -> bool:
    return flow is not None and any(isinstance(step, Link) for step in flow.steps.values())


def _called(flow: Flow) -> Iterable[tuple[str, Mark]]:
    return [(step.flow, step.mark) for step in flow.steps.values() if isinstance(step, Call)]


def _linked_in_silence(flow: Flow) -> Iterator[tuple[str, Mark]]:
    """The links that can be come to without a question being asked or the room being given away."""
    seen: set[str] = set()
    waiting = [flow.first] if flow.steps else []
    while waiting:
        step_id = waiting.pop()
        step = flow.steps.get(step_id)
        if step is None or step_id in seen or step_id == END:
            continue
        seen.add(step_id)
        if isinstance(step, Link):
            yield step.flow, step.mark
        final = isinstance(step, HandOff) or (isinstance(step, Action) and step.action in _FINAL)
        if not final and not isinstance(step, Collect):
            waiting.extend(branch.target for branch in step.branches)


def _circles(
    content: Content, rule: str, following: Callable[[Flow], Iterable[tuple[str, Mark]]], what: str
) -> Iterator[Fault]:
    """One fault for each circle, at the step that closes it."""
    graph = {flow.id: list(following(flow)) for flow in content.flows.values()}
    told: set[frozenset[str]] = set()
    for start in graph:
        circle = _way_back(graph, start)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            mark = next(mark for target, mark in graph[circle[-1]] if target == start)
            yield Fault(rule, mark, f"estes fluxos {what}: {' → '.join([*circle, start])}")


def _way_back(graph: Mapping[str, list[tuple[str, Mark]]], start: str) -> list[str]:
    """The shortest way from a flow back to itself; empty when there is none."""
    paths = deque([[start]])
    seen: set[str] = set()
    while paths:
        path = paths.popleft()
        for target, _ in graph.get(path[-1], ()):
            if target == start:
                return path
            if target not in seen:
                seen.add(target)
                paths.append([*path, target])
    return []
