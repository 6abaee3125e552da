"""What does Bela make of a message? Her engine's own recognition, in the conversation the message belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from benchmarks.understanding.messages import Message
from benchmarks.understanding.scores import Outcome
from bot.content import definitions
from bot.content.definitions import Value
from bot.engine import conversation, pending, recognised, recognition
from bot.engine.flows import Flows
from bot.engine.turn import Parse, Turn, TurnKind

#: A Wednesday, 11 in the morning in Ceará: "desde segunda" is two days.
NOW: Final = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)

#: Answers given before, in the order of the triage; none of them is what a message of the set tells.
_BEFORE: Final[Mapping[str, Value]] = {
    "nome": "Rita", "idade": 30, "municipio": "Granja", "sintomas": ["tosse"], "dias_sintomas": 9, "respiracao": "normal",
    "temperatura": 37.0, "condicoes": [], "gestante": "nao", "exposicao": False,
}  # fmt: skip


def situation(flows: Flows, message: Message) -> conversation.Conversation:
    """A conversation in which the message's question is pending, and what comes before it was answered."""
    known = dict(_BEFORE) if message.corrects else _answered_before(message.asking)
    news = {message.asking, *(() if message.corrects else message.slots or ())}
    under_way = message.asking in _BEFORE or message.corrects
    # as the triage asks it, not an emergency, which asks some of it, too: there hardly a command is heard
    ordered = sorted(flows.content.flows.values(), key=lambda flow: flow.is_pattern)
    where = {
        step.slot: (flow.id, step.id)
        for flow in reversed(ordered)
        for step in flow.steps.values()
        if isinstance(step, definitions.Collect)
    }
    known = {name: value for name, value in known.items() if name in where.keys() - news}
    stack = (
        (conversation.Frame(flow=where[message.asking][0], step=where[message.asking][1]),)
        if message.asking
        else ()
    )
    return conversation.Conversation(
        seed="evaluation",
        phase=conversation.Phase.talking,
        slots={"consentimento": True, "em_triagem": under_way or None, **known},
        stack=stack,
        asking=message.asking,
        given=tuple(
            conversation.Given(slot=name, flow=where[name][0], step=where[name][1]) for name in known
        ),
    )


def understood(flows: Flows, message: Message, *, parse: Parse | None = None) -> Outcome:
    """What Bela understands, with Rasa's reading where she would ask for it."""
    before = situation(flows, message)
    turn = Turn(kind=TurnKind.text, now=NOW, text=message.say, parse=parse)
    meaning = recognition.with_parse(flows, before, turn, recognition.recognise(flows, before, turn))
    alarm = meaning if isinstance(meaning, recognised.Alarm) else None
    asked = isinstance(meaning, recognised.Doubt)
    if isinstance(meaning, recognised.Doubt):  # done once danger is ruled out
        meaning = meaning.besides
    return Outcome(
        asked=asked,
        flags=frozenset(hit.flag_id for hit in alarm.hits) if alarm else frozenset(),
        starts=meaning.flow if isinstance(meaning, recognised.Started) else None,
        offered=frozenset(meaning.flows if isinstance(meaning, recognised.Unclear) else ()),
        slots=_slots(flows, before, turn, meaning),
    )


def _slots(
    flows: Flows, before: conversation.Conversation, turn: Turn, meaning: recognised.Recognised
) -> dict[str, Value]:
    with_facts = (recognised.Alarm, recognised.Answered, recognised.Started, recognised.Told)
    answered: dict[str, Value] = dict(meaning.facts) if isinstance(meaning, with_facts) else {}
    if isinstance(meaning, recognised.Answered) and before.asking:
        answered[before.asking] = meaning.value
    if isinstance(meaning, recognised.Alarm) and before.asking:
        value = pending.answer_in(flows, before, turn)
        answered |= {before.asking: value} if value is not None else {}
    return answered


def _answered_before(asking: str | None) -> dict[str, Value]:
    if asking is None or asking not in _BEFORE:
        return {}
    names = list(_BEFORE)
    return {name: _BEFORE[name] for name in names[: names.index(asking)]}
