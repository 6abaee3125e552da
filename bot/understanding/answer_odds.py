"""Which answer to the pending question do words most likely give, and how surely, where no rule reads them?

Naive Bayes (`topic_odds`) over words, denied ones apart, two in a row, and letters in a row, counted when a version is made
ready: from the pack's own examples of answers and the words that it lists for them, and from sentences that say yes, no or
"I don't know" to whatever is asked (`plain_answers.tsv`). All questions are counted together, so that what answers another
question, and what is no answer at all, stands against it.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import doubts, text, topic_odds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLAIN: Final = Path(__file__).with_name("plain_answers.tsv")
#: The kinds of sentence in it; of the last kind none is an answer.
YES: Final = "sim"
NO: Final = "nao"
UNKNOWN: Final = "nao_sei"
OTHER: Final = "outra_coisa"
_OTHER: Final = "#other"
#: Of the sentences of every day one in so many: more of them would only take time.
_EVERY: Final = 4


class Example(NamedTuple):
    """What somebody may say, and which answer it is to which question; no question: it answers none."""

    question: str
    answer: str
    said: str


class Question(NamedTuple):
    """A question whose answers are weighed."""

    name: str
    #: Kind of plain sentence → the answer that it is here.
    plain: Mapping[str, str]
    #: Answer → those that are graver; a calm word must not hide them.
    graver: Mapping[str, frozenset[str]]
    #: The words of an example → its answer.
    exact: Mapping[tuple[str, ...], str] = {}


class AnswerOdds:
    """Examples of answers to all questions; counted once, by `learn` or by the first message that needs it."""

    def __init__(self, taught: Sequence[Example]) -> None:
        plain = [(_OTHER if kind == OTHER else _key("", kind), said) for kind, said in plain_answers()]
        own = [
            (_key(one.question, one.answer) if one.question else f"{_OTHER}-{one.answer}", one.said)
            for one in taught
        ]
        self._odds = topic_odds.TopicOdds([*own, *plain], topic_odds.besides()[::_EVERY], words=_words)

    def learn(self) -> None:
        """Count now, so that no message waits for it."""
        self._odds.scores("")  # nothing but the counts is asked of it

    def weighed(self, message: str, question: Question) -> Mapping[str, float]:
        """Answer → by how much, in natural logarithms, it is likelier than none; empty where nothing is known of the words."""
        found: dict[str, float] = {}
        none = -float("inf")
        for score, key in self._odds.scores(message):
            if _is_unknown_elsewhere(key, question):
                continue
            answer = _answer(key, question)
            if answer is None:
                none = max(none, score)
            else:
                found[answer] = max(score, found.get(answer, score))
        return {answer: score - none for answer, score in found.items()}


@functools.cache
def plain_answers() -> Sequence[tuple[str, str]]:
    """Give what people say to any question, and of which kind it is."""
    lines = PLAIN.read_text(encoding="utf-8").splitlines()
    return tuple((kind, said) for kind, _, said in (line.partition("\t") for line in lines))


def _key(question: str, answer: str) -> str:
    return f"{question}={answer}"


def _answer(key: str, question: Question) -> str | None:
    """The answer to the question that a key stands for, if it is one."""
    asked, _, answer = key.partition("=")
    if not asked:
        return question.plain.get(answer)
    return answer if asked == question.name else None


def _is_unknown_elsewhere(key: str, question: Question) -> bool:
    """Whether it is not knowing the answer to another question, which says nothing against not knowing this one."""
    asked, _, answer = key.partition("=")
    return asked not in {"", question.name} and answer == question.plain.get(UNKNOWN)


def _words(message: str) -> Sequence[str]:
    return tuple(doubts.marked(text.tokens(message)))
