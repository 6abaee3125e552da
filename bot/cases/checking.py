"""Did what must follow a turn follow? Each miss is one sentence in Portuguese, with the line that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cases.definitions import (
    NO_HAND_OFF,
    Assertion,
    AssertionKind,
    CaseTurn,
    Expectation,
    ExpectationKind,
    SlotState,
)
from bot.cases.session import Happened
from bot.content import definitions
from bot.content.definitions import END, Value
from bot.engine.effects import Say
from bot.engine.flows import Flows
from config.marked_yaml import Mark

_NUMBERED_LINE = re.compile(r"^\d+\. (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that did not follow."""

    mark: Mark
    expected: str
    #: What was instead.
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnResult:
    """What one turn of a case brought: usually one happening; silence may bring several, or none."""

    turn: CaseTurn
    happened: tuple[Happened, ...]

    @property
    def said(self) -> tuple[Say, ...]:
        """Everything that Bela said."""
        return tuple(say for happened in self.happened for say in happened.said)


def misses(flows: Flows, result: TurnResult, last: Happened | None) -> Iterator[Miss]:
    """Everything that the turn should have brought and did not; `last` is the latest thing that happened at all."""
    expected = result.turn.expectations
    yield from _said(result, [e for e in expected if e.kind in {ExpectationKind.bot, ExpectationKind.utter}])
    for expectation in expected:
        yield from _expectation(expectation, result, last)
    yield from _assertions(flows, result, last)


def _said(result: TurnResult, expected: Sequence[Expectation]) -> Iterator[Miss]:
    """Bela's messages one after the other, all of them; where none is named, she may say anything."""
    if not expected:
        return
    for number, expectation in enumerate(expected):
        say = result.said[number] if number < len(result.said) else None
        if say is None:
            yield Miss(mark=expectation.mark, expected=_wanted(expectation), found="nada mais foi dito")
        elif expectation.kind is ExpectationKind.utter and say.response != expectation.text:
            yield Miss(mark=expectation.mark, expected=expectation.text, found=say.response)
        elif expectation.kind is ExpectationKind.bot and say.text.strip() != expectation.text.strip():
            yield Miss(mark=expectation.mark, expected=expectation.text.strip(), found=say.text)
    for say in result.said[len(expected) :]:
        yield Miss(mark=expected[-1].mark, expected="nada mais", found=say.response)


def _wanted(expectation: Expectation) -> str:
    return expectation.text.strip()


def _expectation(expectation: Expectation, result: TurnResult, last: Happened | None) -> Iterator[Miss]:
    slots = last.after.slots if last else {}
    match expectation.kind:
        case ExpectationKind.slot_was_set:
            yield from _slots_set(expectation.slots, slots, expectation.mark)
        case ExpectationKind.slot_was_not_set:
            yield from _slots_not_set(expectation.slots, slots, expectation.mark)
        case ExpectationKind.risk_class:
            assessment = last.after.assessment if last else None
            found = assessment.risk_class if assessment else "sem classe"
            if found != expectation.text:
                yield Miss(mark=expectation.mark, expected=f"classe {expectation.text}", found=found)
        case ExpectationKind.reasons:
            assessment = last.after.assessment if last else None
            yield from _all_in(expectation, "motivo", assessment.rules if assessment else ())
        case ExpectationKind.all_reasons:
            yield from _just_these(expectation, last)
        case ExpectationKind.flags:
            yield from _all_in(expectation, "sinal de alerta", last.after.flags if last else ())
        case ExpectationKind.handoff:
            asked = [happened.hand_off.department for happened in result.happened if happened.hand_off]
            found = asked[-1] if asked else NO_HAND_OFF
            if found != expectation.text:
                yield Miss(mark=expectation.mark, expected=f"encaminhamento: {expectation.text}", found=found)


def _just_these(expectation: Expectation, last: Happened | None) -> Iterator[Miss]:
    assessment = last.after.assessment if last else None
    rules = assessment.rules if assessment else ()
    if rules != expectation.names:
        wanted = ", ".join(expectation.names) or "nenhum"
        found = ", ".join(rules) or "nenhum motivo"
        yield Miss(mark=expectation.mark, expected=f"motivos, e só estes: {wanted}", found=found)


def _all_in(expectation: Expectation, what: str, known: Sequence[str]) -> Iterator[Miss]:
    for name in expectation.names:
        if name not in known:
            yield Miss(
                mark=expectation.mark, expected=f"{what} {name}", found=", ".join(known) or f"nenhum {what}"
            )


def _slots_set(wanted: Sequence[SlotState], slots: Mapping[str, Value], mark: Mark) -> Iterator[Miss]:
    for slot in wanted:
        value = slots.get(slot.name)
        if value is None:
            yield Miss(mark=mark, expected=f"{slot.name} preenchido", found="vazio")
        elif not slot.any_value and not same(value, slot.value):
            yield Miss(mark=mark, expected=f"{slot.name}: {slot.value}", found=str(value))


