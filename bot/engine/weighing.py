"""What do words most likely answer to the pending question, where no rule reads them? Pure.

Only closed questions that the pack gives examples of answers for (`answers:`), and never the consent. A wrong fact is worse than
a question: what is too close to another answer, or to none, is asked again. Of two answers the calmer needs more to be believed
than the graver (`worse:` of the protocol's inputs), so that unlisted words hide no danger.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from bot.content import answers
from bot.content.protocols import Worse
from bot.engine import responses
from bot.understanding import answer_odds, readings, text
from bot.understanding.answers import dont_know, options, quantities, remainder
from bot.understanding.answers import questions as asking

if TYPE_CHECKING:
    from bot.content.definitions import AnswerExample, Content, Slot
    from bot.engine.conversation import Conversation
    from bot.engine.flows import Flows
    from bot.engine.turn import Turn

#: By how much an answer has to be likelier than each other one, and than none, in natural logarithms.
_AHEAD: Final = 6.0
_ABOVE_NONE: Final = 2.0
#: The same for one that is calmer than another.
_CALM_AHEAD: Final = 9.0
_CALM_ABOVE_NONE: Final = 4.0
#: By how much another answer has to be likelier than the one that a rule reads, to be taken in its place; a calmer one, and below
#: that it is asked again.
_INSTEAD: Final = 8.0
_CALM_INSTEAD: Final = 11.0
#: So few words are what the rules take them for.
_TOO_SHORT: Final = 3
#: Of these nothing but not knowing the number is weighed, and only where no number is told.
NUMBERED: Final = (answers.Number, answers.Age, answers.Temperature, answers.Duration)
#: Any of them may be graver than not knowing it.
_ANY_NUMBER: Final = "#number"
#: As an example, it says what a plain yes or no is an answer to.
_BARE: Final = {answer_odds.YES: ("sim",), answer_odds.NO: ("nao",)}
#: Of the examples that start something, one in so many stands for what is no answer: more of them would only take time.
_EVERY: Final = 3


def questions(content: Content) -> Mapping[str, answer_odds.Question]:
    """The questions that the pack gives examples of answers for."""
    examples: dict[str, list[AnswerExample]] = {}
    for example in content.answer_examples:
        examples.setdefault(example.slot, []).append(example)
    return {name: _question(content, content.slots[name], own) for name, own in examples.items()}


def _question(content: Content, slot: Slot, examples: Sequence[AnswerExample]) -> answer_odds.Question:
    exact = {text.words(example.said): example.answer for example in examples}
    bare = {kind: exact[said] for kind, said in _BARE.items() if said in exact}
    plain = {**_plain(slot), **bare}
    return answer_odds.Question(slot.name, plain, _graver(content, slot), exact)


def taught(content: Content) -> tuple[answer_odds.Example, ...]:
    """The examples, the words that the pack lists for these answers, and of what is no answer a part."""
    own = [answer_odds.Example(one.slot, one.answer, one.said) for one in content.answer_examples]
    names = dict.fromkeys(example.slot for example in content.answer_examples)
    listed = (
        answer_odds.Example(name, answer, said)
        for name in names
        for answer, said in _listed(content.slots[name].answer)
    )
    besides = (answer_odds.Example("", "topics", said) for _, said in content.examples[::_EVERY])
    return (*own, *listed, *besides)


def read(
    flows: Flows, conversation: Conversation, turn: Turn, read: readings.Reading
) -> readings.Reading | None:
    """The likeliest answer; None where the rules read one already, or none is likely enough."""
    question = flows.weighable.get(conversation.asking or "")
    if question is None or _answers_nothing(turn):
        return None
    answer = flows.content.slots[question.name].answer
    if isinstance(answer, answers.MultiChoice):
        return _List(flows, question, answer, turn).read(read)
    words = text.words(turn.text)
    if isinstance(answer, NUMBERED) and (quantities.find(words) or dont_know.is_at_it(words)):
        return None
    odds = flows.answer_odds.weighed(turn.text, question)
    if _is_unclear(read):
        likely = question.exact.get(words) or sure(question, odds)
        return _as_reading(answer, likely) if likely else None
    return _otherwise(question, answer, read, odds) if len(words) > _TOO_SHORT else None


def _answers_nothing(turn: Turn) -> bool:
    """Whether something is asked back, or said of the question alone."""
    if "?" in turn.text or asking.is_question(text.tokens(turn.text)):
        return True
    return asking.is_of_the_question(text.words(turn.text))


def _otherwise(
    question: answer_odds.Question,
    answer: answers.Answer | None,
    read: readings.Reading,
    odds: Mapping[str, float],
) -> readings.Reading | None:
    """What all words say where a rule reads something else, or several answers."""
    graver = _gravest(question, read, odds)
    return readings.Read(graver) if graver else instead(question, answer, read, odds)


def _gravest(question: answer_odds.Question, read: readings.Reading, odds: Mapping[str, float]) -> str | None:
    """The gravest of several options that are named at once, where the words are likeliest to mean it: "respiro bem, só canso se correr"."""
    if not isinstance(read, readings.NotUnderstood) or read.why is not readings.Why.AMBIGUOUS:
        return None
    named = {option.id for option in read.candidates}
    found = {answer: odds[answer] for answer in named & odds.keys()}
    best = max(found, key=found.__getitem__, default=None)
    if best is None or odds[best] < _ABOVE_NONE or not named.isdisjoint(question.graver.get(best, ())):
        return None
    graver_than = (other for other in named - {best} if best in question.graver.get(other, ()))
    return best if len(list(graver_than)) == len(named) - 1 else None


def sure(question: answer_odds.Question, odds: Mapping[str, float]) -> str | None:
    """The answer that is likelier than any other, and than none, by as much as is asked of it."""
    if not odds:
        return None
    best = max(odds, key=odds.__getitem__)
    graver = question.graver.get(best, frozenset())
    if odds[best] < (_CALM_ABOVE_NONE if graver else _ABOVE_NONE):
        return None
    ahead = (
        odds[best] - odds[other] >= (_CALM_AHEAD if other in graver else _AHEAD)
        for other in odds.keys() - {best}
    )
    return best if all(ahead) else None


def instead(
    question: answer_odds.Question,
    answer: answers.Answer | None,
    read: readings.Reading,
    odds: Mapping[str, float],
) -> readings.Reading | None:
    """What all words say, where they say clearly otherwise than those that a rule knows: "minha neném fez um mês" is no "nem"."""
    by_rule = _as_answer(read)
    if by_rule is None or by_rule not in odds:
        return None
    best = max(odds, key=odds.__getitem__)
    ahead = odds[best] - odds[by_rule]
    if odds[best] < _ABOVE_NONE or ahead < _INSTEAD:
        return None
    calmer = by_rule in question.graver.get(best, ())
    if calmer and ahead < _CALM_INSTEAD:
        return readings.UNCLEAR
    return _as_reading(answer, best)


def _is_unclear(read: readings.Reading) -> bool:
    return isinstance(read, readings.NotUnderstood) and read.why is readings.Why.UNCLEAR


def _likely(flows: Flows, question: answer_odds.Question, words: str) -> str | None:
    return question.exact.get(text.words(words)) or sure(question, flows.answer_odds.weighed(words, question))


def _as_answer(read: readings.Reading) -> str | None:
    match read:
        case readings.Unknown():
            return answers.UNKNOWN
        case readings.Read(value=bool(value)):
            return answers.YES if value else answers.NO
        case readings.Read(value=str(value)):
            return value
        case _:
            return None


def _as_reading(answer: answers.Answer | None, likely: str) -> readings.Reading:
    if likely == answers.UNKNOWN:
        return readings.Unknown()
    return readings.Read(likely == answers.YES if isinstance(answer, answers.YesNo) else likely)


class _List:
    """A list is read item by item, so that nothing that was said is dropped."""

    def __init__(
        self, flows: Flows, question: answer_odds.Question, answer: answers.MultiChoice, turn: Turn
    ) -> None:
        self._flows, self._question, self._answer, self._turn = flows, question, answer, turn
        self._index = options.index((*answer.options, answer.none), parts=True)

    def read(self, read: readings.Reading) -> readings.Reading | None:
        """The list with what its unread items most likely name; what stays unread is asked for."""
        if isinstance(read, readings.Read) and isinstance(read.value, list):
            return self._completed(read.value, read.unread) if read.unread else None
        return self._anew() if _is_unclear(read) else None

    def _completed(self, said: Sequence[str], unread: Sequence[str]) -> readings.Reading | None:
        likely = {item: self._option(item) for item in unread}
        found = [option for option in likely.values() if option]
        if not found:
            return None
        return self._list({*said, *found}, [item for item, option in likely.items() if not option])

    def _anew(self) -> readings.Reading | None:
        """Read a message that names no option in listed words."""
        items = [
            item for item in remainder.items(self._turn.text) if not remainder.is_read(self._index, item, ())
        ]
        if len(items) <= 1:
            return self._whole(_likely(self._flows, self._question, self._turn.text), items)
        return self._completed((), items) or self._whole(
            _likely(self._flows, self._question, self._turn.text), ()
        )

    def _whole(self, likely: str | None, items: Sequence[str]) -> readings.Reading | None:
        if likely is None or (not items and likely != self._answer.none.id):
            return None
        if likely in {self._answer.none.id, answers.UNKNOWN}:
            return readings.Unknown() if likely == answers.UNKNOWN else readings.Read([])
        return self._list({likely}, ())

    def _option(self, item: str) -> str | None:
        likely = _likely(self._flows, self._question, item)
        return None if likely in {self._answer.none.id, answers.UNKNOWN} else likely

    def _list(self, ids: set[str], unread: Sequence[str]) -> readings.Reading:
        named = [option.id for option in self._answer.options if option.id in ids]
        return readings.Read(named, unread=tuple(unread))


def _plain(slot: Slot) -> Mapping[str, str]:
    """What a plain yes, no or "I don't know" is an answer to here."""
    match slot.answer:
        case answers.YesNo(allow_unknown=unknown):
            found = {answer_odds.YES: answers.YES, answer_odds.NO: answers.NO}
        case answers.MultiChoice(none=none, allow_unknown=unknown):
            found = {answer_odds.NO: none.id}
        case answers.Choice(options=choices, allow_unknown=unknown):
            index = options.index(choices)
            named = {answer_odds.YES: index.whole(("sim",)), answer_odds.NO: index.whole(("nao",))}
            found = {kind: option for kind, option in named.items() if option}
        case answers.Number() | answers.Age() | answers.Temperature() | answers.Duration() as numbered:
            found, unknown = {}, numbered.allow_unknown
        case _:
            return {}
    return found | ({answer_odds.UNKNOWN: answers.UNKNOWN} if unknown else {})


def _listed(answer: answers.Answer | None) -> Iterator[tuple[str, str]]:
    """The answers in the words that the pack lists for them."""
    if isinstance(answer, answers.YesNo):
        yield from ((answers.YES, said) for said in answer.about_when_asked)
    for option in responses.options(answer):
        yield from ((option.id, said) for said in option.names_when_asked)


def _graver(content: Content, slot: Slot) -> Mapping[str, frozenset[str]]:
    """Answer → the graver ones, as the protocol says of its inputs; not knowing is never graver than what is known."""
    looked_at = content.protocol.inputs.get(slot.name)
    if looked_at is None:
        return {}
    if isinstance(slot.answer, NUMBERED):
        return {answers.UNKNOWN: frozenset({_ANY_NUMBER})}
    match looked_at.worse:
        case Worse.true:
            steps = [[answers.NO], [answers.YES]]
        case Worse.false:
            steps = [[answers.YES], [answers.NO]]
        case Worse.ranked:
            steps = [list(rank) for rank in looked_at.ranks]
        case Worse.more if isinstance(slot.answer, answers.MultiChoice):
            steps = [[slot.answer.none.id], [option.id for option in slot.answer.options]]
        case _:
            return {}
    graver = {
        answer: frozenset(itertools.chain.from_iterable(steps[nth + 1 :]))
        for nth, step in enumerate(steps)
        for answer in step
    }
    return {**graver, answers.UNKNOWN: frozenset(itertools.chain.from_iterable(steps[1:]))}
