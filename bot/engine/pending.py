"""Do the words answer the pending question?"""

from __future__ import annotations

from collections.abc import Mapping

from bot.content import answers
from bot.content.definitions import Collect, Value
from bot.engine import correcting, sending, telling, weighing
from bot.engine.conversation import CORRECTION, Conversation
from bot.engine.flows import Flows
from bot.engine.recognised import Answered, Chosen, Misread
from bot.engine.turn import Turn
from bot.understanding import answers as reading
from bot.understanding import corrections, readings, small_words, text
from bot.understanding.answers import dont_know, quantities, questions, yes_no

#: "só isso", "mais nada", "não".
_NO_MORE = small_words.listed(
    "so isso mais nada nao e apenas somente mesmo nenhum nenhuma outro outra de o a sinto tenho"
    " no nothing else more none that is all nada mas eso es todo solo"
)


def asked(flows: Flows, conversation: Conversation) -> Collect | None:
    """The step whose question is pending."""
    if conversation.asking is None or not conversation.stack:
        return None
    frame = conversation.stack[-1]
    flow = flows.content.flows.get(frame.flow)
    step = flow.steps.get(frame.step) if flow else None
    return step if isinstance(step, Collect) else None


def hears_only_answers(flows: Flows, conversation: Conversation) -> bool:
    """Whether the pending question hears nothing but answers."""
    step = asked(flows, conversation)
    return step is not None and step.only_answers


def asks_free_text(flows: Flows, conversation: Conversation) -> bool:
    """Whether the pending question takes any words for its answer."""
    slot = flows.content.slots.get(conversation.asking or "")
    return slot is not None and isinstance(slot.answer, answers.FreeText) and not slot.answer.name


def sent(flows: Flows, conversation: Conversation, turn: Turn) -> Answered | Misread | None:
    """A picture, a file or a place, where the pending question asks for one."""
    return sending.answered(flows, _awaited(flows, conversation), turn)


def answer_in(flows: Flows, conversation: Conversation, turn: Turn) -> Value:
    """What the words answer to the pending question, whatever else they mean; None when they do not."""
    answer = _awaited(flows, conversation)
    if answer is None or conversation.asking == CORRECTION:
        return None
    by_rule = _read(flows, answer, turn)
    read = weighing.read(flows, conversation, turn, by_rule) or by_rule
    return read.value if isinstance(read, readings.Read) else None


def refuses(flows: Flows, conversation: Conversation, turn: Turn) -> Mapping[str, Value]:
    """The pending offer, refused in clear words for something else: "não quero, só queria o endereço da UPA"."""
    answer = _awaited(flows, conversation)
    if not isinstance(answer, answers.YesNo) or not yes_no.is_refused_for(answer, turn.text):
        return {}
    return {str(conversation.asking): False}


def offered(flows: Flows, conversation: Conversation, turn: Turn) -> Chosen | None:
    """One of the numbered lines that were shown last."""
    if not conversation.offered:
        return None
    offers = tuple(answers.Option(id=offer.payload, label=offer.title) for offer in conversation.offered)
    read = _read(flows, answers.Choice(options=offers), turn)
    return Chosen(payload=str(read.value)) if isinstance(read, readings.Read) else None


def answered(flows: Flows, conversation: Conversation, turn: Turn) -> Answered | Misread | None:
    """The answer to the pending question, or why the words are none; None when nothing is asked."""
    answer = _awaited(flows, conversation)
    if answer is None:
        return None
    words = text.words(turn.text)
    read = _read_last(flows, answer, turn)
    if isinstance(read, readings.NotUnderstood) and _nothing_more(conversation, turn):
        read = readings.Read([])
    step = asked(flows, conversation)
    if isinstance(read, readings.NotUnderstood) and step and step.optional and _knows_not(turn):
        read = readings.Unknown()
    if read == readings.UNCLEAR and "?" not in turn.text and not questions.is_of_the_question(words):
        told = telling.asked_of(flows, conversation, turn)
        read = readings.Read(told) if told is not None else read
    odds = weighing.read(flows, conversation, turn, read)
    read = odds or read
    if not isinstance(read, readings.NotUnderstood):
        value = read.value if isinstance(read, readings.Read) else answers.UNKNOWN
        corrected = isinstance(read, readings.Read) and read.corrected
        return Answered(
            value=value,
            corrected=corrected,
            weighed=odds is not None,
            unread=_unread(flows, turn, read),
            facts=_besides(flows, conversation, turn, value),
        )
    return Misread(why=read.why, candidates=tuple(read.candidates), value=read.value or "")


