"""When are two words the same, although they are written differently?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.understanding import ordinary_words, small_words

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words whose forms share no stem; the first form names the group.
_FORM_GROUPS = tuple(
    tuple(group.split())
    for group in """
    consigo consegue conseguir conseguindo consegui conseguiu conseguia consiga conseguimos conseguem conseguido consiguo
    dor dores doi doem doendo doeu doer doia doida dolorido dolorida
    dolor dolores duele duelen doler
    gosto gosta gostos gusto
    olfato olfacto
    tosse tossir tossindo tossiu tossi tusso tossia tosses tossindo
    sangue sangra sangrando sangrou sangramento sanguinho
    convulsao convulsoes convulsionando convulsionou convulsionar convulsiona
    roxo roxa roxos roxas roxinho roxinha
    arroxeado arroxeada arroxeados arroxeadas roxeado roxeada roxeados roxeadas
    azul azuis azulado azulada azulados azuladas
    mal mau
    sem cem nenhum nenhuma
    esta estava estao estavam
    fico fica ficou ficando fiquei ficar ficava ficam
    ar ares arr
    acorda acordando acordou acordam acorde acordar
    fala falo falando falou falam falei falar
    dou dando deu
    variando variou variar
    sinto sente sentir sentindo senti sentiu sentia sentem sinta siento siente sienten
    aguento aguenta aguentando aguentar guento guenta guentando guentar
    desmaio desmaios desmaiei desmaiou desmaia desmaiando desmaiar desmaiado desmaiada desmaiaram desmaiava
    respirar respira respiro respirando respirou respirei respirava respiracao respiram respire respirado
    durmo dorme dormir dormindo dormi dormiu
    sonolento sonolenta sonolencia sonolentos
    bebe bebes bebezinho bebezinha nenem nene nenenzinho crianca criancas criancinha menino menina meninos menininho menininha filhinho filhinha guri guria recem-nascido
    mae pai mamae papai mainha painho avo vo vovo vozinha vozinho marido esposo esposa mulher filho filha irmao irma tia tio sogra sogro cunhada cunhado namorado namorada vizinha vizinho idosa idoso
    gravida gravidas gestante gestantes buchuda gravidez gestacao
    remedio remedios comprimido comprimidos pilula pilulas
    """.strip().splitlines()
)
_GROUP_OF = {form: group for group in _FORM_GROUPS for form in group}
#: What stands for "não" in front of a verb: "mal consigo", "sem conseguir", "nem consigo".
_NOT = ("nao", "mal", "sem", "nem", "nunca")

_ENDINGS = sorted(
    small_words.listed(
        """mente acao acoes asao assao ando endo indo aram eram iram avam ava ou ei eu iu ar er ir am em
        ada adas ado ados ida idas ido idos inho inha inhos inhas oes ao as os es a o e i s"""
    ),
    key=lambda ending: (-len(ending), ending),
)
_CANCER = frozenset(["cancer", "canceres", "canser"])
_SHORTEST_STEM = 3
_SHORTEST_MISSPELT = 4
#: From here on two slips are forgiven; in words shorter than that, none in the first letter.
_LONG = 7
#: Where words must be spelt with care: no slip in shorter words, and none in the first letters.
_SHORTEST_CAREFUL = 6
_SAME_START = 2

_SOFTENED = ((re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"g(?=[eiy])"), "j"), (re.compile(r"gu(?=[eiy])"), "g"),
             (re.compile(r"q(?:u(?=[eiyao]))?"), "k"), (re.compile(r"ch|sh"), "x"))  # fmt: skip
_SOUNDS = ((re.compile(r"lh"), "l"), (re.compile(r"nh"), "n"), (re.compile(r"(?<![cs])h"), ""), (re.compile(r"c|ck"), "k"),
           (re.compile(r"ss|z"), "s"), (re.compile(r"rr"), "r"), (re.compile(r"m(?=[pbtdcfkv])|m$"), "n"),
           (re.compile(r"y"), "i"), (re.compile(r"w"), "u"))  # fmt: skip

#: Words whose sound, or meaning in a vocabulary, is remembered: people use few different ones.
_REMEMBERED = 4096


def stem(word: str) -> str:
    """Cut a verb's or noun's ending off ("desmaiou", "desmaiei" → "desmai"); three letters always stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@functools.lru_cache(maxsize=_REMEMBERED)
def sound(word: str, *, inflected: bool) -> str:
    """Write a word as it sounds, so that "rocho" is "roxo" and "labiu" is near "labio"."""
    for pattern, replacement in _SOFTENED:
        word = pattern.sub(replacement, word)
    if inflected:
        word = stem(word)
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def only_sounds_like(word: str, found: str) -> bool:
    """Tell whether two words share their sound and no sense: "câncer" and "cansado"."""
    if word in _CANCER:
        return found.startswith("cans")
    return found in _CANCER and word.startswith("cans")


def allowed_slips(length: int) -> int:
    """Give the number of wrong letters forgiven in a word of that many letters."""
    if length < _SHORTEST_MISSPELT:
        return 0
    return 1 if length < _LONG else 2


