"""What does the engine know besides the conversation? Content made ready to run, and the deployment's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.content import answers, definitions, protocols
from bot.understanding import answer_odds, keywords, likeness, red_flags, topic_odds
from bot.understanding import facts as told
from bot.understanding.answers import municipality
from config.opening_hours import OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department as the citizen hears of it."""

    name: str
    #: "todos os dias, 24 horas"
    hours: str
    #: the same, for reckoning
    opening: OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """A content pack compiled for one deployment; immutable, shared by all conversations."""

    content: definitions.Content
    scanner: red_flags.RedFlagScanner
    #: Words that start a pattern flow ("parar", "falar com uma pessoa").
    commands: keywords.KeywordIndex
    #: Words that start any other flow.
    topics: keywords.KeywordIndex
    #: What a message may be most like: an intent without a flow is one, too.
    likeness: likeness.Likeness
    #: Of which flow a message speaks, and how surely, by the same sentences.
    topic_odds: topic_odds.TopicOdds
    #: The questions that have examples of answers.
    weighable: Mapping[str, answer_odds.Question]
    #: What words most likely answer to them where no rule reads them.
    answer_odds: answer_odds.AnswerOdds
    #: Rasa intent → (flow, the confidence that the flow itself asks for).
    triggers: Mapping[str, tuple[str, float | None]]
    municipalities: municipality.MunicipalityIndex
    #: Municipality → latitude and longitude of its seat, where the deployment tells it.
    seats: Mapping[str, tuple[float, float]]
    #: What people may tell without being asked.
    tellings: tuple[told.Telling, ...]
    #: Slot → the flow and the step that ask for it; those of ordinary flows before those of patterns.
    asked_at: Mapping[str, tuple[str, str]]
    #: Municipality → its services, one line each; "" for all others.
    services: Mapping[str, str]
    #: By the slug that the protocol uses.
    departments: Mapping[str, Department]
    #: Built-in variables: prefeitura, samu, cvv.
    facts: Mapping[str, str]
    #: Slots that do not begin empty.
    initial: Mapping[str, definitions.Value]
    #: Flow → the slots that go back to their initial value when it ends.
    resets: Mapping[str, tuple[str, ...]]
    #: Name of an entry point → the flow that a conversation begun by Bela starts with.
    entries: Mapping[str, str]
    #: Municipality → what a regional text may be for: its name, its micro-region, the state; nearest first.
    places: Mapping[str, tuple[str, ...]]
    #: The slot that holds whom the conversation is about; None where the pack has none.
    subject_slot: str | None
    #: Where nobody told their municipality: the state.
    state: str
    #: "Today" and "yesterday" are reckoned here.
    time_zone: ZoneInfo

    @property
    def protocol(self) -> protocols.Protocol:
        """The protocol that decides risk."""
        return self.content.protocol

    def tells(self, slot: definitions.Slot) -> bool:
        """Whether its answer says something of the person, and is no passing choice such as one of a menu."""
        own_words = isinstance(
            slot.answer, (answers.FreeText, answers.MunicipalityAnswer, answers.Attachment)
        )
        return own_words or slot.name in self.protocol.looked_at

    def flow(self, flow_id: str) -> definitions.Flow:
        """The flow of that id; KeyError when there is none."""
        return self.content.flows[flow_id]
