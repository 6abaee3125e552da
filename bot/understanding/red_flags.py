"""Does a message tell of a danger sign, whatever is being asked, or may it?"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import aside, doubts, negation, numbers, phrases, small_words, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A danger sign and the words that tell of it."""

    id: str
    label: str
    #: Plain Portuguese; "<95" stands for a number below 95 and at least half of it ("saturação <95").
    phrases: tuple[str, ...]
    #: Figures of speech that hold the last word of such a phrase and tell of no danger: "roxo de vergonha".
    harmless: tuple[str, ...] = ()
    #: Questions that ask for just these words, so that they are an answer there.
    unless_asking: tuple[str, ...] = ()
    #: The danger signs, by their names in `danger_signs.yml`, that it may be when the words are none of these.
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A danger sign that a message tells of."""

    flag_id: str
    #: The phrase of the protocol that was recognised.
    phrase: str
    #: The person's own words, folded.
    matched_text: str


class Doubt(NamedTuple):
    """A danger sign that a message may tell of."""

    flag_id: str
    #: Whether it is this one rather than another.
    sure_which: bool


class _Heard(NamedTuple):
    hits: tuple[Hit, ...]
    #: The message without the clauses in which a danger sign is denied, past, supposed or only asked about.
    rest: tuple[text.Token, ...]


#: How likely danger has to be for a question, where the words are understood as something else, and where they are not: there,
#: asking costs little, for something has to be asked anyway. Below the last, even taught words are asked about first.
#: Chosen by leaving out whole sets of messages; see docs/understanding.md.
_UNDERSTOOD: Final = 0.9
_LOST: Final = 0.2
_CALM: Final = 0.04
#: One word alone is a message too short for a question.
_FEWEST: Final = 2
#: How much has to speak for a sign that the pack hears, and for one of them before all others.
_HEARD: Final = 0.2
_SURE_WHICH: Final = 0.5
#: Words around one that is put aside that go with it, unless a mark or one of these stands between.
_REACH: Final = 6
_TURNS: Final = small_words.listed("mas porem agora hoje so")
_KEPT: Final = 32
#: Senses in which danger is spoken of without being there, those of somebody, and words that say that it is there.
_TOLD_ASIDE: Final = frozenset(["@noticia", "@bicho", "@brincadeira"])
_OF_SOMEBODY: Final = frozenset(["@familia", "@crianca", "@eu_mesmo", "@passado", "@socorro"])
_OF_NOW: Final = small_words.listed("agora hoje estou esta estao desde amanheceu now")


class RedFlagScanner:
    """Finds danger signs; compiled once per protocol, then used for every message."""

    def __init__(self, flags: Sequence[RedFlag]) -> None:
        self._flags = {flag.id: flag for flag in flags}
        #: Danger signs that words that nobody taught may tell of.
        self.doubted = frozenset(flag.id for flag in flags if flag.signs)
        self._heard = functools.lru_cache(maxsize=_KEPT)(self._read)
        self._index = phrases.PhraseIndex(
            ((flag.id, phrase) for flag in flags for phrase in flag.phrases), inflected=True
        )
        self._harmless = phrases.PhraseIndex(
            ((flag.id, phrase) for flag in flags for phrase in flag.harmless),
            inflected=True,
            forgiving=False,
        )

    def scan(self, message: str, *, asking: str | None = None) -> tuple[Hit, ...]:
        """Give one hit for each danger sign told of, in the protocol's order; when unsure, it is told of.

        `asking` names the pending question.
        """
        return self._heard(message, asking).hits

    def doubt(self, message: str, *, asking: str | None, understood: bool) -> Doubt | None:
        """Give the danger sign that the message may tell of in words that nobody taught.

        `understood` tells that the words mean something else to Bela.
        """
        rest = self._heard(message, asking).rest if self.doubted else ()
        suspicion = doubts.suspicion(rest)
        lost = not understood and suspicion.has_sense and len(rest) >= _FEWEST
        if suspicion.likely < (_LOST if lost else _UNDERSTOOD):
            return None
        return self._likeliest(doubts.likely_signs(suspicion.tokens), asking)

    def is_calm(self, message: str) -> bool:
        """Tell whether a message reads as if it told of no danger at all, although taught words stand in it.

        It has to ask of nobody, or to be in the news, of an animal or a joke, too, and to say nothing of now.
        """
        tokens = text.tokens(message)
        if not self.doubted or len(tokens) > doubts.PIECE or _OF_NOW & {token.word for token in tokens}:
            return False
        found = frozenset(doubts.senses(tokens))
        asks = questions.is_question(tokens)
        told_aside = _TOLD_ASIDE & found or (asks and not _OF_SOMEBODY & found)
        return bool(told_aside) and doubts.suspicion(tokens).likely < _CALM

    def _likeliest(self, signs: Mapping[str, float], asking: str | None) -> Doubt | None:
        likely = {
            flag.id: sum(signs.get(sign, 0.0) for sign in flag.signs)
            for flag in self._flags.values()
            if asking not in flag.unless_asking
        }
        best = max(likely, key=lambda flag: likely[flag], default="")
        if not best or sum(likely.values()) < _HEARD:
            return None
        return Doubt(best, likely[best] >= _SURE_WHICH)

    def _read(self, message: str, asking: str | None) -> _Heard:
        tokens = self._index.prepared(numbers.in_digits(text.tokens(message)))
        everything = self._index.find(tokens)
        harmless = self._harmless.find(tokens) if everything else []
        hits: dict[str, Hit] = {}
        put_aside = []
        for found in everything:
            if not _told_of(tokens, found, harmless):
                put_aside.append(found)
            elif found.key not in hits and asking not in self._flags[found.key].unless_asking:
                hits[found.key] = _hit(tokens, found)
        in_order = tuple(hits[flag_id] for flag_id in self._flags if flag_id in hits)
        return _Heard(in_order, _without(tokens, put_aside))


def _without(tokens: Sequence[text.Token], put_aside: Sequence[phrases.Found]) -> tuple[text.Token, ...]:
    """Leave the clauses out in which something is put aside."""
    gone: set[int] = set()
    for found in put_aside:
        first, last = found.start, found.end
        while (
            0 < first > found.start - _REACH and not tokens[first].before and tokens[first].word not in _TURNS
        ):
            first -= 1
        while (
            last + 1 < len(tokens)
            and last < found.end + _REACH
            and not tokens[last].after
            and tokens[last + 1].word not in _TURNS
        ):
            last += 1
        gone.update(range(first, last + 1))
    return tuple(token for place, token in enumerate(tokens) if place not in gone)


def _told_of(tokens: Sequence[text.Token], found: phrases.Found, harmless: Sequence[phrases.Found]) -> bool:
    if any(other.key == found.key and other.start <= found.end <= other.end for other in harmless):
        return False
    if negation.denied(tokens, found.start, found.end):
        return False
    place = found.start, found.end
    put_aside = (aside.long_past, aside.only_asked_about, aside.of_nobody)
    return not any(told_otherwise(tokens, *place) for told_otherwise in put_aside)


def _hit(tokens: Sequence[text.Token], found: phrases.Found) -> Hit:
    written = " ".join(token.written for token in tokens[found.start : found.end + 1] if token.written)
    return Hit(flag_id=found.key, phrase=found.phrase, matched_text=written)
