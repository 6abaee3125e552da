"""What does Bela decide about the person of a vignette, when they write for themselves?"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.engine import advance, conversation, effects
from bot.engine.conversation import Conversation, Phase
from bot.engine.flows import Flows
from bot.engine.run import Passed
from bot.engine.turn import Turn, TurnKind
from bot.vignettes.definitions import Vignette

#: A Wednesday, so that "desde segunda" means the same every time.
_START: Final = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
_PAUSE: Final = timedelta(seconds=20)
#: Messages after which the conversation counts as going in circles.
_MESSAGES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of the conversation."""

    by_bela: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How it ended."""

    vignette: Vignette
    #: The class that Bela decided on last; None when it never came to that.
    decided: str | None
    #: The department that was asked to take the room.
    department: str | None
    #: The question that the vignette has no answer to, before any class was decided.
    unanswered: str | None
    lines: tuple[Line, ...]
    #: The responses that Bela said.
    heard: frozenset[str]
    #: The one with what the person has to do.
    must_hear: str
    #: Every class that was decided, with its reasons.
    classified: tuple[effects.Classified, ...] = field(default=(), repr=False)
    #: The steps that were run.
    path: tuple[Passed, ...] = field(default=(), repr=False)


@dataclass(slots=True)
class _Person:
    """Somebody who answers what is asked, in whatever order."""

    #: What is to be said before anything is answered.
    opening: deque[str]
    #: Slot → what is left of their asides and of their answers.
    asides: dict[str, deque[str]]
    answers: dict[str, deque[str]]

    def words(self, asked: str | None) -> str | None:
        """What they write next; None when they have nothing to say to this."""
        if self.opening:
            return self.opening.popleft()
        if asked is None:
            return None
        if self.asides.get(asked):
            return self.asides[asked].popleft()
        left = self.answers.get(asked)
        if not left:
            return None
        return left.popleft() if len(left) > 1 else left[0]


@dataclass(slots=True)
class _Course:
    state: Conversation
    now: datetime = _START
    decided: str | None = None
    department: str | None = None
    lines: list[Line] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    classified: list[effects.Classified] = field(default_factory=list)
    path: list[Passed] = field(default_factory=list)


def play(flows: Flows, vignette: Vignette) -> Played:
    """Hold the whole conversation, until a person is called or nothing is left to say."""
    person = _Person(
        opening=deque(vignette.opens),
        asides={slot: deque(words) for slot, words in vignette.says.items()},
        answers={slot: deque(words) for slot, words in vignette.answers.items()},
    )
    course = _Course(state=conversation.new(vignette.id))
    for _ in range(_MESSAGES):
        words = person.words(course.state.asking)
        if words is None or course.state.phase not in {Phase.new, Phase.talking}:
            break
        _say(flows, course, words)
    return Played(
        vignette=vignette,
        decided=course.decided,
        department=course.department,
        unanswered=None if course.decided else course.state.asking,
        lines=tuple(course.lines),
        heard=frozenset(course.heard),
        must_hear=vignette.hears or flows.protocol.risk_class(vignette.expected).advice,
        classified=tuple(course.classified),
        path=tuple(course.path),
    )


def _say(flows: Flows, course: _Course, words: str) -> None:
    """Let the person write, and note what Bela does."""
    course.lines.append(Line(by_bela=False, text=words))
    course.now += _PAUSE
    turn = Turn(
        kind=TurnKind.text, now=course.now, text=words, channel="livechat", person_code="BELA-7K3M-94QD"
    )
    advanced = advance.advance(flows, course.state, turn)
    course.state = advanced.conversation
    course.path.extend(advanced.path)
    for effect in advanced.effects:
        match effect:
            case effects.Say(text=text, response=response):
                course.heard.add(response)
                course.lines.append(Line(by_bela=True, text=text))
            case effects.Classified(risk_class=decided):
                course.decided = decided
                course.classified.append(effect)
            case effects.HandOff(department=department):
                course.department = department
