"""A simulated conversation as its page shows it: plain data, turn by turn, with what stands behind each word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.cases import durations, places, writing
from bot.cases.session import PAUSE, Happened
from bot.content import answers
from bot.engine import effects, responses
from bot.engine.conversation import CORRECTION, Conversation
from bot.engine.flows import Flows
from bot.simulating import inspecting
from bot.simulating.script import Played

#: As it goes to the page.
Plain = dict[str, Any]
#: Bela's messages that are shown of one conversation; a circle of content could say more than a page can hold.
_MOST_LINES: Final = 3_000


def turns(flows: Flows, played: Played) -> list[Plain]:
    """What was done, each with what came of it."""
    left = _MOST_LINES
    told = []
    for done in played.done:
        lines = list(_lines(flows, done))[:left]
        left -= len(lines)
        told.append(_act(done) | {"lines": lines})
    return told


def _act(done: writing.Done) -> Plain:
    act = done.act
    return {
        "text": act.text,
        "event": act.event.value if act.event else "",
        "after": "" if act.after == PAUSE else durations.written(act.after),
        "intent": act.intent or "",
        "place": places.written(act.place) if act.place else "",
        "file": str(act.file or ""),
    }


def _lines(flows: Flows, done: writing.Done) -> Iterator[Plain]:
    for one in done.happened:
        at = one.at.astimezone(flows.time_zone).strftime("%H:%M")
        for effect in one.brought:
            line = _line(flows, one, effect)
            if line:
                yield line | {"at": at}


def _line(flows: Flows, one: Happened, effect: effects.Effect) -> Plain | None:
    line: Plain | None = None
    match effect:
        case effects.Say(text=text, response=response):
            line = {"kind": "said", "text": text, "response": response}
        case effects.Classified(risk_class=risk_class):
            known = one.before.assessment
            if known is None or known.risk_class != risk_class:
                line = {"kind": "class", "text": flows.protocol.risk_class(risk_class).label}
        case effects.Flagged(flag=flag, words=words):
            labels = {known.id: known.label for known in flows.protocol.red_flags}
            line = {"kind": "flag", "text": labels.get(flag, flag), "words": words}
        case effects.HandOff(department=department, note=note):
            name = flows.departments[department].name if department in flows.departments else department
            line = {"kind": "hand_off", "text": name, "note": note}
        case effects.Close():
            line = {"kind": "close", "text": ""}
        case effects.ContentFault(rule=rule, where=where):
            line = {"kind": "fault", "text": rule, "where": where}
    return line


def choices(flows: Flows, state: Conversation) -> Plain:
    """What may be clicked: the numbered lines shown last, or the options of the pending question."""
    if state.offered:
        return {"labels": [offer.title for offer in state.offered], "several": False}
    slot = flows.content.slots.get(state.asking or "")
    answer = slot.answer if slot else None
    if isinstance(answer, answers.YesNo):
        return {"labels": ["sim", "não"], "several": False}
    labels = [option.label for option in responses.options(answer)]
    return {"labels": labels, "several": isinstance(answer, answers.MultiChoice)}


def clock(played: Played, zone: ZoneInfo) -> Plain:
    """What time it is, and when Bela comes back by herself."""
    session = played.session
    wakes = session.state.wake_at
    return {
        "now": session.now.astimezone(zone).isoformat(),
        "wakes": wakes.astimezone(zone).isoformat() if wakes else None,
        "until": max((wakes - session.now).total_seconds(), 0) if wakes else None,
    }


def knows(flows: Flows, played: Played) -> Plain:
    """The inspector: slots, stack, class with its rules, red flags."""
    state = played.session.state
    classified = inspecting.decided(state, played.done)
    protocol = flows.protocol
    return {
        "phase": state.phase.value,
        "asking": _asking(flows, state),
        "attempts": state.attempts,
        "slots": [
            {"name": name, "label": label, "value": value}
            for name, (label, value) in inspecting.in_words(flows, state.slots).items()
        ],
        "waiting": [
            {"name": name, "label": label, "value": value}
            for name, (label, value) in inspecting.in_words(flows, state.told).items()
        ],
        "stack": [_frame(flows, flow=frame.flow, step=frame.step) for frame in reversed(state.stack)],
        "class": classified and protocol.risk_class(classified.risk_class).label,
        "severity": classified and protocol.severity(classified.risk_class),
        "protocol": f"{protocol.id} {protocol.version}",
        "rules": [
            {
                "id": ground.id,
                "class": protocol.risk_class(ground.risk_class).label,
                "because": ground.because,
                "terms": ground.terms,
                "source": ground.source,
            }
            for ground in (inspecting.grounds(flows, classified) if classified else ())
        ],
        "flags": [
            {"id": one.id, "label": one.label, "words": one.words}
            for one in inspecting.heard(flows, played.done)
        ],
        "path": _path(flows, played),
    }


def _asking(flows: Flows, state: Conversation) -> str:
    if state.asking is None or state.asking == CORRECTION:
        return "" if state.asking is None else "corrigir"
    slot = flows.content.slots.get(state.asking)
    return f"{slot.label} ({slot.name})" if slot else state.asking


def _frame(flows: Flows, *, flow: str, step: str) -> Plain:
    known = flows.content.flows.get(flow)
    found = known.steps.get(step) if known else None
    return {
        "flow": flow,
        "name": known.name if known else "",
        "step": step,
        "place": str(found.mark) if found else "",
    }


def _path(flows: Flows, played: Played) -> list[Plain]:
    """The steps of what was done last."""
    last = played.done[-1].happened if played.done else ()
    return [
        _frame(flows, flow=passed.flow, step=passed.step)
        for one in last
        for passed in one.path
        if passed.branch is None
    ]
