"""Which answers given before does the person put right, and by what? Pure.

What is put right is said back, and the questions that hang on it come again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import answers, definitions
from bot.engine import correcting, telling
from bot.understanding import answers as reading
from bot.understanding import corrections, facts, readings, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.definitions import Slot, Value
    from bot.engine.conversation import Conversation
    from bot.engine.flows import Flows
    from bot.engine.turn import Turn

#: Answers of which a bare one tells what it is about, once it is known that an answer is put right.
_BARE: Final = (
    answers.Age,
    answers.Duration,
    answers.Temperature,
    answers.Number,
    answers.MunicipalityAnswer,
)
#: A bare answer has no more words.
_MOST_WORDS: Final = 4


def taken_back(flows: Flows, conversation: Conversation, turn: Turn) -> dict[str, Value]:
    """What the words put in the place of answers given before: "errei, são 3 dias"; empty when they take nothing back."""
    if not conversation.given:
        return {}
    told = _told_instead(flows, conversation, turn) or _town_instead(flows, conversation, turn)
    news = telling.news(conversation, told)
    return {name: fact for name, fact in news.items() if conversation.slots.get(name) is not None}


def _told_instead(flows: Flows, conversation: Conversation, turn: Turn) -> dict[str, Value]:
    """What stands behind the words that take something back: a fact, or a bare answer to a question that they leave no doubt of."""
    instead = corrections.behind(turn.text)
    if not instead:
        return {}
    wrong = corrections.number_taken_back(turn.text)
    told: dict[str, Value] = {**facts.told(flows.tellings, instead, telling.context(flows, turn))}
    if told and _is_answer(flows, conversation, turn, instead):
        told = {name: fact for name, fact in told.items() if not isinstance(fact, list)}
    return (
        told
        or _of_named(flows, conversation, turn, instead)
        or (_of_number(flows, conversation, turn, instead, wrong) if wrong is not None else {})
        or _of_question_before(flows, conversation, turn, instead)
    )


def answers_pending(flows: Flows, conversation: Conversation, turn: Turn) -> bool:
    """Whether what is put in the place of something else answers the pending question: "errei o nome, é Russas"."""
    instead = corrections.behind(turn.text)
    return bool(instead and conversation.asking and _answer_to(flows, turn, conversation.asking, instead))


def _is_answer(flows: Flows, conversation: Conversation, turn: Turn, instead: str) -> bool:
    """Whether it is one of the pending question's options, or its yes or no: "boa, na verdade canso um pouco"."""
    slot = flows.content.slots.get(conversation.asking or "")
    closed = slot is not None and isinstance(
        slot.answer, (answers.YesNo, answers.Choice, answers.MultiChoice)
    )
    matter = " ".join(word for word in instead.split() if word not in {"sim", "nao"})
    return closed and bool(_answer_to(flows, turn, conversation.asking or "", matter))


def _of_named(flows: Flows, conversation: Conversation, turn: Turn, instead: str) -> dict[str, Value]:
    """A bare answer to the question that is named: "digitei a idade errada, é 49"."""
    name = correcting.named(flows, conversation, turn.text)
    answer = flows.content.slots[name].answer if name else None
    if name is None or isinstance(answer, answers.FreeText):
        return {}
    return _answer_to(flows, turn, name, instead)


def _of_number(
    flows: Flows, conversation: Conversation, turn: Turn, instead: str, wrong: float
) -> dict[str, Value]:
    """A bare number in the place of one that was told before, where it was told once: "falei 25 mas é 35"."""
    same = [slot.name for slot in _bare(flows, conversation) if conversation.slots.get(slot.name) == wrong]
    return _answer_to(flows, turn, same[0], instead) if len(same) == 1 else {}


def _of_question_before(
    flows: Flows, conversation: Conversation, turn: Turn, instead: str
) -> dict[str, Value]:
    """A bare answer to the question right before, where it is none to the pending one: "errei, é 59" while the town is asked."""
    before = _answered_last(flows, conversation)
    if before is None or len(text.words(instead)) > _MOST_WORDS or answers_pending(flows, conversation, turn):
        return {}
    return _spelt_right(flows, turn, before, instead)


def _answered_last(flows: Flows, conversation: Conversation) -> str | None:
    """The question that comes last before the pending one, if bare answers tell what they are about."""
    bare = {slot.name for slot in _bare(flows, conversation)}
    before: list[tuple[int, str]] = []
    for given in conversation.given:
        asked = [
            step.slot
            for step in flows.flow(given.flow).steps.values()
            if isinstance(step, definitions.Collect)
        ]
        if conversation.asking in asked and given.slot in asked[: asked.index(conversation.asking)]:
            before.append((asked.index(given.slot), given.slot))
    last = max(before, default=(0, ""))[1]
    return last if last in bare else None


def _town_instead(flows: Flows, conversation: Conversation, turn: Turn) -> dict[str, Value]:
    """A town in the place of one that is taken back by its name: "não é Granja, moro em Camocim"."""
    towns = [
        slot for slot in _bare(flows, conversation) if isinstance(slot.answer, answers.MunicipalityAnswer)
    ]
    if len(towns) != 1 or questions.is_question(text.tokens(turn.text)):
        return {}
    name = towns[0].name
    for wrong, rest in corrections.names_taken_back(turn.text):
        if flows.municipalities.begins(wrong):
            found = _spelt_right(flows, turn, name, rest)
            if found:
                return found
    return {}


def _spelt_right(flows: Flows, turn: Turn, name: str, words: str) -> dict[str, Value]:
    answer = flows.content.slots[name].answer
    read = reading.read_answer(answer, words, telling.context(flows, turn)) if answer else readings.UNCLEAR
    return {name: read.value} if isinstance(read, readings.Read) and not read.corrected else {}


def _answer_to(flows: Flows, turn: Turn, name: str, words: str) -> dict[str, Value]:
    answer = flows.content.slots[name].answer if name in flows.content.slots else None
    read = reading.read_answer(answer, words, telling.context(flows, turn)) if answer else readings.UNCLEAR
    return {name: read.value} if isinstance(read, readings.Read) else {}


def _bare(flows: Flows, conversation: Conversation) -> Iterator[Slot]:
    """The slots that were answered before, and that a bare answer is told of."""
    slots = flows.content.slots
    for name in dict.fromkeys(given.slot for given in conversation.given):
        if name in slots and isinstance(slots[name].answer, _BARE) and flows.tells(slots[name]):
            yield slots[name]
