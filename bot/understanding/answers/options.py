"""Which options of a closed question does a message mention?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.understanding import aside, clauses, negation, phrases, small_words, spelling, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Option lists kept compiled: all questions of a few packs.
_REMEMBERED = 512
_PART = re.compile(r"[,/()]| ou ")
#: The same in the languages that options are translated into.
_PART_IN = {"en": re.compile(r"[,/()]| or "), "es": re.compile(r"[,/()]| [ou] ")}
_BARE_NO = small_words.listed("nao tenho sinto estou tem sem nenhum nenhuma")
#: What may stand behind a no: "não tenho não, viu", "não, que eu saiba".
_BESIDE_NO = (
    small_words.GRAMMAR
    | small_words.COURTESY
    | small_words.DEGREE
    | small_words.NEGATIONS
    | small_words.listed(
        "sei saiba momento enquanto graca gracas deus viu ne kkk kk fui estive estava precisa quis"
    )
)
_SMALL = small_words.GRAMMAR | small_words.COURTESY - {"sim"}


class OptionIndex:
    """The options of one question, by all their names."""

    def __init__(self, options: Sequence[answers.Option], *, parts: bool) -> None:
        names = [(option.id, name) for option in options for name in _names(option)]
        names += _parts(options, names) if parts else []
        self._order = [option.id for option in options]
        self._phrases = phrases.PhraseIndex(
            (name for name in names if not ((parts and _is_bare_no(name[1])) or _is_grammar(name[1]))),
            inflected=True,
        )
        self._whole: dict[tuple[str, ...], set[str]] = {}
        self._sounds: list[tuple[str, frozenset[str]]] = []
        for option_id, name in names:
            words = text.words(name)
            self._whole.setdefault(words, set()).add(option_id)
            self._sounds.append((option_id, _sounds(words)))

    def whole(self, words: Sequence[str]) -> str | None:
        """Give the option that a message of these words names, saying nothing else."""
        found = self._whole.get(tuple(words), set())
        return next(iter(found)) if len(found) == 1 else None

    def mentioned(self, tokens: Sequence[text.Token]) -> tuple[str, ...]:
        """Find the options a sentence affirms; the longest name wins where two overlap."""
        prepared = self._phrases.prepared(tokens)
        found = _longest(self._phrases.find(prepared))
        affirmed = [hit for hit in found if _affirmed(prepared, hit)]
        denied = len(affirmed) < len(found)
        return self._ordered({hit.key for hit in affirmed if denied or not _of_something_else(prepared, hit)})

    def names_any(self, tokens: Sequence[text.Token]) -> bool:
        """Tell whether an option is named at all, affirmed or denied."""
        return bool(self._phrases.find(self._phrases.prepared(tokens)))

    def hinted(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the options one of whose names has all the words of a short message: "nariz" → "nariz entupido"."""
        heard = _sounds([word for word in words if word not in _SMALL])
        return self._ordered({option_id for option_id, names in self._sounds if heard and heard <= names})

    def _ordered(self, ids: set[str]) -> tuple[str, ...]:
        return tuple(option_id for option_id in self._order if option_id in ids)


@functools.lru_cache(maxsize=_REMEMBERED)
def index(options: tuple[answers.Option, ...], *, parts: bool = False) -> OptionIndex:
    """Give the options' index, compiled once; `parts` takes "Febre ou calafrio" for two names."""
    return OptionIndex(options, parts=parts)


def _names(option: answers.Option) -> tuple[str, ...]:
    spelt = re.sub(r"[_-]+", " ", option.id)
    return tuple(dict.fromkeys((*option.names_when_asked, spelt)))


def _is_bare_no(name: str) -> bool:
    """Tell whether it denies whatever follows: "não tenho" names no option in "não tenho febre"."""
    return set(text.words(name)) <= _BARE_NO


def _is_grammar(name: str) -> bool:
    """Tell whether it is a word of grammar in Portuguese: the English "No" is "em o" inside a sentence."""
    return set(text.words(name)) <= small_words.GRAMMAR


def _of_something_else(tokens: Sequence[text.Token], hit: phrases.Found) -> bool:
    """Tell whether a bare "não" denies what stands behind it, and no option: "não sangrei, tô de 5 meses"."""
    if hit.weight > 1 or tokens[hit.start].word != "nao":
        return False
    begin = clauses.begin(tokens, hit.start)
    first = next(place for place in range(begin, hit.start + 1) if tokens[place].word == "nao")
    if first < hit.start:  # "não vou terminar isso não": said twice, it is denied once
        return not {token.word for token in tokens[first + 1 : hit.start]} <= _BESIDE_NO
    behind = tokens[hit.end + 1 : clauses.end(tokens, hit.end) + 1]
    return not {token.word for token in behind} <= _BESIDE_NO


def _parts(options: Sequence[answers.Option], names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the parts of labels that are in no other option's name: "Dor" of "Dor ou aperto no peito" is in many."""
    heard = [(option_id, _heard(name)) for option_id, name in names]
    parts = [(option.id, part) for option in options for part in _parts_of(option) if part.strip()]
    return [(option_id, part) for option_id, part in parts if not _is_shared(option_id, _heard(part), heard)]


def _parts_of(option: answers.Option) -> list[str]:
    translated = (
        part
        for language, label in option.translations.items()
        for part in _PART_IN.get(language.partition("-")[0], _PART).split(label)
    )
    return [*_PART.split(option.label), *translated]


def _is_shared(option_id: str, part: frozenset[str], names: Sequence[tuple[str, frozenset[str]]]) -> bool:
    return any(part <= name for other, name in names if other != option_id)


def _heard(name: str) -> frozenset[str]:
    return _sounds(text.words(name))


def _sounds(words: Sequence[str]) -> frozenset[str]:
    return frozenset(spelling.sound(word, inflected=False) for word in words)


def _affirmed(tokens: Sequence[text.Token], hit: phrases.Found) -> bool:
    denied = negation.denied(tokens, hit.start, hit.end)
    return not denied and not aside.over(tokens, hit.start, hit.end)


def _longest(found: list[phrases.Found]) -> list[phrases.Found]:
    return [hit for hit in found if not any(_covers(other, hit) for other in found)]


def _covers(other: phrases.Found, hit: phrases.Found) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and other.key != hit.key and other.weight > hit.weight
