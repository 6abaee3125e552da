"""What can happen next in a conversation, as the prover tries it: answers by value, without any reading of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.content import answers, definitions
from bot.content.definitions import Content, Flow, Value
from bot.engine import doubting, recognised, topics
from bot.engine.conversation import CORRECTION, Conversation, FrameKind, Phase
from bot.engine.endings import ALERT_SLOT
from bot.engine.flows import Flows
from bot.engine.patterns import PATTERN_HUMAN_HANDOFF
from bot.engine.turn import Refusal, Turn, TurnKind
from bot.engine.wording import LANGUAGE_SLOT
from bot.proving import courses
from bot.proving.sample_answers import SampleAnswers
from bot.understanding import readings, red_flags

#: Any moment; nothing that is proved depends on it.
_START: Final = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The pending question is answered."""

    slot: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """An answer given before is put right: "errei, são 3 dias"."""

    slot: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class GoBack:
    """Back to the question for an answer that was given last, or put right last."""

    slot: str
    #: The flow that takes the last answer back.
    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first words of a room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """Words that do not answer the pending question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """Words that are a red flag."""

    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Words that may be a red flag."""

    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Words that start a flow: a command or a topic."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happens:
    """Something that nobody wrote: silence, an answer to a hand-off."""

    kind: TurnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ComesBack:
    """The first words after so long a silence that the conversation begins anew."""


Move = Answer | PutRight | GoBack | Hello | Misread | RedFlag | Doubt | Start | Happens | ComesBack
#: What becomes of somebody who just goes along: who greets, answers what is asked, or is silent.
GOES_ALONG: Final = (Answer, Hello, Happens)


#: What may happen without anybody writing.
_HAPPENS: Final[Mapping[Phase, tuple[TurnKind, ...]]] = {
    Phase.handing_off: (TurnKind.handed_off, TurnKind.queued, TurnKind.hand_off_refused),
    Phase.waiting: (TurnKind.silence,),
    Phase.queued: (TurnKind.silence, TurnKind.answered),
    Phase.with_human: (TurnKind.unanswered,),
    Phase.closing: (TurnKind.silence,),
}


def turn_of(
    move: Move, flows: Flows, state: Conversation, *, after: int
) -> tuple[Turn, recognised.Recognised | None]:
    """The turn, and what was understood; `after` is the number of turns before it."""
    now = _START + timedelta(minutes=3) * after
    expires = flows.content.session.expires_after
    if isinstance(move, ComesBack) and expires:
        now = (state.heard_at or now) + expires + timedelta(minutes=1)
    if isinstance(move, Happens):
        refused = move.kind is TurnKind.hand_off_refused
        return Turn(kind=move.kind, now=now, refusal=Refusal.nobody_online if refused else None), None
    asked = state.asking is not None
    return Turn(kind=TurnKind.text, now=now, channel="livechat"), _recognised(move, flows, asked=asked)


def _recognised(move: Move, flows: Flows, *, asked: bool) -> recognised.Recognised:
    match move:
        case Answer(value=value):
            return recognised.Answered(value=value)
        case PutRight(slot=slot, value=value):
            return recognised.Told(facts={slot: value})
        case Misread():
            return recognised.Misread(why=readings.Why.UNCLEAR)
        case Start(flow=flow) | GoBack(flow=flow):
            return recognised.Started(flow=flow)
        case Doubt(flag=flag) | RedFlag(flag=flag):
            return _dangerous(move, flag, flows, asked=asked)
        case _:
            return recognised.Nothing()


