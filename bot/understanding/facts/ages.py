"""Whose age does a message tell, without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import clauses, small_words
from bot.understanding.answers import age, quantities, subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text

Unit = quantities.Unit

#: "há 3 anos", "faz 2 anos": a time, not an age.
_SINCE = small_words.listed("ha faz fazem fez desde uns umas quase apos depois durante")
_NOT_BEHIND = small_words.listed("atras que depois antes passados seguidos")
_HAVING = frozenset(
    ["eu", "ela", "ele", "tenho", "tem", "idade", "faco", "completei", "completou", "fiz", "fez"]
)
_COMPLETING = frozenset(["fazer", "completar"])
_TO_COME = frozenset(["vou", "vai"])
_GOING_ON = small_words.listed("e mas sou moro estou esta com ela ele feitos")
#: "tenho 98 de saturação", "tem 12 por 8": of something else.
_COUNTING = small_words.listed(
    "de do da por a ou ate para mil milhoes cento porcento e meio meia virgula ponto"
)
#: From this age on, what follows a bare number and is no plural is no thing that is counted: "tenho 22 estudo na UFC".
_COUNTED_BELOW = 12
#: "homem 54 obeso", "mulher, 37, tosse".
_WHO = small_words.listed("homem mulher masculino feminino senhor senhora idoso idosa rapaz paciente sexo")
_BABY = small_words.listed(
    "bebe bebezinho bebezinha nenem nene nenenzinho recem nascido nascida rn filha filho filhinha filhinho neto neta menino menina crianca"
)
_SURE_BABY = small_words.listed("bebe bebezinho bebezinha nenem nene nenenzinho nascido nascida rn")
_EXPECTING = small_words.listed("gravida gestante gravidez gestacao buchuda prenha")
_REACH = 5
_OLDEST = 120
_I = frozenset(["eu", "yo", "tenho", "tengo"])
#: Who writes is the ill one.
_OWN_STATE = re.compile(
    r"\b(?:eu|yo) (?:(?:que|tambem|so|ja|ainda|agora|hoje|aqui|nao) )*(?:estou|tenho|sinto|comecei|peguei|fiquei|amanheci|acordei|estoy|tengo)\b"
)
#: A bare number like this beside "febre" is a temperature.
_FEVERISH = range(34, 44)


def told(tokens: Sequence[text.Token]) -> list[float]:
    """Give the different ages told, in years: "tenho 67 anos", "bebê de 8 meses"; months are shares of a year."""
    words = [_spelt_out(tokens, place) for place in range(len(tokens))]
    found = quantities.find(words)
    if _OWN_STATE.search(" ".join(words)):
        found = tuple(quantity for quantity in found if not _is_of_one_of_theirs(words, quantity))
    stated = [_age(tokens, words, quantity) for quantity in found]
    return list(dict.fromkeys(years for years in stated if years is not None))


def _is_of_one_of_theirs(words: Sequence[str], quantity: quantities.Quantity) -> bool:
    """Tell whether it is the age of somebody whom the ill one tells of: "minha mãe de 60 anos testou positivo e eu tô com tosse"."""
    before = words[max(0, quantity.start - 3) : quantity.start]
    return _I.isdisjoint(before) and any(subject.is_relation(word) for word in before)


def _spelt_out(tokens: Sequence[text.Token], place: int) -> str:
    """Give the word, "37a" with its unit."""
    token = tokens[place]
    short = token.word == "a" and token.after and place and tokens[place - 1].word.isdigit()
    return "anos" if short and not token.before else token.word


def _age(tokens: Sequence[text.Token], words: Sequence[str], quantity: quantities.Quantity) -> float | None:
    before = words[max(0, quantity.start - _REACH) : quantity.start]
    nearest = before[-1] if before else ""
    if nearest in _COMPLETING and _TO_COME & set(before[-2:]):  # "vai completar 2 anos"
        return None
    if quantity.unit is Unit.YEAR:
        following = words[quantity.end + 2] if quantity.end + 2 < len(words) else ""
        # "desde ontem, 67 anos": what stands before a mark tells of something else
        begin = clauses.begin(tokens, quantity.start, most=2)
        is_time = bool(set(words[begin : quantity.start]) & _SINCE) or following in _NOT_BEHIND
        return None if is_time else age.with_months(words, quantity)
    if quantity.unit in {Unit.MONTH, Unit.WEEK, Unit.DAY}:
        return age.of_baby(quantity) if _is_babys(words, before, nearest, quantity) else None
    bare = quantity.unit is None and quantity.value.is_integer() and 0 < quantity.value <= _OLDEST
    fever = "febre" in words and int(quantity.value) in _FEVERISH
    return quantity.value if bare and not fever and _had(tokens, words, nearest, quantity) else None


def _is_babys(
    words: Sequence[str], before: Sequence[str], nearest: str, quantity: quantities.Quantity
) -> bool:
    if _EXPECTING & set(words) or set(before[-2:]) & (_SINCE | {"estou"}):
        return False
    owners = _BABY if quantity.unit is Unit.MONTH else _SURE_BABY
    return bool(owners & set(before)) and nearest in {"de", "com", "tem", "idade", *_SURE_BABY}


def _had(
    tokens: Sequence[text.Token], words: Sequence[str], nearest: str, quantity: quantities.Quantity
) -> bool:
    """Tell whether it is what somebody "has", and nothing is counted: "tenho 57", not "tenho 2 filhos"."""
    is_last = quantity.end == len(words) - 1
    ends = is_last or bool(tokens[quantity.end].after) or words[quantity.end + 1] in _GOING_ON
    of_age = "idade" in words[max(0, quantity.start - 2) : quantity.start]
    if not ends:
        ends = quantity.value >= _COUNTED_BELOW and not _is_counted(words[quantity.end + 1])
    return (nearest in _HAVING or nearest in _WHO or of_age) and ends


def _is_counted(following: str) -> bool:
    """Tell whether the word behind a number says what is counted: "20 comprimidos", "12 por 8"."""
    return following in _COUNTING or following.endswith("s") or following[0].isdigit()