def _unread(flows: Flows, turn: Turn, read: readings.Reading) -> str:
    """The items of a list that say nothing at all: no option, no other fact, not whom it is about."""
    items = read.unread if isinstance(read, readings.Read) else ()
    return ", ".join(item for item in items if not telling.says_anything(flows, item, turn))


def _knows_not(turn: Turn) -> bool:
    return dont_know.is_dont_know(text.words(turn.text))


def _read_last(flows: Flows, answer: answers.Answer, turn: Turn) -> readings.Reading:
    """Read what is said behind "quer dizer" and the like, if that is an answer; else the whole."""
    if isinstance(answer, answers.MunicipalityAnswer):
        return _town(flows, answer, turn)
    instead = corrections.behind(turn.text)
    if instead and not isinstance(answer, answers.FreeText):
        read = reading.read_answer(answer, instead, telling.context(flows, turn))
        if isinstance(read, readings.Read):
            return read
        if isinstance(answer, answers.YesNo) and corrections.says_the_contrary(turn.text):
            return readings.UNCLEAR
    return _read(flows, answer, turn)


def _town(flows: Flows, answer: answers.MunicipalityAnswer, turn: Turn) -> readings.Reading:
    """Read the town, without one that is taken back: "não é Fortaleza, é Caucaia"."""
    without = (
        rest for wrong, rest in corrections.names_taken_back(turn.text) if flows.municipalities.begins(wrong)
    )
    for said in filter(None, (*without, corrections.behind(turn.text))):
        read = reading.read_answer(answer, said, telling.context(flows, turn))
        if isinstance(read, readings.Read):
            return read
    return _read(flows, answer, turn)


def _nothing_more(conversation: Conversation, turn: Turn) -> bool:
    """Whether it is "só isso" to the question for what else there is."""
    if not isinstance(conversation.told.get(conversation.asking or ""), list):
        return False
    words = text.words(turn.text)
    return bool(words) and set(words) <= _NO_MORE


def _besides(flows: Flows, conversation: Conversation, turn: Turn, value: Value) -> Mapping[str, Value]:
    """What an answer tells besides; only lists grow by it, another answer is put right by saying so."""
    if asks_free_text(flows, conversation) or conversation.asking == CORRECTION:
        return {}
    told = telling.facts_of(flows, conversation, turn)
    return {
        name: fact
        for name, fact in told.items()
        if (isinstance(fact, list) or conversation.slots.get(name) is None)
        and not _is_the_same_number(turn, fact, value)
    }


def _is_the_same_number(turn: Turn, fact: Value, value: Value) -> bool:
    """Whether the only number of the message is the answer already: "40, febre desde ontem" tells an age, and no temperature."""
    numbers = (fact, value)
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in numbers) or fact != value:
        return False
    return sum(found.value == value for found in quantities.find(text.words(turn.text))) == 1


def _awaited(flows: Flows, conversation: Conversation) -> answers.Answer | None:
    if conversation.asking == CORRECTION:
        return answers.Choice(options=correcting.options(flows, conversation))
    slot = flows.content.slots.get(conversation.asking or "")
    return slot.answer if slot else None


def _read(flows: Flows, answer: answers.Answer, turn: Turn) -> readings.Reading:
    return reading.read_answer(answer, turn.text, telling.context(flows, turn))
