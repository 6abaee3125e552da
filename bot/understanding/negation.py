"""Does the person say that something is *not* so?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import clauses, small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text

_STRONG_MARKS = frozenset(".;!?\n:")
#: Words looked back over at most.
_REACH = 10

_DENIALS = small_words.NEGATIONS | {"ninguem", "livre"}

#: Having, being and feeling: "não tenho falta de ar" denies it, "não aguento a falta de ar" does not.
_STATES = small_words.listed("""tenho tem temos tinha tive teve tiveram tendo ter tido estou esta estava estao estamos estive esteve sinto sente
    senti sentiu sentia sentindo sentir apresento apresenta apresentou apresentar apresentando fico fica ficou fiquei
    ficava ficando ficar possuo possui ha houve havia existe percebi percebo notei noto noto vejo vi era foi seja sou
    sao deu da dando aparece apareceu chego chega chegou cheguei chegando costumo costuma vem veio quero tossi pensei penso pensando pensava tentei tentou
    """)
#: Words that may stand between a denial and what is denied.
_LIGHT = small_words.listed("""qualquer algum alguma alguns algumas tipo tipos sinal sinais sintoma sintomas sensacao episodio episodios crise
    crises queixa queixas problema problemas historico mais ainda nada mim eu ele ela voce a_gente com""")
#: Words that may stand between a denial and its verb: "não me sinto", "em nenhum momento tive".
_BEFORE_STATE = small_words.listed("me se te mais eu ele ela a de ainda momento vez vida na")
#: Words that may stand between "ninguém" and its verb: "ninguém aqui em casa tem".
_PLACES = small_words.listed(
    "aqui la em na no da do de dos das casa familia trabalho rua nos meus meu minha daqui desta"
)
#: "não paro de tossir", "não sei se", "não só": no denial.
_NO_DENIAL_AFTER_NOT = frozenset(
    ["so", "somente", "apenas", "sei", "paro", "para", "parou", "aguento", "melhora"]
)
#: "nunca tive tanta falta de ar" tells of one now.
_STRONGER_THAN_EVER = frozenset(["tanta", "tanto", "tao", "assim", "igual"])
_CONTRASTS = frozenset(
    ["mas", "porem", "entretanto", "contudo", "agora", "so", "somente", "apenas", "que", "se", "porque"]
)
_DENIALS_BEHIND = frozenset(["nao", "nunca", "nenhum", "nenhuma", "negativo"])
_LONGEST_DENIAL_BEHIND = 5
#: "a febre passou mas a falta de ar não": what is denied is that it passed.
_OVER = small_words.listed("passou melhorou sumiu acabou saiu passaram baixou")
#: What stands before what is denied in Spanish and English; "no" alone is Portuguese, too: "no peito".
_ELSEWHERE: Final = re.compile(
    r"\bno(?: (?:me|le|te|les|nos|tengo|tiene|siento|siente|hay|tuve|tuvo))+$|\b(?:nadie|nobody|no one)(?: (?:se|me|has|had))?$"
    r"|\b(?:don|didn|doesn|haven|hasn|isn|wasn) t(?: (?:have|has|had|feel|get|got|any))*(?: (?:\w+ ){1,3}or)?$"
)
_THEY: Final = frozenset(["me", "le", "te", "les", "tengo", "tiene", "siento", "hay"])
_TAGS = small_words.listed("ne viu gracas a deus eu ele ela mais ainda")


def denied(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether the words from `start` up to and including `end` are denied by the words around them.

    When unsure the answer is no: a denial does not reach over "mas", "e" or a full stop, nor over a comma unless a
    list goes on with "ou" or "nem". What begins with "não" is not looked at; "sem ar nenhum" is no denial of "sem ar".
    """
    if tokens[start].word == "nao":
        return False
    if any(token.word == "sera" for token in tokens[:start]):
        return False
    if end + 1 < len(tokens) and tokens[end + 1].word == "sim":
        return False
    if _nothing_of_it(tokens, start, end) or _nobody_has(tokens, start) or _denied_elsewhere(tokens, start):
        return True
    return _denied_before(tokens, start, end) or _denied_behind(tokens, start, end)


def _denied_elsewhere(tokens: Sequence[text.Token], start: int) -> bool:
    """Tell whether it is denied in the languages of neighbours and guests: "no me duele el pecho", "I don't have chest pain"."""
    first = clauses.begin(tokens, start, most=_REACH)
    before = [token.word for token in tokens[first:start]]
    return bool(_ELSEWHERE.search(" ".join(before))) or (
        before[-1:] == ["no"] and tokens[start].word in _THEY
    )


