"""One turn under way: the working copy of a conversation that steps and actions change.

Nothing outside `advance` ever sees it; it ends as a new, frozen conversation and a list of effects.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from bot.content import answers, definitions
from bot.content.definitions import Value
from bot.engine import effects, limits, sent_file, wording
from bot.engine.answers_in_turn import AnswersInTurn
from bot.engine.conversation import Conversation, Frame, FrameKind, Given, Offer, Phase, Suspected
from bot.engine.flows import Flows
from bot.engine.patterns import PATTERN_CONTINUE_INTERRUPTED, PATTERN_HUMAN_HANDOFF, PATTERN_RED_FLAG
from bot.engine.recognised import Recognised
from bot.engine.sent_file import SentFile
from bot.engine.turn import Turn

_PATTERN = "pattern_"
#: Why a person is called where nothing else is said: somebody asked for one.
_ASKED: Final[Mapping[str, Value]] = {"reason": "asked"}


class Passed(NamedTuple):
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
        new = conversation.phase is Phase.new
        self.slots = AnswersInTurn.of({**flows.initial, **conversation.slots} if new else conversation.slots)
        self.channel = turn.channel or conversation.channel
        # Content may have changed since; a flow that is gone is left behind.
        self.stack: list[Frame] = [frame for frame in conversation.stack if frame.flow in flows.content.flows]
        #: What was told without being asked.
        self.told: dict[str, Value] = dict(conversation.told)
        #: Slots that took over what was told, to be said back before the next question.
        self.taken_over: list[str] = []
        self.given: list[Given] = list(conversation.given)
        self.flags: list[str] = list(conversation.flags)
        self.suspected: list[Suspected] = list(conversation.suspected)
        self.asking: str | None = conversation.asking
        self.attempts = conversation.attempts
        self.reminders = conversation.reminders
        self.misread = conversation.misread
        self.unread = conversation.unread
        self.offered: list[Offer] = []
        self.phase: Phase = (
            Phase.talking if conversation.phase in {Phase.new, Phase.closing} else conversation.phase
        )
        self.assessment = conversation.assessment
        self.department = conversation.department
        self.priority = conversation.priority
        self.summary = conversation.summary
        self.told_at: datetime | None = conversation.told_at
        self.given_at: datetime | None = conversation.given_at
        self.watched = conversation.watched
        self.call_back = conversation.call_back
        self.call_back_phone = conversation.call_back_phone
        self.noted = conversation.noted
        #: The file that was sent now, else the one that was an answer last; "" for none.
        self.file = turn.file or next((given.file for given in reversed(self.given) if given.file), "")
        #: The team gets a note when it takes the room.
        self.noting = True
        #: Questions are not asked any more: what is missing counts as unknown.
        self.hurried = False
        #: A topic to be answered before the next question is asked.
        self.aside: tuple[str, Mapping[str, Value]] | None = None
        #: The flow that ended last.
        self.ended: str | None = None
        #: Nothing was said yet, or so long ago that the conversation begins anew.
        self.fresh = conversation.phase is Phase.new
        #: The turn is over: a question was asked, or the room was given away.
        self.stopped = False
        #: What was run, in order.
        self.path: list[Passed] = []

    def passed(self, step: str, *, branch: int | None = None) -> None:
        """Note that a step of the flow on top was run, or a branch of it taken."""
        self.path.append(Passed(self.stack[-1].flow, step, branch))

    @property
    def context(self) -> dict[str, object]:
        """What conditions may know besides slots: today, the channel, a sent file, and the running flow's occasion."""
        told = self.stack[-1].context if self.stack else {}
        today = self.turn.now.astimezone(self.flows.time_zone).date()
        emergency = self.in_flow(PATTERN_RED_FLAG)
        known: dict[str, object] = {"today": today, "channel": self.channel, "emergency": emergency, **told}
        return known | _of_file(self.file) if self.file else known

    def asked_step(self) -> definitions.Collect | None:
        """The step whose question is pending."""
        if self.asking is None or not self.stack:
            return None
        step = self.flows.flow(self.stack[-1].flow).steps.get(self.stack[-1].step)
        return step if isinstance(step, definitions.Collect) else None

    def in_flow(self, flow: str) -> bool:
        """Whether the flow is under way, running or interrupted."""
        for frame in self.stack:  # ruff: ignore[reimplemented-builtin] - asked often in every turn
            if frame.flow == flow:
                return True
        return False

    def start(self, flow: str, *, context: Mapping[str, Value] | None = None) -> None:
        """Put a flow on top; one that is under way already begins anew instead of being under way twice."""
        self.stack = [frame for frame in self.stack if frame.flow != flow]
        if len(self.stack) >= limits.STACK_DEPTH:
            del self.stack[0]
        if context is None:
            context = _ASKED if flow == PATTERN_HUMAN_HANDOFF else {}
        self._push(flow, FrameKind.interrupt if self.stack else FrameKind.regular, context)

    def resume(self, flow: str) -> None:
        """Take up a flow where it stands, with those it called; one that is not under way begins."""
        at = next((place for place, frame in enumerate(self.stack) if frame.flow == flow), None)
        if at is None or self.flows.flow(flow).is_pattern:
            self.start(flow)
            return
        end = at + 1
        while end < len(self.stack) and self.stack[end].kind is FrameKind.call:
            end += 1
        self.stack = [*self.stack[:at], *self.stack[end:], *self.stack[at:end]]
        self.forget_question()

    def call(self, flow: str) -> bool:
        """Put a flow on top of the one that calls it; False when too many are under way."""
        if len(self.stack) >= limits.STACK_DEPTH:
            return False
        self.stack[-1] = dataclasses.replace(self.stack[-1], called=True)
        self._push(flow, FrameKind.call, self.stack[-1].context)
        return True

    def _push(self, flow: str, kind: FrameKind, context: Mapping[str, Value]) -> None:
        self.stack.append(
            Frame(
                flow=flow,
                step=self.flows.flow(flow).first,
                kind=kind,
                since=self.before.turn,
                context=dict(context),
            )
        )
        self.forget_question()

    def restart_with(self, flow: str, *, context: Mapping[str, Value] | None = None) -> None:
        """Drop everything under way and begin this flow."""
        self.stack = []
        self.start(flow, context=context)

    def forget_question(self) -> None:
        """No question is pending until a step asks one."""
        self.asking = None
        self.attempts = 0
        self.reminders = 0
        self.unread = ""

    def move(self, target: str) -> None:
        """The running flow goes on at this step, or ends."""
        frame = self.stack.pop()
        if target != definitions.END:
            self.stack.append(frame.at(target))
            return
        if frame.kind is FrameKind.call:
            return
        self.ended = frame.flow
        self.forget_slots(frame.flow)
        self._continue_interrupted(frame)

    def hand_over(self, flow: str) -> None:
        """The running flow ends and another takes its place, interrupting what it interrupted."""
        frame = self.stack.pop()
        self.ended = frame.flow
        self.forget_slots(frame.flow)
        self.start(flow, context={"reason": "linked"} if flow == PATTERN_HUMAN_HANDOFF else None)
        self.stack[-1] = dataclasses.replace(self.stack[-1], since=frame.since)

    def forget_slots(self, flow: str) -> None:
        """What a flow asked for or set goes back to its initial value, unless it is kept."""
        for slot in self.flows.resets.get(flow, ()):
            self.slots[slot] = self.flows.initial.get(slot)

    def _continue_interrupted(self, ended: Frame) -> None:
        """After a digression in which the citizen was asked something, say that the interrupted flow goes on."""
        long = ended.kind is FrameKind.interrupt and ended.since < self.before.turn
        if not long or not self.stack or ended.flow.startswith(_PATTERN):
            return
        waiting = [frame.flow for frame in reversed(self.stack)]
        names = [self.flows.flow(flow).named(wording.language(self)) for flow in waiting]
        context: dict[str, Value] = {
            "interrupted_flow_ids": waiting,
            "interrupted_flow_names": names,
            "interrupted_flow_options": names,
            "multiple_flows_interrupted": len(names) > 1,
        }
        self.start(PATTERN_CONTINUE_INTERRUPTED, context=context)

    def give(self, slot: str, value: Value, *, flow: str, step: str) -> None:
        """Store an answer and remember where it was given; a correction moves to the end of the order."""
        self.slots[slot] = value
        self.given = [given for given in self.given if given.slot != slot]
        answer = self.flows.content.slots[slot].answer
        file = self.turn.file if isinstance(answer, answers.Attachment) else ""
        self.given.append(Given(slot, flow, step, file))
        self.effects.append(
            effects.Remember(
                slot=slot,
                value=value,
                raw=self.turn.text,
                file=file,
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
        elif self._may_be_left() and self.flows.flow(given.flow).is_pattern:
            self.stack.pop()
        self.stack.append(Frame(flow=given.flow, step=given.step, replay=True))
        self.forget_question()

    def _may_be_left(self) -> bool:
        """Whether a flow is on top that going back may end; an emergency goes on below what is asked again."""
        return bool(self.stack) and self.stack[-1].flow != PATTERN_RED_FLAG

    @property
    def faults(self) -> list[effects.ContentFault]:
        """What the content did in this turn that it must not."""
        return [effect for effect in self.effects if isinstance(effect, effects.ContentFault)]

    def fault(self, rule: str) -> None:
        """Record that the content did something it must not."""
        frame = self.stack[-1] if self.stack else None
        where = f"{frame.flow}:{frame.step}" if frame else "-"
        self.effects.append(effects.ContentFault(rule=rule, where=where))


def _of_file(told: str) -> dict[str, object]:
    """What conditions may know of a file."""
    file = sent_file.read(told) or SentFile()
    return {"file_type": file.media_type or None, "file_kb": file.kilobytes}