def _dangerous(move: Move, flag: str, flows: Flows, *, asked: bool) -> recognised.Recognised:
    """What is a red flag, or may be one."""
    if isinstance(move, Doubt):
        lost = recognised.Misread(why=readings.Why.UNCLEAR) if asked else recognised.Nothing()
        return recognised.Doubt(flag=flag, sure_which=True, words="", besides=lost)
    phrase = next(one.phrases[0] for one in flows.protocol.red_flags if one.id == flag)
    return recognised.Alarm(hits=(red_flags.Hit(flag_id=flag, phrase=phrase, matched_text=phrase),))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBook:
    """The moves of one pack."""

    flows: Flows
    content: Content
    samples: SampleAnswers
    #: One red flag for each way that the content goes on with red flags.
    flags: tuple[str, ...]
    #: Flows that words can start, one for each course that they take.
    startable: tuple[str, ...]
    #: The flow that takes the last answer back; None where the pack has none.
    back: str | None
    #: Slots that may be told of unasked.
    tellable: frozenset[str]

    def moves(self, conversation: Conversation) -> Iterator[Move]:
        """Everything that can happen now; while a conversation has left its way, it does not leave that one, too."""
        digressed = any(frame.kind is FrameKind.interrupt for frame in conversation.stack)
        if conversation.attempts:
            # A right answer now leads where it would have led at once.
            yield Misread()
            return
        match conversation.phase:
            case Phase.new:
                yield Hello()
                yield from self._written(conversation, digressed=digressed)
            case Phase.talking:
                yield from self._answers(conversation, digressed=digressed)
                yield from self._written(conversation, digressed=digressed)
                if conversation.wake_at:
                    yield Happens(kind=TurnKind.silence)
                if self.content.session.expires_after:
                    yield ComesBack()
            case Phase.waiting:
                yield from self._answers(conversation, digressed=digressed)
                yield from self._alarming(conversation)
            case Phase.queued:
                yield from self._alarming(conversation)
        yield from (Happens(kind=kind) for kind in _HAPPENS.get(conversation.phase, ()))

    def _alarming(self, conversation: Conversation) -> Iterator[Move]:
        return (RedFlag(flag=flag) for flag in self.flags if flag not in conversation.flags)

    def straight(self, conversation: Conversation) -> Iterator[Move]:
        """What somebody does who answers what is asked until there is a result; what red flags drop is tried anyway."""
        if conversation.phase is Phase.talking and conversation.assessment is None:
            yield from (move for move in self.moves(conversation) if isinstance(move, (Answer, Happens)))

    def undoing(self, conversation: Conversation) -> Iterator[PutRight | GoBack]:
        """Every answer that can be taken back: put right in one message, or asked for again."""
        if not self.undoes(conversation):
            return
        for given in conversation.given:
            known = conversation.slots.get(given.slot)
            looked = given.slot in self.content.protocol.inputs or self.samples.looked.get(given.slot)
            if known is None or given.slot in self.samples.passing or not looked:
                continue
            listed = isinstance(self.content.slots[given.slot].answer, answers.MultiChoice)
            if given.slot in self.tellable and not listed:
                yield from (
                    PutRight(slot=given.slot, value=value)
                    for value in self.samples.samples.get(given.slot, ())
                    if value != answers.UNKNOWN
                    and self.samples.block(given.slot, value) != self.samples.block(given.slot, known)
                )
            elif self.back and (given.slot in self.tellable or given == conversation.given[-1]):
                yield GoBack(slot=given.slot, flow=self.back)

    @staticmethod
    def undoes(conversation: Conversation) -> bool:
        """Whether answers can be taken back here."""
        if conversation.phase is not Phase.talking or conversation.asking in {None, CORRECTION}:
            return False
        interrupted = any(frame.kind is FrameKind.interrupt for frame in conversation.stack)
        return not conversation.attempts and not interrupted

    def _answers(self, conversation: Conversation, *, digressed: bool) -> Iterator[Move]:
        asked = conversation.asking
        if asked is None or asked == CORRECTION:
            return
        for value in self.samples.samples.get(asked, ()):
            yield Answer(slot=asked, value=value)
        if not digressed or doubting.is_asked(conversation):
            yield Misread()

    def _written(self, conversation: Conversation, *, digressed: bool) -> Iterator[Move]:
        yield from self._alarming(conversation)
        if not digressed and not doubting.is_settled(conversation):
            yield from (Doubt(flag=flag) for flag in self.flags if flag in self.flows.scanner.doubted)
        if doubting.is_asked(conversation):
            return
        for flow in (PATTERN_HUMAN_HANDOFF,) if digressed else self.startable:
            guard = self.content.flows[flow].guard
            if guard is None or guard.holds(conversation.slots, topics.occasion(conversation)):
                yield Start(flow=flow)


def book(flows: Flows, samples: SampleAnswers) -> MoveBook:
    """Which flags and flows stand for all others."""
    content = flows.content
    return MoveBook(
        flows=flows,
        content=content,
        samples=samples,
        flags=tuple(_flags(content, samples)),
        startable=tuple(_startable(content, samples)),
        back=next(_going_back(content), None),
        tellable=frozenset(telling.slot for telling in flows.tellings),
    )


def _flags(content: Content, samples: SampleAnswers) -> Iterator[str]:
    seen: set[object] = set()
    for flag in content.protocol.red_flags:
        kind = (flag.risk_class, samples.block(ALERT_SLOT, flag.id))
        if kind not in seen:
            seen.add(kind)
            yield flag.id


def _startable(content: Content, samples: SampleAnswers) -> Iterator[str]:
    """Asking for a person first; then one of every course that flows take when words start them."""
    yield PATTERN_HUMAN_HANDOFF
    yield from dict.fromkeys(standing_for(content, samples).values())


def standing_for(content: Content, samples: SampleAnswers) -> Mapping[str, str]:
    """Flow that words can start → the first flow of the same course, which is tried in its place."""
    first: dict[object, str] = {}
    return {
        flow.id: first.setdefault(_course(flow, samples), flow.id)
        for flow in content.flows.values()
        if (flow.keywords or flow.triggers) and flow.id != PATTERN_HUMAN_HANDOFF and not _goes_back(flow)
    }


def _course(flow: Flow, samples: SampleAnswers) -> object:
    """What a flow does, apart from the words it says; flows that only tell something are all alike.

    So are those that only change the language, where nothing is decided by it: laws on words look at every translation.
    """
    deaf = not samples.looked.get(LANGUAGE_SLOT) and LANGUAGE_SLOT not in samples.exact
    spoken = deaf and courses.only_tells(flow, setting=frozenset({LANGUAGE_SLOT}))
    return "tells" if spoken or courses.only_tells(flow) else flow.id


def _going_back(content: Content) -> Iterator[str]:
    for flow in content.flows.values():
        steps = flow.steps.values()
        if any(isinstance(step, definitions.Action) and step.action == "action_back" for step in steps):
            yield flow.id


def _goes_back(flow: Flow) -> bool:
    """Going back and correcting are moves of their own; beginning anew and repeating are not tried."""
    undoing = {"action_back", "action_correct", "action_restart", "action_repeat"}
    return any(
        isinstance(step, definitions.Action) and step.action in undoing for step in flow.steps.values()
    )