def same_word(word: str) -> str:
    """Give what all forms of a word share: "roxa" and "roxinho" are found alike wherever inflected words are.

    A word with a sense of its own shares it with none: "sufoco" is not "sufocando", "para" is not "parou".
    """
    if word in _GROUP_OF:
        return _GROUP_OF[word][0]
    return word if word in ordinary_words.ORDINARY or word in small_words.GRAMMAR else stem(word)


class Vocabulary:
    """The words looked for; finds them again in misspelt, and if asked in inflected, form.

    With `others`, folded words that have a sense of their own, spelling is forgiven with care: one slip in a word of
    six letters, behind its first two, and never in one of those. Where it is not `forgiving`, a word is spelt as it sounds.
    """

    def __init__(
        self,
        looked_for: Iterable[str],
        *,
        inflected: bool,
        others: frozenset[str] | None = None,
        forgiving: bool = True,
    ) -> None:
        self._inflected = inflected
        self._forgiving = forgiving
        self._slips = _slips if others is None else _careful_slips
        self._told_apart = ordinary_words.ORDINARY | (others or frozenset())
        #: The form as such → the words it stands for.
        self._exact: dict[str, frozenset[str]] = {}
        #: The stem, of words whose forms are not all known → the words.
        self._stems: dict[str, frozenset[str]] = {}
        #: The form's sound → the words.
        self._sounds: dict[str, frozenset[str]] = {}
        for word in sorted(set(looked_for)):
            if inflected and word not in _GROUP_OF:
                self._stems[stem(word)] = self._stems.get(stem(word), frozenset()) | {word}
            for form in self._forms(word):
                self._exact[form] = self._exact.get(form, frozenset()) | {word}
                if form[0].isalpha():
                    heard = sound(form, inflected=inflected)
                    self._sounds[heard] = self._sounds.get(heard, frozenset()) | {word}
        self._by_start = _by_start(self._sounds)
        self.find = functools.lru_cache(maxsize=_REMEMBERED)(self._find)

    def has(self, word: str) -> bool:
        """Tell whether the word is a form looked for, spelt right."""
        return word in self._exact

    def _forms(self, word: str) -> tuple[str, ...]:
        if word == "nao":
            return _NOT
        group = _GROUP_OF.get(word) if self._inflected else None
        return group or (word, _other_number(word), *_spoken_infinitive(word))

    def _find(self, word: str) -> frozenset[str]:
        """Give the words looked for that this one is, or is meant to be; empty for any other word."""
        exact = self._exact.get(word, frozenset())
        if len(word) < _SHORTEST_STEM or not word[0].isalpha() or word in small_words.GRAMMAR:
            return exact
        if word in self._told_apart:
            return exact or (
                self._stems.get(stem(word), frozenset()) if len(stem(word)) > _SHORTEST_STEM else exact
            )
        heard = sound(word, inflected=self._inflected)
        same = exact | self._sounds.get(heard, frozenset())
        if same or word in ordinary_words.SPELT_RIGHT:
            return same
        return self._misspelt(heard, word) or self._spoken_gerund(word)

    def _spoken_gerund(self, word: str) -> frozenset[str]:
        """Find "respirano" as "respirando"."""
        gerund = self._inflected and word[-3:] in {"ano", "eno", "ino"}
        return self._find(f"{word[:-2]}ndo") if gerund else frozenset()

    def _misspelt(self, heard: str, word: str) -> frozenset[str]:
        if not self._forgiving or len(word) < _SHORTEST_MISSPELT or len(heard) < _SHORTEST_STEM:
            return frozenset()
        near: dict[int, frozenset[str]] = {}
        for candidate in {key for start in heard[:2] for key in self._by_start.get(start, ())}:
            slips = self._slips(heard, candidate)
            if slips is not None and (slips == 1 or word not in ordinary_words.VERB_FORMS):
                near[slips] = near.get(slips, frozenset()) | self._sounds[candidate]
        return near[min(near)] if near else frozenset()


def _other_number(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST_STEM else f"{word}s"


def _spoken_infinitive(word: str) -> tuple[str, ...]:
    """Give "fala" for "falar", as it is said; "para" is another word."""
    spoken = word[:-1]
    is_infinitive = word[-2:] in {"ar", "er", "ir"} and len(word) > _SHORTEST_MISSPELT
    return (spoken,) if is_infinitive and spoken not in small_words.GRAMMAR else ()


def _slips(heard: str, candidate: str) -> int | None:
    limit = allowed_slips(len(candidate))
    if limit == 0 or abs(len(heard) - len(candidate)) > limit:
        return None
    if heard[0] != candidate[0] and len(candidate) < _LONG - 1:
        return None
    slips = OSA.distance(heard, candidate, score_cutoff=limit)
    return slips if slips <= limit else None


def _careful_slips(heard: str, candidate: str) -> int | None:
    if len(candidate) < _SHORTEST_CAREFUL or heard[:_SAME_START] != candidate[:_SAME_START]:
        return None
    return 1 if OSA.distance(heard, candidate, score_cutoff=1) == 1 else None


def _by_start(sounds: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group by first and second letter: a slip in the first letter still finds its group."""
    groups: dict[str, set[str]] = {}
    for heard in sounds:
        for letter in heard[:2]:
            groups.setdefault(letter, set()).add(heard)
    return {letter: tuple(sorted(group)) for letter, group in groups.items()}
