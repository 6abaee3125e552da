"""Does a message tell of a danger sign, whatever is being asked, or may it?"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.understanding import aside, clauses, doubts, effort, negation, numbers, phrases, small_words, text
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
    #: Whether it is one that the pack hears at all.
    heard: bool


class _Weighed(NamedTuple):
    suspicion: doubts.Suspicion
    #: Words that say something by themselves; none where all of them only count.
    telling: int


#: Log-odds of danger (`doubts.suspicion`): from the first on, words that nobody listed raise the alarm; from the second on, they do
#: although listed words stand there that are harmless, denied, past or nobody's; from the third on, Bela asks, though she understood something
#: else; from the fourth on, where she understood nothing, for something has to be asked anyway; below the fifth, even listed words are
#: asked about first; below the last, a question that speaks of nobody is only a question. How they were chosen, and what that is worth:
#: docs/understanding.md.
_CERTAIN: Final = 1.3
#: The first where a question is pending: what is told then is mostly how ill one feels, and the triage asks for each sign besides.
_ANSWERED: Final = 2.0
_PUT_ASIDE: Final = 3.0
_UNDERSTOOD: Final = 0.8
_LOST: Final = -1.0
_CALM: Final = -2.0
_SURELY_CALM: Final = -4.0
#: A clause that weighs so much by itself is danger amid calm talk.
_CLAUSE: Final = 1.0
#: Fewer words tell too little to raise an alarm that no list has, or to be asked about.
_FEWEST: Final = 2
#: "Tá com 6 dias hoje", "ele tá com 29": numbers have readers of their own, and these words say nothing beside one.
_ONLY_COUNTED: Final = small_words.DEGREE | small_words.MEASURES
#: How much has to speak for a sign that the pack hears, and for one of them before all others.
_HEARD: Final = 0.2
_SURE_WHICH: Final = 0.5
#: Signs that are none where effort alone brings them, and a question is pending: the triage asks how breath is. Where rest is well,
#: nothing has stopped, either: "parada eu respiro bem".
_OF_EFFORT: Final = {
    effort.Effort.unsure: frozenset({"falta_de_ar"}),
    effort.Effort.alone: frozenset({"falta_de_ar", "parou_de_respirar"}),
}
#: Characters of a message that are kept with the danger that it tells of, or may.
_MOST_KEPT: Final = 200


class RedFlagScanner:
    """Finds danger signs; compiled once per protocol, then used for every message."""

    def __init__(self, flags: Sequence[RedFlag]) -> None:
        self._flags = {flag.id: flag for flag in flags}
        #: Danger signs that words that nobody listed may tell of.
        self.doubted = frozenset(flag.id for flag in flags if flag.signs)
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
        tokens = self._index.prepared(numbers.tokens(message))
        listed, harmless = self._index.find(tokens), self._harmless.find(tokens)
        hits = self._hits(tokens, listed, harmless, asking)
        told = effort.told(tokens) if asking is not None and hits else None
        if told:
            hits = tuple(hit for hit in hits if not self._is_of(told, hit.flag_id))
        if hits:
            return () if _is_asked_at_large(tokens) and self._is_calm(message, _SURELY_CALM) else hits
        certain = _CERTAIN if asking is None else _ANSWERED
        return self._unlisted(message, asking, _PUT_ASIDE if listed or harmless else certain)

    def is_listed(self, message: str) -> bool:
        """Tell whether a listed phrase stands in the message, whatever is said of it."""
        return bool(self._index.find(self._index.prepared(numbers.tokens(message))))

    def doubt(self, message: str, *, asking: str | None, understood: bool) -> Doubt | None:
        """Give the danger sign that the message may tell of in words that nobody listed.

        `understood` tells that the words mean something else to Bela.
        """
        found = self._suspected(message, asking, _UNDERSTOOD if understood else _LOST)
        return found or (self._on_effort(message) if asking is not None else None)

    def _on_effort(self, message: str) -> Doubt | None:
        """Short breath of which only effort is told, or little effort: whoever has it can say whether it is so now."""
        tokens = self._index.prepared(numbers.tokens(message))
        told = effort.told(tokens)
        if told is not effort.Effort.unsure:
            return None
        hits = self._hits(tokens, self._index.find(tokens), self._harmless.find(tokens), None)
        breath = next((hit.flag_id for hit in hits if self._is_of(told, hit.flag_id)), None)
        return Doubt(breath, sure_which=True, heard=True) if breath else None

    def _is_of(self, told: effort.Effort, flag_id: str) -> bool:
        return not _OF_EFFORT[told].isdisjoint(self._flags[flag_id].signs)

    def is_calm(self, message: str) -> bool:
        """Tell whether a message reads as if it told of no danger at all, although listed words stand in it; a long one never does."""
        return self._is_calm(message, _CALM)

    def _is_calm(self, message: str, bar: float) -> bool:
        weighed = _weighed(message)
        short = weighed.telling <= doubts.PIECE
        return bool(self.doubted) and short and weighed.suspicion.likely < bar and not _holds_danger(message)

    def _suspected(self, message: str, asking: str | None, least: float) -> Doubt | None:
        weighed = _weighed(message)
        if not self.doubted or weighed.telling < _FEWEST or weighed.suspicion.likely < least:
            return None
        return self._likeliest(doubts.likely_signs(weighed.suspicion.tokens), asking)

    def _unlisted(self, message: str, asking: str | None, least: float) -> tuple[Hit, ...]:
        found = self._suspected(message, asking, least)
        if found is None or not found.heard:
            return ()
        return (Hit(flag_id=found.flag_id, phrase="", matched_text=kept(message)),)

    def _likeliest(self, signs: Mapping[str, float], asking: str | None) -> Doubt | None:
        likely = {
            flag.id: sum(signs.get(sign, 0.0) for sign in flag.signs)
            for flag in self._flags.values()
            if asking not in flag.unless_asking
        }
        best = max(likely, key=lambda flag: likely[flag], default="")
        return Doubt(best, likely[best] >= _SURE_WHICH, sum(likely.values()) >= _HEARD) if best else None

    def _hits(
        self,
        tokens: Sequence[text.Token],
        listed: Sequence[phrases.Found],
        harmless: Sequence[phrases.Found],
        asking: str | None,
    ) -> tuple[Hit, ...]:
        hits: dict[str, Hit] = {}
        for found in listed:
            answered = asking in self._flags[found.key].unless_asking
            if not answered and found.key not in hits and _told_of(tokens, found, harmless):
                hits[found.key] = _hit(tokens, found)
        return tuple(hits[flag_id] for flag_id in self._flags if flag_id in hits)


def kept(message: str) -> str:
    """Give the words of a message that are kept with the danger that it tells of, or may."""
    return " ".join(message.split())[:_MOST_KEPT]


@functools.lru_cache(maxsize=16)
def _weighed(message: str) -> _Weighed:
    """Weigh a message once for all that is asked of it."""
    tokens = numbers.tokens(message)
    telling = [token.word for token in tokens if _tells(token)]
    return _Weighed(doubts.suspicion(tokens), 0 if _ONLY_COUNTED.issuperset(telling) else len(telling))


def _tells(token: text.Token) -> bool:
    """Tell whether a word says anything by itself; numbers have readers of their own."""
    return not token.word[0].isdigit() and token.word not in small_words.GRAMMAR


def _told_of(tokens: Sequence[text.Token], found: phrases.Found, harmless: Sequence[phrases.Found]) -> bool:
    if any(other.key == found.key and other.start <= found.end <= other.end for other in harmless):
        return False
    if negation.denied(tokens, found.start, found.end):
        return False
    place = found.start, found.end
    put_aside = (aside.long_past, aside.only_asked_about, aside.of_nobody)
    return not any(told_otherwise(tokens, *place) for told_otherwise in put_aside)


def _holds_danger(message: str) -> bool:
    """Tell whether a clause by itself reads as danger, whatever stands around: "quero marcar consulta, minha mãe desmaiou"."""
    several = (clause for clause in clauses.of(numbers.tokens(message)) if len(clause) > 1)
    return any(doubts.suspicion(clause).likely >= _CLAUSE for clause in several)


def _is_asked_at_large(tokens: Sequence[text.Token]) -> bool:
    """Tell whether a message asks of nobody's danger: "qual a diferença de infarto e parada cardíaca?"."""
    asks = tokens[-1].after == "?" or questions.is_question(tokens)
    return asks and not aside.speaks_of_somebody(tokens)


def _hit(tokens: Sequence[text.Token], found: phrases.Found) -> Hit:
    written = " ".join(token.written for token in tokens[found.start : found.end + 1] if token.written)
    return Hit(flag_id=found.key, phrase=found.phrase, matched_text=written)
