"""Everything that one message tells, slot by slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import answers
from bot.understanding import plain, text
from bot.understanding.answers import statements
from bot.understanding.facts import ages, durations, measures, named, names, nothing, places, temperatures

if TYPE_CHECKING:
    from bot.understanding.answers.context import Context

#: What a fact may be.
Fact = bool | int | float | str | list[str]
#: A time without a symptom beside it is taken from a message up to this length: "desde ontem", "errei, são 3 dias".
_SHORT = 7
#: Letters that one word has to have to answer a choice that was not asked: "grávida", but not "ruim".
_SHORTEST_CHOICE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A slot that may be told of without being asked for."""

    slot: str
    answer: answers.Answer
    #: Of a choice, the options that may be taken unasked; all others have to be asked for.
    options: frozenset[str] = frozenset()
    #: Of a list, the options that are danger signs: told only in a message that raised an alarm.
    alarming: frozenset[str] = frozenset()
    #: Of a list, whether "none" may be told: of lasting conditions, but not of symptoms.
    may_be_none: bool = False


def told(
    tellings: Sequence[Telling],
    message: str,
    context: Context,
    *,
    asked: answers.Answer | None = None,
    alarmed: bool = False,
    beside_question: bool = False,
) -> dict[str, Fact]:
    """Give the facts that the message states plainly; what is asked, supposed, denied, over or double is none.

    `asked` is the pending question: words that name one of its options tell nothing else. `alarmed` tells
    that the message raised an alarm; `beside_question` that it asks about a topic, so that only what is told of oneself counts.
    """
    sentences = (plain.of_oneself if beside_question else plain.sentences)(text.tokens(message))
    here = _here(tellings, message, context) if beside_question else {}
    if not sentences:
        return here
    tokens = tuple(token for sentence in sentences for token in sentence)
    facts = _closed(tellings, tokens, asked, alarmed=alarmed)
    symptoms = any(isinstance(fact, list) and bool(fact) for fact in facts.values()) or isinstance(
        asked, answers.Duration
    )
    for telling in tellings:
        values = _values(telling.answer, tokens, context, beside_symptom=symptoms)
        if len(values) == 1:
            facts[telling.slot] = values[0]
    facts |= _names(tellings, message)
    return here | facts


def _here(tellings: Sequence[Telling], message: str, context: Context) -> dict[str, Fact]:
    """Give the municipality that a question says to be in: "onde vacina aqui em Maracanaú?"."""
    places_named = places.here(text.tokens(message), context.municipalities)
    wanted = [one.slot for one in tellings if isinstance(one.answer, answers.MunicipalityAnswer)]
    return dict.fromkeys(wanted, places_named[0]) if len(places_named) == 1 else {}


def _names(tellings: Sequence[Telling], message: str) -> dict[str, Fact]:
    """Give the name that somebody says to have."""
    return {
        one.slot: name
        for one in tellings
        if isinstance(one.answer, answers.FreeText) and (name := names.told(one.answer, message))
    }


def _closed(
    tellings: Sequence[Telling], tokens: Sequence[text.Token], asked: answers.Answer | None, *, alarmed: bool
) -> dict[str, Fact]:
    """Give what is told of closed questions; lists come first, and their words tell nothing of another question."""
    taken = _places(asked, tokens)
    facts: dict[str, Fact] = {}
    for telling in sorted(tellings, key=lambda one: not isinstance(one.answer, answers.MultiChoice)):
        fact = _of_closed(telling, tokens, taken if telling.answer is not asked else frozenset())
        if fact and isinstance(fact, list) and not alarmed:
            fact = [option for option in fact if option not in telling.alarming] or None
        if fact is not None:
            facts[telling.slot] = fact
            taken |= _places(telling.answer, tokens)
    return facts


def _places(answer: answers.Answer | None, tokens: Sequence[text.Token]) -> frozenset[int]:
    if not isinstance(answer, (answers.Choice, answers.MultiChoice)):
        return frozenset()
    return named.places(answer.options, tokens)


def _of_closed(telling: Telling, tokens: Sequence[text.Token], taken: frozenset[int]) -> Fact | None:
    match telling.answer:
        case answers.MultiChoice(options=choices, none=none):
            found = list(named.told(choices, tokens, known=taken))
            is_none = not found and telling.may_be_none and nothing.told(none, tokens)
            return found if found or is_none else None
        case answers.Choice(options=choices):
            said = named.told(choices, tokens, known=taken, shortest=_SHORTEST_CHOICE)
            return said[0] if len(said) == 1 and said[0] in telling.options else None
        case answers.YesNo(about=about) if about:
            return statements.told(about, tokens, unasked=True)
        case _:
            return None


def _values(
    answer: answers.Answer,
    tokens: Sequence[text.Token],
    context: Context,
    *,
    beside_symptom: bool,
) -> Sequence[Fact]:
    """Give the different values told of an open question; only a single one is a fact."""
    match answer:
        case answers.Age(maximum=oldest):
            return [_whole(years) for years in ages.told(tokens) if years <= oldest]
        case answers.Number():
            return [_whole(value) for value in measures.told(tokens, answer)]
        case answers.Temperature():
            return temperatures.told(tokens, answer)
        case answers.Duration(maximum_days=most):
            return _days(tokens, context, most, beside_symptom=beside_symptom)
        case answers.MunicipalityAnswer():
            return places.told(tokens, context.municipalities)
        case _:
            return []


def _days(
    tokens: Sequence[text.Token], context: Context, most: int, *, beside_symptom: bool
) -> Sequence[Fact]:
    if not beside_symptom and len(tokens) > _SHORT:
        return []
    days = durations.told(tokens, context.today, beside_symptom=beside_symptom or len(tokens) <= _SHORT)
    return [int(day) for day in days if 0 <= day <= most]


def _whole(years: float) -> int | float:
    return int(years) if years.is_integer() else years
