"""Which line of the content has to do with what was found, and what is it called?"""

from __future__ import annotations

from bot.content.definitions import Collect, Content, Step
from bot.content.protocols import Input, RiskClass, Rule
from bot.engine import patterns
from bot.proving.findings import Place
from bot.proving.moves import Doubt, RedFlag, Start
from bot.proving.visits import Visit
from bot.told import Told


def risk_class(one: RiskClass) -> Place:
    """Where a class is declared."""
    return Place(mark=one.mark, what=Told(f"a classe {one.id}", f"the class {one.id}"))


def rule(one: Rule) -> Place:
    """Where a rule is written."""
    what = Told(f"a regra {one.id} ({one.risk_class})", f"the rule {one.id} ({one.risk_class})")
    return Place(mark=one.mark, what=what)


def declared(one: Input) -> Place:
    """Where an input is declared."""
    return Place(mark=one.mark, what=Told(f"a entrada {one.slot}", f"the input {one.slot}"))


def flow(content: Content, name: str) -> Place:
    """Where a flow begins."""
    return Place(mark=content.flows[name].mark, what=Told(f"o fluxo {name}", f"the flow {name}"))


def step(content: Content, where: str) -> tuple[Place, ...]:
    """The step that an engine fault names; nothing where it is in no flow."""
    name, _, step_id = where.partition(":")
    known = content.flows.get(name)
    return _step(name, known.steps.get(step_id) if known else None)


def stands(content: Content, visit: Visit) -> tuple[Place, ...]:
    """The step at which the conversation stands."""
    stack = visit.conversation.stack
    if not stack:
        return (flow(content, _begun(visit)),)
    top = stack[-1]
    return _step(top.flow, content.flows[top.flow].steps.get(top.step))


def _step(name: str, one: Step | None) -> tuple[Place, ...]:
    if one is None:
        return ()
    asked = f"{name}:{one.id}"
    what = (
        Told(f"o passo {asked} (pergunta {one.slot})", f"the step {asked} (question {one.slot})")
        if isinstance(one, Collect)
        else Told(f"o passo {asked}", f"the step {asked}")
    )
    return (Place(mark=one.mark, what=what),)


def _begun(visit: Visit) -> str:
    """The flow that the last move began."""
    match visit.move:
        case Start(flow=started):
            return started
        case Doubt():
            return patterns.PATTERN_POSSIBLE_DANGER
        case RedFlag():
            return patterns.PATTERN_RED_FLAG
        case _:
            return patterns.PATTERN_SESSION_START
