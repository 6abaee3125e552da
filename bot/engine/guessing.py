"""Which topic do words mean that no phrase names, and are the examples sure enough of it? Pure.

Naive Bayes weighs all words together (`topic_odds`), likeness looks for the nearest sentences (`likeness`); what both say, and
Rasa, needs less than what one says alone. The bars were chosen on messages that may be read (`practice`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.engine.flows import Flows
from bot.understanding import asking, clauses, likeness, text, topic_odds

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a message may mean."""

    flow: str
    #: By how much it is likelier than any other topic, and than none (natural logarithms).
    ahead: float
    above_none: float
    #: Whether it asks or wants something.
    asks: bool
    #: Whether it is a command.
    is_pattern: bool
    #: Whether people say it rather than ask about it, as they thank and greet.
    is_said: bool
    #: What it may be like, and the message.
    taught: likeness.Likeness
    message: str

    @property
    def is_like(self) -> bool:
        """Whether the sentences that it is most like mean the same; looked for only where a bar asks it, for it costs the most."""
        return _most_like(self.taught, self.message) == self.flow


#: One message is looked at several times in a turn.
_KEPT: Final = 8


class _Bar(NamedTuple):
    ahead: float
    above_none: float


class _Bars(NamedTuple):
    """What is asked where the nearest sentences mean the same, and the more that is asked where they do not; None: never enough."""

    like: _Bar
    unlike: _Bar | None


#: A question or a wish, and no answer is awaited.
_ASKED: Final = _Bars(_Bar(0.5, 5), _Bar(1, 5))
#: A question or a wish in place of an answer.
_INTERRUPTING: Final = _Bars(_Bar(0.5, 7), _Bar(5, 7))
#: What states something, and may as well tell of the person.
_STATED: Final = _Bars(_Bar(5, 12), _Bar(10, 12))
#: The same of what people say rather than ask about.
_SAID: Final = _Bars(_Bar(4, 5), _Bar(8, 10))
#: A command that asks and wants nothing: where no answer is awaited, and in place of one.
_COMMAND: Final = _Bars(_Bar(3, 12), _Bar(6, 14))
_COMMAND_INTERRUPTING: Final = _Bars(_Bar(2, 9), _Bar(8, 10))
#: How much likelier than none it has to be where something is denied.
_DENIED: Final = 9
#: From here on a question is what all its words mean, although one of them denies; and a command that is wished for.
_ASKED_IN_SPITE: Final = _Bar(1.5, 5)
_WISHED_IN_SPITE: Final = _Bar(6, 15)
#: A clause that asks, in a message that says other things, too.
_CLAUSE: Final = _Bars(_Bar(6, 9), _Bar(8, 12))
_FEWEST_IN_CLAUSE: Final = 2
#: A question that is surely meant, although a whole phrase of another topic is part of it.
_WITHIN: Final = _Bar(6, 12)
#: Another language is spoken from then on.
_LANGUAGE: Final = _Bar(8, 15)
#: What closes the room has to be plainer.
_ENDING: Final = _Bars(_Bar(4, 8), _Bar(9, 12))
#: The same where a word wishes or asks: "pode parar por hoje".
_ENDING_WISHED: Final = _Bars(_Bar(12, 14), None)
#: What states something speaks of a topic that is asked about, but nearly as much of one that is said; by so much less, at most.
_TOLD: Final = _Bar(4, 4)
_NEARLY: Final = 7
#: From here on words that deny something, too, say what people say: "nem durmo de tanto medo".
_SAID_IN_SPITE: Final = _Bar(12, 8)
#: A command that is given beside what sounds like a symptom: "chega, cansei, encerra".
_COMMAND_BESIDE: Final = _Bar(9, 14)
#: The same of what some of the words answer: "cansei de conversa, tchau".
_COMMAND_INSTEAD: Final = _Bar(12, 16)
#: Below this a keyword is a word of something else: "a prefeitura paga o aluguel social quando".
_SOMETHING_ELSE: Final = -2
#: The same in a statement: "uso máscara no trabalho desde 2020".
_SOMETHING_STATED: Final = 10.5
#: What names a symptom, or another topic, with some of its words.
_OUTWEIGHING: Final = _Bar(4, 14)
_OUTWEIGHING_ASKED: Final = _Bar(3, 9)
#: The same, where Rasa says it, too.
_AGREED_ASKED: Final = _Bar(0, 4)
_AGREED_INTERRUPTING: Final = _Bar(3, 6)
_AGREED_STATED: Final = _Bars(_Bar(2, 12), None)
_AGREED_COMMAND: Final = _Bars(_Bar(1, 6), _Bar(5, 9))
#: From here on a question is of some topic, whichever; below, Rasa is not believed.
_OF_A_TOPIC: Final = 2


def guess(flows: Flows, message: str) -> Guess | None:
    """What the examples take the message for, if for anything."""
    odds = _odds(flows.topic_odds, message)
    if odds is None or odds.key not in flows.content.flows:
        return None
    return Guess(
        flow=odds.key,
        ahead=odds.ahead,
        above_none=odds.above_none,
        asks=asking.asks(message),
        is_pattern=flows.flow(odds.key).is_pattern,
        is_said=odds.key in flows.topic_odds.said,
        taught=flows.likeness,
        message=message,
    )


@functools.lru_cache(maxsize=_KEPT)
def _odds(odds: topic_odds.TopicOdds, message: str) -> topic_odds.Odds | None:
    return odds.likeliest(message)