def _slots_not_set(wanted: Sequence[SlotState], slots: Mapping[str, Value], mark: Mark) -> Iterator[Miss]:
    for slot in wanted:
        value = slots.get(slot.name)
        if value is not None and (slot.any_value or same(value, slot.value)):
            yield Miss(mark=mark, expected=f"{slot.name} sem este valor", found=str(value))


def same(value: Value, wanted: Value) -> bool:
    """Whether both are the same answer; true is not 1, and 38 is 38.0."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return value == wanted


def _assertions(flows: Flows, result: TurnResult, last: Happened | None) -> Iterator[Miss]:
    position = 0
    for assertion in result.turn.assertions:
        match assertion.kind:
            case AssertionKind.bot_uttered:
                at = _uttered_at(assertion, result, position if result.turn.in_order else 0)
                if at is None:
                    told = ", ".join(say.response for say in result.said) or "nada foi dito"
                    yield Miss(mark=assertion.mark, expected=_shown(assertion), found=told)
                else:
                    position = at + 1
            case AssertionKind.bot_did_not_utter:
                if _uttered_at(assertion, result, 0) is not None:
                    yield Miss(mark=assertion.mark, expected=f"não: {_shown(assertion)}", found="foi dito")
            case AssertionKind.slot_was_set:
                yield from _slots_set(assertion.slots, last.after.slots if last else {}, assertion.mark)
            case AssertionKind.slot_was_not_set:
                yield from _slots_not_set(assertion.slots, last.after.slots if last else {}, assertion.mark)
            case _:
                if not any(_holds(flows, assertion, happened) for happened in result.happened):
                    wanted = " ".join(filter(None, [assertion.name, assertion.step, *assertion.flows]))
                    yield Miss(
                        mark=assertion.mark, expected=f"{assertion.kind}: {wanted}", found=_way(result)
                    )


def _shown(assertion: Assertion) -> str:
    uttered = assertion.uttered
    parts = [
        uttered.response,
        f"/{uttered.pattern.pattern}/" if uttered.pattern else None,
        f"[{', '.join(uttered.buttons)}]" if uttered.buttons is not None else None,
    ]
    return " ".join(part for part in parts if part)


def _uttered_at(assertion: Assertion, result: TurnResult, start: int) -> int | None:
    uttered = assertion.uttered
    for number, say in enumerate(result.said[start:], start):
        titles = tuple(found["title"] for found in _NUMBERED_LINE.finditer(say.text))
        if (
            uttered.response in {None, say.response}
            and (uttered.buttons is None or titles[-len(uttered.buttons) :] == uttered.buttons)
            and (uttered.pattern is None or uttered.pattern.search(say.text))
        ):
            return number
    return None


def _holds(flows: Flows, assertion: Assertion, happened: Happened) -> bool:
    match assertion.kind:
        case AssertionKind.flow_started:
            return assertion.name in _started(flows, happened)
        case AssertionKind.flow_completed:
            ended = _completed(flows, happened)
            return assertion.name in ended and assertion.step in {"", ended[assertion.name]}
        case AssertionKind.flow_cancelled:
            before = {frame.flow: frame.step for frame in happened.before.stack}
            left = before.keys() - {frame.flow for frame in happened.after.stack}
            cancelled = left - _completed(flows, happened).keys()
            return assertion.name in cancelled and assertion.step in {"", before[assertion.name]}
        case AssertionKind.action_executed:
            return assertion.name in _actions(flows, happened)
        case _:
            offered = {offer.title for offer in happened.after.offered}
            named = {flow.name: flow.id for flow in flows.content.flows.values()}
            return set(assertion.flows) <= offered | {named.get(title, title) for title in offered}


def _started(flows: Flows, happened: Happened) -> set[str]:
    return {
        passed.flow
        for passed in happened.path
        if passed.branch is None and passed.step == flows.flow(passed.flow).first
    }


def _completed(flows: Flows, happened: Happened) -> dict[str, str]:
    """The flows that came to their end, and at which step."""
    ended = {}
    for passed in happened.path:
        step = flows.flow(passed.flow).steps[passed.step]
        leaves = isinstance(step, definitions.Link)
        if leaves if passed.branch is None else step.branches[passed.branch].target == END:
            ended[passed.flow] = passed.step
    return ended


def _actions(flows: Flows, happened: Happened) -> set[str]:
    steps = (flows.flow(passed.flow).steps[passed.step] for passed in happened.path)
    return {step.action for step in steps if isinstance(step, definitions.Action)}


def _way(result: TurnResult) -> str:
    steps = [
        f"{passed.flow}.{passed.step}"
        for happened in result.happened
        for passed in happened.path
        if passed.branch is None
    ]
    return ", ".join(steps) or "nada aconteceu"
