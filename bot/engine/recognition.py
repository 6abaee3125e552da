"""What did the citizen mean? Red flags first, then commands, then the pending question, then topics, then Rasa."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import answers
from bot.content.definitions import Value
from bot.engine import limits, responses
from bot.engine.conversation import CORRECTION, Conversation
from bot.engine.flows import Flows
from bot.engine.turn import Parse, Turn
from bot.understanding import answers as reading
from bot.understanding import readings, red_flags, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Words that are red flags."""

    hits: tuple[red_flags.Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Words that start a flow: a command ("parar") or a topic ("quanto tempo fico isolado?")."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One of the numbered lines shown last."""

    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to the pending question."""

    value: Value
    #: Bela understood something else than what was written letter by letter.
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """Meant as an answer, perhaps, but not understood."""

    why: readings.Why
    candidates: tuple[answers.Option, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Nothing that could be read: "emoji", "empty", "too_long", or a medium."""

    medium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Words without a meaning that Bela knows."""


Recognised = Alarm | Started | Chosen | Answered | Misread | Unreadable | Nothing


def wants_parse(meaning: Recognised | None) -> bool:
    """Whether Rasa could say more than Bela's own readers did."""
    return isinstance(meaning, (Misread, Nothing))


def with_parse(
    flows: Flows, conversation: Conversation, meaning: Recognised, parse: Parse | None
) -> Recognised:
    """The meaning once Rasa has read the message, too: it may start a flow where Bela's own readers were at a loss."""
    if parse is None or not wants_parse(meaning):
        return meaning
    flow, bar = flows.triggers.get(parse.intent, (None, 1.0))
    return _start(flows, conversation, flow if parse.confidence >= bar else None) or meaning


def recognise(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised:
    """What Bela's own readers make of a text turn; pure, total."""
    alarm = find_alarm(flows, turn.text, asking=conversation.asking)
    if alarm:
        return alarm
    return (
        _offered(flows, conversation, turn)
        or _command(flows, conversation, turn)
        or _pending(flows, conversation, turn)
        or _topic(flows, conversation, turn)
        or _unreadable(turn)
        or Nothing()
    )


def find_alarm(flows: Flows, message: str, *, asking: str | None) -> Alarm | None:
    """The red flags in a message of any length, read piece by piece; pieces overlap, so that none is cut in two."""
    hits: dict[str, red_flags.Hit] = {}
    step = text.MAX_CHARACTERS - limits.OVERLAP
    for start in range(0, min(len(message), limits.SCANNED_LENGTH) or 1, step):
        for hit in flows.scanner.scan(message[start : start + text.MAX_CHARACTERS], asking=asking):
            hits.setdefault(hit.flag_id, hit)
    in_order = tuple(hits[flag.id] for flag in flows.protocol.red_flags if flag.id in hits)
    return Alarm(hits=in_order) if in_order else None


def answer_in(flows: Flows, conversation: Conversation, turn: Turn) -> Value:
    """What the words answer to the pending question, whatever else they mean; None when they do not."""
    answer = _awaited(flows, conversation)
    if answer is None or conversation.asking == CORRECTION:
        return None
    read = _read(flows, answer, turn)
    return read.value if isinstance(read, readings.Read) else None


def _offered(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    if not conversation.offered:
        return None
    offers = tuple(answers.Option(id=offer.payload, label=offer.title) for offer in conversation.offered)
    read = _read(flows, answers.Choice(options=offers), turn)
    return Chosen(payload=str(read.value)) if isinstance(read, readings.Read) else None


def _command(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    free = _asks_free_text(flows, conversation)
    found = flows.commands.exact(turn.text) if free else flows.commands.match(turn.text)
    return Started(flow=found) if found else None


def _asks_free_text(flows: Flows, conversation: Conversation) -> bool:
    slot = flows.content.slots.get(conversation.asking or "")
    return slot is not None and isinstance(slot.answer, answers.FreeText) and not slot.answer.name


def _pending(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    """The answer to the pending question; words that do not answer it may still be a topic."""
    answer = _awaited(flows, conversation)
    if answer is None:
        return None
    read = _read(flows, answer, turn)
    if isinstance(read, readings.Read):
        return Answered(value=read.value, corrected=read.corrected)
    if isinstance(read, readings.Unknown):
        return Answered(value=answers.UNKNOWN)
    other = _topic(flows, conversation, turn) or _unreadable(turn)
    return other or Misread(why=read.why, candidates=tuple(read.candidates), value=read.value or "")


def _awaited(flows: Flows, conversation: Conversation) -> answers.Answer | None:
    if conversation.asking == CORRECTION:
        return answers.Choice(options=correctable(flows, conversation))
    slot = flows.content.slots.get(conversation.asking or "")
    return slot.answer if slot else None


def correctable(flows: Flows, conversation: Conversation) -> tuple[answers.Option, ...]:
    """What the person told of themselves so far, as options: "Idade: 67 anos"."""
    slots = flows.content.slots
    last = {given.slot: given for given in conversation.given}
    return tuple(
        answers.Option(
            id=name,
            label=f"{slots[name].label}: {responses.in_words(slots[name], conversation.slots[name])}",
            synonyms=(slots[name].label, name),
        )
        for name in last
        if name in slots and flows.tells(slots[name]) and conversation.slots.get(name) is not None
    )


def _topic(flows: Flows, conversation: Conversation, turn: Turn) -> Recognised | None:
    return _start(flows, conversation, flows.topics.match(turn.text))


def _start(flows: Flows, conversation: Conversation, flow: str | None) -> Started | None:
    """The start of the flow, if there is one and its guard lets it begin now."""
    if flow is None:
        return None
    guard = flows.flow(flow).guard
    return Started(flow=flow) if guard is None or guard.holds(conversation.slots) else None


def _unreadable(turn: Turn) -> Recognised | None:
    if text.is_blank(turn.text):
        return Unreadable(medium="empty")
    if text.is_only_emoji(turn.text):
        return Unreadable(medium="emoji")
    if len(turn.text) > limits.TEXT_LENGTH:
        return Unreadable(medium="too_long")
    return None


def _read(flows: Flows, answer: answers.Answer, turn: Turn) -> readings.Reading:
    context = reading.Context(
        today=turn.now.astimezone(flows.time_zone).date(), municipalities=flows.municipalities
    )
    return reading.read_answer(answer, turn.text, context)
