"""One turn under way: the working copy of a conversation that steps and actions change.

Nothing outside `advance` ever sees it; it ends as a new, frozen conversation and a list of effects.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content import answers, definitions
from bot.content.definitions import Value
from bot.engine import effects, limits, responses
from bot.engine.conversation import Conversation, Frame, Given, Offer, Phase
from bot.engine.flows import Flows
from bot.engine.recognition import Recognised
from bot.engine.turn import Turn

PATTERN_RED_FLAG = "pattern_red_flag"
PATTERN_SESSION_START = "pattern_session_start"
PATTERN_HUMAN_HANDOFF = "pattern_human_handoff"
PATTERN_HANDOFF_FAILED = "pattern_handoff_failed"
PATTERN_TOO_MANY_ATTEMPTS = "pattern_too_many_attempts"
PATTERN_COMPLETED = "pattern_completed"

#: The slot that names the first red flag seen, for flows that word it differently.
ALERT_SLOT = "alerta"
#: The slot that holds the protocol's class.
RISK_SLOT = "risco"


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that was run, or a branch of it that was taken."""

    flow: str
    step: str
    #: Which branch, counted from 0; None for the step itself.
    branch: int | None = None


class Run:
    """The mutable working copy of one turn."""

    def __init__(
        self, flows: Flows, conversation: Conversation, turn: Turn, *, recognised: Recognised | None
    ) -> None:
        """Begin the turn where the conversation stands."""
        #: What Bela's own readers made of the message, if they were asked already.
        self.recognised = recognised
        self.flows = flows
        self.turn = turn
        self.before = conversation
        self.effects: list[effects.Effect] = []
        self.slots: dict[str, Value] = dict(conversation.slots)
        self.channel = turn.channel or conversation.channel
        # Content may have changed since; a flow that is gone is left behind.
        self.stack: list[Frame] = [frame for frame in conversation.stack if frame.flow in flows.content.flows]
        self.given: list[Given] = list(conversation.given)
        self.flags: list[str] = list(conversation.flags)
        self.asking: str | None = conversation.asking
        self.attempts = conversation.attempts
        self.offered: list[Offer] = []
        self.phase: Phase = (
            Phase.talking if conversation.phase in {Phase.new, Phase.closing} else conversation.phase
        )
        self.assessment = conversation.assessment
        self.department = conversation.department
        self.told_at: datetime | None = conversation.told_at
        self.noted = conversation.noted
        #: Questions are not asked any more: what is missing counts as unknown.
        self.hurried = False
        #: A topic to be answered before the next question is asked.
        self.aside: str | None = None
        #: The flow that ended last.
        self.ended: str | None = None
        #: The turn is over: a question was asked, or the room was given away.
        self.stopped = False
        #: What was run, in order.
        self.path: list[Passed] = []

    def passed(self, step: str, *, branch: int | None = None) -> None:
        """Note that a step of the flow on top was run, or a branch of it taken."""
        self.path.append(Passed(self.stack[-1].flow, step, branch))

    def snapshot(self) -> Conversation:
        """The conversation as it stands now."""
        return dataclasses.replace(
            self.before,
            channel=self.channel,
            phase=self.phase,
            turn=self.before.turn + 1,
            slots=dict(self.slots),
            stack=tuple(self.stack),
            asking=self.asking,
            attempts=self.attempts,
            offered=tuple(self.offered),
            given=tuple(self.given),
            flags=tuple(self.flags),
            assessment=self.assessment,
            department=self.department,
            told_at=self.told_at,
            noted=self.noted,
            wake_at=self._wake_at(),
        )

    def _wake_at(self) -> datetime | None:
        if self.phase is Phase.closing:
            return self.turn.now + limits.CLOSE_AFTER
        if self.phase is Phase.waiting:
            return self.turn.now + limits.HAND_OFF_RETRY
        if self.phase is Phase.talking and self.in_flow(PATTERN_RED_FLAG):
            return self.turn.now + limits.URGENT_SILENCE
        return None

    def in_flow(self, flow: str) -> bool:
        """Whether the flow is under way, running or interrupted."""
        return any(frame.flow == flow for frame in self.stack)

    def start(self, flow: str) -> None:
        """Put a flow on top; one that is under way already is not started twice."""
        self.stack = [frame for frame in self.stack if frame.flow != flow]
        if len(self.stack) >= limits.STACK_DEPTH:
            del self.stack[0]
        self.stack.append(Frame(flow=flow, step=self.flows.flow(flow).first))
        self.forget_question()

    def restart_with(self, flow: str) -> None:
        """Drop everything under way and begin this flow."""
        self.stack = []
        self.start(flow)

    def forget_question(self) -> None:
        """No question is pending until a step asks one."""
        self.asking = None
        self.attempts = 0

    def move(self, target: str) -> None:
        """The running flow goes on at this step, or ends."""
        frame = self.stack.pop()
        if target == definitions.END:
            self.ended = frame.flow
        else:
            self.stack.append(dataclasses.replace(frame, step=target))

    def give(self, slot: str, value: Value, *, flow: str, step: str) -> None:
        """Store an answer and remember where it was given; a correction moves to the end of the order."""
        self.slots[slot] = value
        self.given = [given for given in self.given if given.slot != slot]
        self.given.append(Given(slot=slot, flow=flow, step=step))
        answer = self.flows.content.slots[slot].answer
        self.effects.append(
            effects.Remember(
                slot=slot,
                value=value,
                raw=self.turn.text,
                names_person=isinstance(answer, answers.FreeText)
                and answer.name
                and value != answers.UNKNOWN,
            )
        )

    def rewind(self, given: Given) -> None:
        """Ask for an answer again; what follows it is kept and gone over in silence."""
        self.slots[given.slot] = None
        self.given = [other for other in self.given if other.slot != given.slot]
        under_way = [frame.flow for frame in self.stack]
        if given.flow in under_way:
            del self.stack[under_way.index(given.flow) :]
        elif self.stack and self.flows.flow(given.flow).is_pattern:
            self.stack.pop()
        self.stack.append(Frame(flow=given.flow, step=given.step, replay=True))
        self.forget_question()

    def say(self, response: str, *, also: dict[str, str] | None = None, titles: Sequence[str] = ()) -> None:
        """Say a response, if the content has it; buttons become numbered lines that can be chosen."""
        known = self.flows.content.responses.get(response)
        if known is None:
            return
        filled = {**self.variables(), **(also or {})}
        variation = responses.choose(
            known, channel=self.channel, seed=f"{self.before.seed}:{self.before.turn}", filled=filled
        )
        if variation.buttons:
            self.offered = [Offer(title=button.title, payload=button.payload) for button in variation.buttons]
            titles = [offer.title for offer in self.offered]
        text = responses.numbered(responses.fill(variation.text, filled), titles)
        if text:
            self.effects.append(effects.Say(text=text, response=response))

    def variables(self) -> dict[str, str]:
        """Everything that a text may name in braces."""
        slots = self.flows.content.slots
        words = {name: responses.in_words(slots.get(name), value) for name, value in self.slots.items()}
        return {**words, **self.flows.facts, "codigo": self.turn.person_code, **self._risk(), **self._place()}

    def _risk(self) -> dict[str, str]:
        if self.assessment is None:
            return {}
        return {
            "classe": self.flows.protocol.risk_class(self.assessment.risk_class).label,
            "motivos": "; ".join(self.assessment.because),
        }

    def _place(self) -> dict[str, str]:
        municipality = str(self.slots.get("municipio") or "")
        services = self.flows.services
        place = {"servicos": services.get(municipality, services.get("", ""))}
        department = self.flows.departments.get(self.department or "")
        if department:
            place |= {"departamento": department.name, "horario": department.hours}
        return place

    def fault(self, rule: str) -> None:
        """Record that the content did something it must not."""
        frame = self.stack[-1] if self.stack else None
        where = f"{frame.flow}:{frame.step}" if frame else "-"
        self.effects.append(effects.ContentFault(rule=rule, where=where))