def _nothing_of_it(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether "nada" behind the verb denies it: "dói nada no peito", "piorei nada"."""
    words = [token.word for token in tokens[start : end + 2]]
    if words.count("nada") != 1 or words[0] == "nada":
        return False
    before = words[words.index("nada") - 1]  # "do nada" is suddenly
    negative = small_words.NEGATIONS & {*words, *(token.word for token in tokens[max(0, start - 1) : start])}
    return before not in {"do", "de"} and not negative


def _nobody_has(tokens: Sequence[text.Token], start: int) -> bool:
    """Tell whether "ninguém", at the head of the clause, has it: "ninguém lá de casa teve convulsão"."""
    place = start - 1
    while place >= 0 and not tokens[place + 1].before and tokens[place].word in _PLACES:
        place -= 1
    if place < 0 or tokens[place + 1].before or tokens[place].word != "ninguem":
        return False
    return place == 0 or bool(tokens[place].before) or tokens[place - 1].word in {"que", "mas", "e", "deus"}


def _denied_before(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    in_list = False
    for place in range(start - 1, max(start - 1 - _REACH, -1), -1):
        mark = tokens[place + 1].before
        if mark in _STRONG_MARKS or (mark and not in_list):
            return False
        word = tokens[place].word
        if word in _DENIALS or (word == "nada" and tokens[place + 1].word == "de"):
            return _denies(tokens, place, end)
        if word in _STATES:
            return _state_denied(tokens, place, end)
        if word == "e":  # also "é": "não é falta de ar"
            return place > 0 and tokens[place - 1].word == "nao" and not tokens[place].before
        in_list = in_list or word == "ou"
        if word in _CONTRASTS or not (in_list or _is_light(word)):
            return False
    return False


def _state_denied(tokens: Sequence[text.Token], place: int, end: int) -> bool:
    """Tell whether the verb at `place` is denied: "não tenho", "nunca cheguei a ter", "não me sinto com"."""
    while place > 0 and not tokens[place].before:
        place -= 1
        word = tokens[place].word
        if word in _DENIALS:
            return _denies(tokens, place, end)
        if word not in _STATES and word not in _BEFORE_STATE and word not in _PLACES:
            return False
    return False


def _denies(tokens: Sequence[text.Token], place: int, end: int) -> bool:
    word, following = tokens[place].word, tokens[place + 1].word
    if word == "nao" and following in _NO_DENIAL_AFTER_NOT:
        return False
    clause = {token.word for token in tokens[place + 1 : end + 4]}
    return not (word in {"nunca", "jamais"} and clause & _STRONGER_THAN_EVER)


def _denied_behind(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether the denial follows: "falta de ar não", "dor no peito não tenho", "falta de ar? não"."""
    if end + 1 < len(tokens) and tokens[end + 1].word == "nao" and _sim_follows(tokens, end):
        return True
    clause = _clause_behind(tokens, end)
    if clause is None or clause[-1].after == "?" or any(token.word in _OVER for token in tokens[:start]):
        return False
    said = [token.word for token in clause if token.word not in _TAGS]
    denials = {"nao", "nunca"} if tokens[start].word in _DENIALS else _DENIALS_BEHIND
    states = [word for word in said if word in _STATES]
    return len(states) <= 1 and set(said) - set(states) in [{denial} for denial in denials]


def _sim_follows(tokens: Sequence[text.Token], end: int) -> bool:
    """Tell whether it goes on with "sim" of something else: "febre não tosse sim"."""
    return not tokens[end + 1].before and "sim" in {token.word for token in tokens[end + 3 : end + 6]}


def _clause_behind(tokens: Sequence[text.Token], end: int) -> Sequence[text.Token] | None:
    """Give the short clause that follows at once, or behind a comma or question mark; None if it is none."""
    first = end + 1
    if first >= len(tokens) or (tokens[first].before and tokens[first].before not in ",?:"):
        return None
    for place in range(first, min(first + _LONGEST_DENIAL_BEHIND, len(tokens))):
        if tokens[place].after or place == len(tokens) - 1:
            return tokens[first : place + 1]
    return None


def _is_light(word: str) -> bool:
    return word in small_words.GRAMMAR or word in _LIGHT or word in small_words.DEGREE - {"bem"}
