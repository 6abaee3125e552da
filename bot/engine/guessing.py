"""Which topic do words mean that no phrase names, and are the examples sure enough of it? Pure.

Naive Bayes weighs all words together (`topic_odds`), likeness looks for the nearest sentences (`likeness`); what both say, and
Rasa, needs less than what one says alone. The bars were chosen on messages that may be read (`practice`).
"""

from __future__ import annotations

import functools
from typing import Final, NamedTuple

from bot.engine.flows import Flows
from bot.understanding import likeness, topic_odds


class Guess(NamedTuple):
    """What a message may mean."""

    flow: str
    #: By how much it is likelier than any other topic, and than none (natural logarithms).
    ahead: float
    above_none: float
    #: Whether the sentences that it is most like mean the same.
    is_like: bool
    #: Whether it asks or wants something.
    asks: bool
    #: Whether it is a command.
    is_pattern: bool


#: One message is looked at several times in a turn.
_KEPT: Final = 8
#: Below this, no bar asks what it is most like.
_LEAST: Final = 5


class _Bar(NamedTuple):
    ahead: float
    above_none: float


#: A question or a wish, and no answer is awaited.
_ASKED: Final = _Bar(1, 5)
_ASKED_UNLIKE: Final = _Bar(1.5, 5)
#: A question or a wish in place of an answer.
_INTERRUPTING: Final = _Bar(1.5, 9)
_INTERRUPTING_UNLIKE: Final = _Bar(2.5, 14)
#: What states something, and may as well tell of the person.
_STATED: Final = _Bar(5, 12.5)
#: A command that asks and wants nothing: where no answer is awaited, and in place of one.
_COMMAND: Final = _Bar(3, 12)
_COMMAND_INTERRUPTING: Final = _Bar(2, 9)
_COMMAND_UNLIKE: Final = _Bar(6, 14)
#: How much likelier than none it has to be where something is denied.
_DENIED: Final = 9
#: What closes the room has to be plainer.
_ENDING: Final = _Bar(9, 12)
#: What names a symptom, or another topic, with some of its words.
_OUTWEIGHING: Final = _Bar(4, 12)
_OUTWEIGHING_ASKED: Final = _Bar(4, 9)
#: The same four, where Rasa says it, too.
_AGREED_ASKED: Final = _Bar(0, 2)
_AGREED_INTERRUPTING: Final = _Bar(1, 6)
_AGREED_STATED: Final = _Bar(2, 12)
_AGREED_COMMAND: Final = _Bar(1, 6)
_AGREED_COMMAND_UNLIKE: Final = _Bar(5, 9)
#: From here on a question is of some topic, whichever; below, Rasa is not believed.
_OF_A_TOPIC: Final = 2


def guess(flows: Flows, message: str) -> Guess | None:
    """What the examples take the message for, if for anything."""
    weighed = _weighed(flows.topic_odds, flows.likeness, message)
    if weighed is None or weighed[0].key not in flows.content.flows:
        return None
    odds, like = weighed
    return Guess(
        flow=odds.key,
        ahead=odds.ahead,
        above_none=odds.above_none,
        is_like=like is not None and like.key == odds.key,
        asks=likeness.asks(message),
        is_pattern=flows.flow(odds.key).is_pattern,
    )


@functools.lru_cache(maxsize=_KEPT)
def _weighed(
    odds: topic_odds.TopicOdds, taught: likeness.Likeness, message: str
) -> tuple[topic_odds.Odds, likeness.Like | None] | None:
    """What both say of the message; of one that is of no topic, it does not matter what it is most like."""
    found = odds.likeliest(message)
    if found is None:
        return None
    return found, taught.nearest(message) if found.above_none >= _LEAST else None


def is_sure(found: Guess, message: str, *, asked: bool) -> bool:
    """Whether the examples alone are sure; `asked` tells that an answer is awaited."""
    bar = _bar(found, asked=asked)
    if bar is None or not _reaches(found, bar):
        return False
    # "não quero atendente" has the words of a wish for one
    return not likeness.denies(message) or (found.is_like and found.above_none >= _DENIED)


def is_sure_to_end(found: Guess) -> bool:
    """Whether the person wants to stop, so plainly that the room is closed: "pode parar de tossir?" is no such wish."""
    return found.is_like and not found.asks and _reaches(found, _ENDING)


def is_sure_whatever_is_named(found: Guess, *, asked: bool) -> bool:
    """Whether all words together outweigh a keyword, or a symptom, that some of them name: "to sem fome, o que comer"."""
    bar = _OUTWEIGHING_ASKED if found.asks else _OUTWEIGHING
    return found.is_like and (found.asks or not asked) and _reaches(found, bar)


def _bar(found: Guess, *, asked: bool) -> _Bar | None:
    """What is asked of the examples; None where they are never enough."""
    if found.asks and asked:
        return _INTERRUPTING if found.is_like else _INTERRUPTING_UNLIKE
    if found.asks:
        return _ASKED if found.is_like else _ASKED_UNLIKE
    if found.is_pattern:
        like = _COMMAND_INTERRUPTING if asked else _COMMAND
        return like if found.is_like else _COMMAND_UNLIKE
    return _STATED if found.is_like and not asked else None


def is_of_a_topic(found: Guess) -> bool:
    """Whether it is surely of some topic, so that Rasa may say of which."""
    return found.asks and found.above_none >= _OF_A_TOPIC


def agreed(found: Guess, *, asked: bool) -> bool:
    """Whether they are sure together with Rasa, who takes the message for the same topic."""
    if found.asks:
        return _reaches(found, _AGREED_INTERRUPTING if asked else _AGREED_ASKED)
    if found.is_pattern:
        return _reaches(found, _AGREED_COMMAND if found.is_like else _AGREED_COMMAND_UNLIKE)
    return not asked and found.is_like and _reaches(found, _AGREED_STATED)


def _reaches(found: Guess, bar: _Bar) -> bool:
    return found.ahead >= bar.ahead and found.above_none >= bar.above_none
