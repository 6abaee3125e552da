"""The conversation that shows a finding, as the citizen would live it: played through the engine in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.content import answers
from bot.content.definitions import Slot, Value
from bot.engine import advance, conversation, effects, recognised, recognition, responses
from bot.engine.conversation import Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.turn import Turn, TurnKind
from bot.proving import moves, taking_back
from bot.proving.findings import Case, Line
from bot.proving.moves import (
    Answer,
    ComesBack,
    Doubt,
    GoBack,
    Happens,
    Hello,
    Misread,
    Move,
    PutRight,
    RedFlag,
    Start,
)
from bot.proving.sample_answers import SampleAnswers

#: Turns after which a conversation that answers everything counts as going in circles.
_TURNS = 60
#: How what nobody wrote is told.
EVENTS: Mapping[TurnKind, str] = {
    TurnKind.silence: "(a pessoa não escreve nada)",
    TurnKind.hand_off_refused: "(ninguém está online)",
    TurnKind.handed_off: "(uma pessoa da equipe assume a conversa)",
    TurnKind.queued: "(a conversa fica na fila da equipe)",
    TurnKind.answered: "(uma pessoa da equipe responde)",
    TurnKind.unanswered: "(ninguém da equipe responde)",
}


def way(flows: Flows, steps: Sequence[Move]) -> tuple[Line, ...]:
    """What is said on this way."""
    state = conversation.new("prova")
    lines: list[Line] = []
    for number, move in enumerate(steps):
        state = _play(flows, state, move, number, lines)
    return tuple(lines)


def case(flows: Flows, samples: SampleAnswers, shown: Case) -> tuple[tuple[Line, ...], str | None]:
    """Somebody with these answers, from hello to the result; what is not in the case is answered harmlessly."""
    state = conversation.new("prova")
    lines: list[Line] = []
    first: Move = RedFlag(flag=shown.flags[0]) if shown.flags else Hello()
    state = _play(flows, state, first, 0, lines)
    for number in range(1, _TURNS):
        asked = state.asking
        if state.phase is not Phase.talking or asked is None or asked not in samples.samples:
            break
        value = shown.answers.get(asked)
        if value is None:
            value = samples.samples[asked][0]
        state = _play(flows, state, Answer(slot=asked, value=value), number, lines)
        if state.assessment:
            break
    return tuple(lines), state.assessment.risk_class if state.assessment else None


def _play(flows: Flows, state: Conversation, move: Move, number: int, lines: list[Line]) -> Conversation:
    """One turn; in words where words are understood as what is meant, else as the prover tried it."""
    turn, recognised = moves.turn_of(move, flows, state, after=number)
    last = isinstance(move, GoBack) and state.given[-1].slot == move.slot
    state = taking_back.arranged(state, move)
    words, understood = "", recognised
    if last or not isinstance(move, GoBack):
        words, understood = _words(flows, state, move, turn) or ("", recognised)
    if isinstance(move, Happens):
        lines.append(Line(by_bela=True, text=EVENTS.get(move.kind, f"({move.kind})")))
    else:
        lines.append(Line(by_bela=False, text=words or _described(flows, move)))
    spoken = Turn(kind=turn.kind, now=turn.now, channel=turn.channel, refusal=turn.refusal, text=words)
    done = advance.advance(flows, state, spoken, recognised=understood)
    lines.extend(said(done.effects))
    return done.conversation


def said(done: Sequence[effects.Effect]) -> Iterator[Line]:
    """What a turn's effects are told as."""
    for effect in done:
        match effect:
            case effects.Say(text=text):
                yield Line(by_bela=True, text=text)
            case effects.Classified(risk_class=risk_class):
                yield Line(by_bela=True, text=f"(classe: {risk_class})")
            case effects.HandOff(department=department):
                yield Line(by_bela=True, text=f"(encaminha para {department})")
            case effects.Close():
                yield Line(by_bela=True, text="(fecha a conversa)")


def _words(
    flows: Flows, state: Conversation, move: Move, turn: Turn
) -> tuple[str, recognised.Recognised] | None:
    """The first of some wordings that Bela understands as this move, and what she understands; None when there is none."""
    for words in _wordings(flows, move):
        spoken = Turn(kind=TurnKind.text, now=turn.now, channel=turn.channel, text=words)
        understood = recognition.recognise(flows, state, spoken)
        if _means(understood, move):
            return words, understood
    return None


def _wordings(flows: Flows, move: Move) -> Iterator[str]:
    match move:
        case Hello():
            yield "oi"
        case Misread():
            yield from ("zxcv qwop", "blá blá blá")
        case RedFlag(flag=flag):
            yield from next(one.phrases for one in flows.protocol.red_flags if one.id == flag)
        case Start(flow=flow) | GoBack(flow=flow):
            yield from flows.content.flows[flow].keywords
        case ComesBack():
            yield "oi de novo"
        case PutRight(slot=name, value=value):
            slot = flows.content.slots[name]
            yield from (f"errei, {words}" for words in _answer_words(slot, value))
        case Answer(slot=name, value=value):
            yield from _answer_words(flows.content.slots[name], value)


def _answer_words(slot: Slot, value: Value) -> Iterator[str]:
    if value == answers.UNKNOWN:
        yield from ("não sei", "prefiro não dizer")
        return
    yield responses.in_words(slot, value)
    if isinstance(value, bool):
        yield "sim" if value else "não"
    options = responses.options(slot.answer)
    ids = [option.id for option in options]
    if isinstance(value, list):
        yield ", ".join(str(ids.index(one) + 1) for one in value if one in ids) or str(len(ids))
    elif value in ids:
        yield str(ids.index(str(value)) + 1)
    yield str(value)


def _means(understood: recognised.Recognised, move: Move) -> bool:
    match understood:
        case recognised.Nothing() | recognised.Misread():
            greets = isinstance(move, (Hello, ComesBack)) and isinstance(understood, recognised.Nothing)
            return greets or isinstance(move, Misread)
        case recognised.Alarm(hits=hits):
            return isinstance(move, RedFlag) and [hit.flag_id for hit in hits] == [move.flag]
        case recognised.Started(flow=started):
            return isinstance(move, (Start, GoBack)) and move.flow == started
        case recognised.Told(facts=facts):
            return isinstance(move, PutRight) and facts == {move.slot: move.value}
        case recognised.Answered(value=value):
            return isinstance(move, Answer) and bool(move.value == value)
        case _:
            return False


def _described(flows: Flows, move: Move) -> str:
    match move:
        case GoBack(slot=name):
            return f"(corrige «{flows.content.slots[name].label}», e volta a ela)"
        case PutRight(slot=name, value=value):
            return f"(corrige {flows.content.slots[name].label}: {value})"
        case Answer(slot=name, value=value):
            return f"({flows.content.slots[name].label}: {value})"
        case Doubt(flag=flag):
            return f"(talvez seja um sinal de perigo: {flag})"
        case Start(flow=flow):
            return f"(começa «{flows.content.flows[flow].name}»)"
        case _:
            return "(escreve alguma coisa)"
