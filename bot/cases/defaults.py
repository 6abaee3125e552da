"""The cases that every flow gets for nothing: what people send at the worst moment, at every question, and what must hold.

Nobody is met with silence, nothing raises, no step of the content is at fault, danger brings a number to call and a person, and
who asks for a person gets one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.cases.definitions import EventKind, Person
from bot.cases.session import PAUSE, Happened, Session
from bot.content import definitions, vocabulary
from bot.content.definitions import Collect, Flow
from bot.engine import effects
from bot.engine.conversation import Frame, Phase
from bot.engine.flows import Flows
from bot.linting.rules.safety import CONSENT_SLOTS
from config.marked_yaml import Mark

_DAY: Final = timedelta(days=1)
#: What a citizen may send at any moment, by the name of the case.
_MESSAGES: Final = {
    "quatro mil letras": "a" * 4_000,
    "letras sem fim": "socorro " * 2_000,
    "só emoji": "😀👍🏽",
    "vazio": "   ",
    "SQL e HTML": "'; DROP TABLE people; -- <script>alert(1)</script> {samu} %s",
    "sair": "sair",
    "menu": "menu",
}
_MEDIA: Final = (EventKind.audio, EventKind.sticker, EventKind.image, EventKind.location)
_PERSON: Final = "quero falar com uma pessoa"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultCase:
    """One of them, played."""

    name: str
    #: The question at which it was played.
    mark: Mark
    happened: tuple[Happened, ...]
    #: What did not hold; empty when all did.
    broken: str


def play(flows: Flows) -> Iterator[DefaultCase]:
    """All default cases of all flows."""
    for flow in flows.content.flows.values():
        if flow.id in vocabulary.SPEAKING_PATTERNS:
            continue
        for step in _stops(flow):
            for name, case in _cases(flows, flow, step):
                yield DefaultCase(
                    name=f"padrão: {flow.id}.{step.id}: {name}",
                    mark=step.mark,
                    happened=case.happened,
                    broken=case.broken,
                )


def _stops(flow: Flow) -> list[definitions.Step]:
    """Every question of a flow; where it asks nothing, its first step."""
    asking: list[definitions.Step] = [step for step in flow.steps.values() if isinstance(step, Collect)]
    return asking or [flow.steps[flow.first]]


@dataclass(slots=True)
class _Case:
    happened: tuple[Happened, ...]
    broken: str


def _cases(flows: Flows, flow: Flow, step: definitions.Step) -> Iterator[tuple[str, _Case]]:
    for name, text in _MESSAGES.items():
        yield name, _judged(_written(_at(flows, flow, step), [text]))
    for medium in _MEDIA:
        yield medium.value, _judged(_at(flows, flow, step).happen(medium))
    yield "a mesma mensagem duas vezes", _judged(_written(_at(flows, flow, step), ["zzz", "zzz"]))
    yield "silêncio", _judged(_at(flows, flow, step).pass_time(_DAY))
    yield "de volta depois de um dia", _judged(_back_after_a_day(_at(flows, flow, step)))
    yield "humano", _reaching_a_person(_written(_at(flows, flow, step), [_PERSON]))
    if flows.protocol.red_flags:
        yield "sinal de alerta", _danger(flows, _at(flows, flow, step))


def _at(flows: Flows, flow: Flow, step: definitions.Step) -> Session:
    """A conversation that stands at this step; at a question, it is asked already."""
    consent = dict.fromkeys(CONSENT_SLOTS & flows.content.slots.keys(), True)
    asked = step.slot if isinstance(step, Collect) else None
    slots = {name: value for name, value in consent.items() if name != asked}
    session = Session(flows, Person(slots=slots))
    session.stand_at(Frame(flow=flow.id, step=step.id), asking=asked)
    return session


def _written(session: Session, texts: Sequence[str]) -> tuple[Happened, ...]:
    return tuple(session.write(text) for text in texts)


def _back_after_a_day(session: Session) -> tuple[Happened, ...]:
    first = session.write("zzz")
    woken = session.pass_time(_DAY)
    return (first, *woken, session.write("oi", after=PAUSE))


def _judged(happened: tuple[Happened, ...]) -> _Case:
    return _Case(happened, next((broken for one in happened if (broken := _broken(one))), ""))


def _broken(one: Happened) -> str:
    if one.faults:
        return f'erro do conteúdo: {one.faults[0].rule} em "{one.faults[0].where}"'
    served = one.before.phase not in {Phase.with_human, Phase.ended}
    woken = one.before.wake_at is not None and one.before.wake_at <= one.at
    answered = any(
        isinstance(effect, (effects.Say, effects.HandOff, effects.Close)) for effect in one.brought
    )
    return "a Bela ficou em silêncio" if served and not answered and not woken else ""


def _reaching_a_person(happened: tuple[Happened, ...]) -> _Case:
    case = _judged(happened)
    if not case.broken and not any(one.hand_off for one in happened):
        case.broken = "quem pediu uma pessoa não foi encaminhado"
    return case


def _danger(flows: Flows, session: Session) -> _Case:
    """The worst red flag, in the words of the protocol: a number at once, and a person before long."""
    flag = min(flows.protocol.red_flags, key=lambda flag: flows.protocol.severity(flag.risk_class))
    said = session.write(flag.phrases[0])
    case = _judged((said, *session.pass_time(_DAY)))
    numbers = "|".join(re.escape(flows.facts[name]) for name in ("samu", "cvv"))
    if not case.broken and not any(re.search(numbers, say.text) for say in said.said):
        case.broken = f'"{flag.phrases[0]}" não trouxe logo um número de emergência'
    if not case.broken and not any(one.hand_off for one in case.happened):
        case.broken = f'"{flag.phrases[0]}" não chegou a uma pessoa'
    return case
