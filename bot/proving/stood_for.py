"""Which flows and texts are never looked at by the proof, because another flow is tried in their place?

A question and its answer, added or worded anew, is such a flow: the proof tries one of all that only tell something. Which
one that is, the explorer itself decides (`moves.standing_for`); here is only asked whether anything else leads to the others.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping

from bot.content import vocabulary
from bot.content.definitions import Action, Call, Content, Flow, Link
from bot.engine.flows import Flows
from bot.proving import courses, flow_conditions, moves, sample_answers


def flows_of(flows: Flows) -> frozenset[str]:
    """Flows that only say something, which neither a word, another flow nor Bela herself begins in the proof."""
    content = flows.content
    reached = frozenset(_reached(content))
    stands = moves.standing_for(content, sample_answers.of(flows))
    return frozenset(
        name
        for name, other in stands.items()
        if name != other and name not in reached and _alike(content.flows[name], content.flows[other])
    )


def responses_of(content: Content, left_out: Collection[str]) -> frozenset[str]:
    """Texts that these flows say, and the engine does not say of itself; others may say them, too."""
    steps = (step for name in left_out for step in content.flows[name].steps.values())
    said = {step.action for step in steps if isinstance(step, Action)}
    return frozenset(name for name in said if not name.startswith(vocabulary.ENGINE_SAYS))


def without(content: Content, left_out: Collection[str]) -> Mapping[str, Flow]:
    """The pack's other flows, as far as the proof reads them: of the words that start one, only whether there are any."""
    return {name: _wordless(flow) for name, flow in content.flows.items() if name not in left_out}


def _wordless(flow: Flow) -> Flow:
    started = ("*",) if flow.keywords or flow.triggers else ()
    return dataclasses.replace(flow, name="", description="", keywords=started, triggers=())


def _reached(content: Content) -> Iterator[str]:
    """What other flows lead to, and what the engine or a campaign begins."""
    for flow in content.flows.values():
        if flow.is_pattern or flow.entry:
            yield flow.id
        yield from (step.flow for step in flow.steps.values() if isinstance(step, (Call, Link)))


def _alike(flow: Flow, other: Flow) -> bool:
    """Whether both only tell, nothing is decided on the way, and they end alike."""
    tells = courses.only_tells(flow) and courses.only_tells(other)
    decides = next(flow_conditions.of_flow(flow), None) is not None
    return tells and not decides and (flow.completes, flow.persisted) == (other.completes, other.persisted)
