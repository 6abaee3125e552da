"""Which answers does a flow tell apart? One sample for each, so that trying them all is trying every answer.

A flow looks at a slot only through conditions. Two answers for which every condition on that slot alone says the same
lead the same way for ever: they are one block, and one of them stands for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content import answers, conditions, predicates
from bot.content.conditions import Condition
from bot.content.definitions import Collect, Content, Flow, Slot, Value
from bot.content.predicates import AllOf, AnyOf, Comparison, Not, Predicate, Test
from bot.engine.flows import Flows
from bot.proving import courses, directions, flow_conditions

type_block = tuple[bool | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAnswers:
    """What flows tell apart, by slot."""

    #: The conditions on this slot alone.
    looked: Mapping[str, tuple[predicates.Predicate, ...]]
    #: The same, ready to be asked.
    tests: Mapping[str, tuple[Condition, ...]]
    #: Slots that some condition holds against another one, or reckons with: every value is a block of its own.
    exact: frozenset[str]
    #: One answer a block; the most harmless first.
    samples: Mapping[str, tuple[Value, ...]]
    #: Slots that are only looked at in the step that asks for them anew: what they held before does not matter.
    passing: frozenset[str]
    #: Blocks that were asked for before: every turn asks for many, and people answer few things.
    _blocks: dict[tuple[str, str], type_block] = field(default_factory=dict, compare=False, repr=False)
    #: The numbers of blocks, and the same numbers by the value itself.
    _numbers: dict[object, int] = field(default_factory=dict, compare=False, repr=False)
    _numbered: dict[object, int] = field(default_factory=dict, compare=False, repr=False)

    def block(self, slot: str, value: Value) -> type_block:
        """Which block the value belongs to."""
        written = (slot, repr(value))
        known = self._blocks.get(written)
        if known is None:
            told = tuple(test.holds({slot: value}) for test in self.tests.get(slot, ()))
            known = self._blocks[written] = (*told, written[1]) if slot in self.exact else told
        return known

    def number(self, slot: str, value: Value) -> int:
        """Of its block, from 1; no answer is a block of its own."""
        itself = (slot, *value) if isinstance(value, list) else (slot, type(value), value)
        number = self._numbered.get(itself)
        if number is None:
            block = (slot, value is None, self.block(slot, value))
            number = self._numbered[itself] = self._numbers.setdefault(block, len(self._numbers) + 1)
        return number

    def alike(self, slot: str, value: Value) -> Value:
        """The sample of its block, which is the same whichever answers a solver came upon; itself where there is none."""
        block = self.block(slot, value)
        return next((one for one in self.samples.get(slot, ()) if self.block(slot, one) == block), value)


def of(flows: Flows) -> SampleAnswers:
    """Look through all flows for what they tell apart."""
    content = flows.content
    looked: dict[str, list[Predicate]] = {name: [] for name in content.slots}
    exact: set[str] = set()
    for condition in _conditions(content):
        for part in _parts(condition):
            named = conditions.of(part).slots
            if len(named) > 1:
                exact |= named
            for name in named if len(named) == 1 else ():
                if part not in looked[name]:
                    looked[name].append(part)
    found = SampleAnswers(
        looked={name: tuple(parts) for name, parts in looked.items()},
        tests={name: tuple(map(conditions.of, parts)) for name, parts in looked.items()},
        exact=frozenset(exact),
        samples={},
        passing=_passing(content),
    )
    samples = {name: _samples(flows, slot, found) for name, slot in content.slots.items() if slot.answer}
    return dataclasses.replace(found, samples=samples)


def _conditions(content: Content) -> Iterator[Predicate]:
    for flow in content.flows.values():
        yield from (condition.says for condition in flow_conditions.of_flow(flow))


def _parts(predicate: Predicate) -> Iterator[Predicate]:
    """The largest parts that look at one slot only, and what holds several against each other."""
    if len(conditions.of(predicate).slots) == 1:
        yield predicate
        return
    match predicate:
        case AllOf(terms=terms) | AnyOf(terms=terms):
            for term in terms:
                yield from _parts(term)
        case Not(term=term):
            yield from _parts(term)
        case Comparison() | Test():
            yield predicate


def _passing(content: Content) -> frozenset[str]:
    """Asked anew each time, and looked at nowhere but there."""
    anew = {
        step.slot
        for flow in content.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect) and step.always_ask
    }
    elsewhere: set[str] = set(content.protocol.inputs)
    for flow in content.flows.values():
        elsewhere |= flow.guard.slots if flow.guard else frozenset()
        for step in flow.steps.values():
            own = {step.slot} if isinstance(step, Collect) and step.always_ask else set()
            for condition in flow_conditions.of_step(step):
                elsewhere |= condition.slots - own
    return frozenset(anew - elsewhere)


def _samples(flows: Flows, slot: Slot, found: SampleAnswers) -> tuple[Value, ...]:
    chosen: dict[object, Value] = {}
    asked = list(_askers(flows.content, slot.name)) if slot.name in found.passing else []
    for value in _possible(flows, slot):
        leads = tuple(courses.leads_to(flows.content, flow, step, value) for flow, step in asked)
        chosen.setdefault(leads or found.block(slot.name, value), value)
    return tuple(chosen.values())


def _askers(content: Content, slot: str) -> Iterator[tuple[Flow, Collect]]:
    """The steps that ask for it; none where one of them goes by anything else, too."""
    asking = [
        (flow, step)
        for flow in content.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect) and step.slot == slot
    ]
    alone = all(
        condition.slots <= {slot} and not condition.context
        for _, step in asking
        for condition in flow_conditions.of_step(step)
    )
    refused = any(step.rejections for _, step in asking) or content.slots[slot].rejections
    if alone and not refused:
        yield from asking


def _possible(flows: Flows, slot: Slot) -> Iterator[Value]:
    """Answers of every kind, the most harmless first."""
    declared = flows.protocol.inputs.get(slot.name)
    benign = directions.benign(declared) if declared else None
    if benign is not None:
        yield list(benign) if isinstance(benign, tuple) else benign
    match slot.answer:
        case answers.YesNo():
            yield from (True, False)
        case answers.Choice(options=options):
            yield from (option.id for option in options)
        case answers.MultiChoice(options=options):
            yield []
            yield from ([option.id] for option in options)
            yield [option.id for option in options]
        case answers.MunicipalityAnswer():
            yield next(filter(None, flows.services), "Fortaleza")
        case answers.FreeText(name=name):
            yield "Maria" if name else "pode me ligar depois"
        case _:
            yield from _numbers(flows.content, slot)
    if slot.answer and slot.answer.allow_unknown:
        yield answers.UNKNOWN


def _numbers(content: Content, slot: Slot) -> Iterable[int | float]:
    """Around every number that some condition compares the slot with, inside the range of the question."""
    low, high = 0.0, 0.0
    match slot.answer:
        case answers.Number(minimum=low, maximum=high) | answers.Temperature(minimum=low, maximum=high):
            pass
        case answers.Age(maximum=top) | answers.Duration(maximum_days=top):
            high = float(top)
    whole = isinstance(slot.answer, (answers.Age, answers.Duration)) or getattr(slot.answer, "whole", False)
    step = 1.0 if whole else 0.1
    cuts = {low, high}
    for predicate in _conditions(content):
        for comparison in predicates.comparisons(predicate):
            constant = comparison.constant
            if comparison.slot == slot.name and isinstance(constant, (int, float)):
                cuts |= {constant - step, float(constant), constant + step}
    inside = sorted({round(cut, 1) for cut in cuts if low <= cut <= high})
    return [int(cut) if whole else cut for cut in inside]