@functools.lru_cache(maxsize=_KEPT)
def _most_like(taught: likeness.Likeness, message: str) -> str | None:
    found = taught.nearest(message)
    return found.key if found else None


def is_sure(found: Guess, *, asked: bool) -> bool:
    """Whether the examples alone are sure; `asked` tells that an answer is awaited."""
    bars = _bars(found, asked=asked)
    if bars is None or not _is_enough(found, bars):
        return False
    # "não quero atendente" has the words of a wish for one; "consigo atestado sem ir ao posto" denies nothing
    in_spite = _WISHED_IN_SPITE if found.is_pattern else _ASKED_IN_SPITE
    denied = likeness.denies(found.message) and not (found.asks and _reaches(found, in_spite))
    if denied and found.is_said and not found.is_pattern and _reaches(found, _SAID_IN_SPITE):
        return True
    return not denied or (found.above_none >= _DENIED and found.is_like)


def stated(flows: Flows, found: Guess) -> str | None:
    """What a statement tells that sounds like a topic, too: "minha irmã grávida testou positivo" asks nothing of pregnancy."""
    if found.asks or found.is_pattern:
        return None
    said = flows.topic_odds.likeliest(found.message, said=True)
    if said is None or said.key not in flows.content.flows or flows.flow(said.key).is_pattern:
        return None
    near = found.above_none - said.above_none <= _NEARLY
    return said.key if near and said.ahead >= _TOLD.ahead and said.above_none >= _TOLD.above_none else None


def is_sure_command(found: Guess, *, instead: bool = False) -> bool:
    """Whether it is so plainly a command that what its words besides sound like, or answer `instead`, does not count."""
    return (
        found.is_pattern
        and _reaches(found, _COMMAND_INSTEAD if instead else _COMMAND_BESIDE)
        and found.is_like
    )


def is_something_else(flows: Flows, message: str) -> bool:
    """Whether all words together speak of no topic, whatever keyword is among them; what states something, of one less surely."""
    found = guess(flows, message)
    if found is None:
        return False
    return found.above_none < (_SOMETHING_ELSE if found.asks or found.is_said else _SOMETHING_STATED)


def asked_within(flows: Flows, message: str) -> Guess | None:
    """What the surest of the clauses asks about, where the message says other things, too: "é sigiloso? meu pai olha meu celular"."""
    parts = clauses.of(text.tokens(message))
    if len(parts) == 1:
        return None
    asked = [said for part in parts if len(part) >= _FEWEST_IN_CLAUSE and asking.asks(said := _written(part))]
    guesses = [found for said in asked if (found := guess(flows, said)) and not found.is_pattern]
    best = max(guesses, key=lambda found: found.ahead, default=None)
    return best if best and _is_enough(best, _CLAUSE) else None


def _written(clause: Sequence[text.Token]) -> str:
    return " ".join(token.written for token in clause) + ("?" if clause[-1].after == "?" else "")


def is_sure_to_end(found: Guess) -> bool:
    """Whether the person wants to stop, so plainly that the room is closed: "pode parar de tossir?" is no such wish."""
    return "?" not in found.message and _is_enough(found, _ENDING_WISHED if found.asks else _ENDING)


def is_sure_whatever_is_named(found: Guess, *, asked: bool) -> bool:
    """Whether all words together outweigh a keyword, or a symptom, that some of them name: "to sem fome, o que comer"."""
    bar = _OUTWEIGHING_ASKED if found.asks else _OUTWEIGHING
    return (found.asks or not asked) and _reaches(found, bar) and found.is_like


def is_sure_of_language(found: Guess) -> bool:
    """Whether the person wants to be spoken to in another language, which hardly a wrong word may bring about."""
    return _reaches(found, _LANGUAGE) and found.is_like and not likeness.denies(found.message)


def is_sure_around_phrase(found: Guess) -> bool:
    """Whether a question means what all its words mean, whatever phrase is part of it: "to com covid e meu bebê mama, tiro o leite?"."""
    return found.asks and _reaches(found, _WITHIN) and found.is_like


def _bars(found: Guess, *, asked: bool) -> _Bars | None:
    """What is asked of the examples; None where they are never enough."""
    if found.asks:
        return _INTERRUPTING if asked else _ASKED
    if found.is_pattern:
        return _COMMAND_INTERRUPTING if asked else _COMMAND
    if asked:
        return None
    return _SAID if found.is_said else _STATED


def is_of_a_topic(found: Guess, *, alone: bool) -> bool:
    """Whether it is surely of some topic, so that Rasa may say of which; where Rasa is sure `alone`, it only must not be of none."""
    return found.asks and found.above_none >= (0 if alone else _OF_A_TOPIC)


def agreed(found: Guess, *, asked: bool) -> bool:
    """Whether they are sure together with Rasa, who takes the message for the same topic."""
    if found.asks:
        # a wish to stop closes the room: "quero acabar logo com essas perguntas" may as well be impatience
        enough = _reaches(found, _AGREED_INTERRUPTING if asked else _AGREED_ASKED)
        return enough and (found.is_like or not found.is_pattern)
    if found.is_pattern:
        return _is_enough(found, _AGREED_COMMAND)
    return not asked and not likeness.denies(found.message) and _is_enough(found, _AGREED_STATED)


def _is_enough(found: Guess, bars: _Bars) -> bool:
    if bars.unlike is not None and _reaches(found, bars.unlike):
        return True
    return _reaches(found, bars.like) and found.is_like


def _reaches(found: Guess, bar: _Bar) -> bool:
    return found.ahead >= bar.ahead and found.above_none >= bar.above_none
