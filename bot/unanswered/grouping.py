"""Which questions ask the same thing? By their words and their letters, without a model.

Two questions are alike as far as their words of meaning overlap, and as far as their runs of three letters do (Dice's measure on each,
the better of the two): the first forgives another order, the second a misspelling. A question joins the group whose middle it is nearest
to, if it is near enough. Grouping is the same each time, whatever the order of the questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.understanding import small_words, text
from crm_sync.unanswered import Question

#: Of 1. Below it, "posso nadar" and "posso comer" would be one question.
ALIKE: Final = 0.55
#: So many different spellings are looked at, the most frequent first.
MOST: Final = 3_000
_RUN: Final = 3
_NAME_WORDS: Final = 2
_NAME_LETTERS: Final = 3
#: Words of asking: they say nothing of what is asked.
_ASKING: Final = small_words.listed("""
    posso pode podem podia poderia como quando onde aonde quem qual quais quanto quanta quantos quantas porque devo deve preciso precisa
    existe saber quero queria gostaria duvida faz ter tem sera verdade que eu voce gente ele ela bela oi ola bom boa dia tarde noite
    """)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that ask the same."""

    #: A name that commands take, and that a flow can have.
    name: str
    times: int
    first: date
    last: date
    #: Each spelling once, the most frequent first.
    examples: tuple[str, ...] = field(repr=False)


@dataclass(slots=True)
class _Gathered:
    asked: Counter[str]
    days: list[date]
    words: Counter[str]
    runs: Counter[str]


def groups(questions: Iterable[Question]) -> list[Group]:
    """The groups, those asked most often first."""
    spellings: dict[str, list[Question]] = {}
    for question in questions:
        spellings.setdefault(" ".join(text.words(question.words)), []).append(question)
    spelt = sorted(spellings.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]
    gathered: list[_Gathered] = []
    for plain, same in spelt:
        _join(gathered, plain, same)
    gathered.sort(
        key=lambda group: (-sum(group.asked.values()), -max(group.days).toordinal(), min(group.asked))
    )
    return _named(gathered)


def _join(gathered: list[_Gathered], plain: str, same: Sequence[Question]) -> None:
    words, runs = _meaning(plain), _runs(plain)
    nearest = max(gathered, key=lambda group: _likeness(group, words, runs), default=None)
    if nearest is None or _likeness(nearest, words, runs) < ALIKE:
        nearest = _Gathered(Counter(), [], Counter(), Counter())
        gathered.append(nearest)
    nearest.asked[min(question.words for question in same)] += len(same)
    nearest.days += [question.day for question in same]
    nearest.words.update(words)
    nearest.runs.update(runs)


def _likeness(group: _Gathered, words: Collection[str], runs: Collection[str]) -> float:
    spellings = len(group.asked)
    return max(_dice(group.words, words, spellings), _dice(group.runs, runs, spellings))


def _dice(of_group: Counter[str], of_one: Collection[str], spellings: int) -> float:
    """How far they overlap; what only some spellings of the group have counts in part."""
    common = sum(of_group[part] / spellings for part in of_one)
    whole = of_group.total() / spellings + len(of_one)
    return 2 * common / whole if whole else 0.0


def _meaning(plain: str) -> frozenset[str]:
    found = frozenset(plain.split())
    return (found - small_words.GRAMMAR - _ASKING) or found


def _runs(plain: str) -> frozenset[str]:
    """The runs of three letters of its words of meaning, in a fixed order, so that the order of the words does not count."""
    letters = [f" {word} " for word in sorted(_meaning(plain))]
    return frozenset(word[at : at + _RUN] for word in letters for at in range(len(word) - _RUN + 1))


def _named(gathered: Iterable[_Gathered]) -> list[Group]:
    taken: set[str] = set()
    made: list[Group] = []
    for group in gathered:
        name = _name(group, taken)
        taken.add(name)
        examples = tuple(
            words for words, _ in sorted(group.asked.items(), key=lambda item: (-item[1], item[0]))
        )
        made.append(
            Group(
                name=name,
                times=sum(group.asked.values()),
                first=min(group.days),
                last=max(group.days),
                examples=examples,
            )
        )
    return made


def _name(group: _Gathered, taken: Collection[str]) -> str:
    """The words that most spellings share, in the order in which the first example has them."""
    told = [word for word in group.words if word.isalpha() and len(word) >= _NAME_LETTERS] or ["pergunta"]
    told.sort(key=lambda word: (-group.words[word], word))
    first = dict.fromkeys(text.words(min(group.asked)))
    places = {word: place for place, word in enumerate(first)}
    chosen = sorted(told[:_NAME_WORDS], key=lambda word: (places.get(word, len(places)), word))
    name = "_".join(chosen)[:38]
    return next(
        one for n in range(1, len(taken) + 2) if (one := name if n == 1 else f"{name}_{n}") not in taken
    )
