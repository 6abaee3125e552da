"""Which sentences of a message say how things are? Questions and "what if" say nothing of the person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import clauses, small_words, text
from bot.understanding.answers import questions, subject

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Begin what is told of oneself or one's people.
_OWN = small_words.listed(
    "eu ja aqui tenho sou estou tive testei peguei fiquei moro passei fiz tomo faco sinto meu minha nosso nossa oximetro termometro saturacao"
)
#: One of them says that it is so.
_ASSERTED = small_words.listed(
    """tenho sou estou tive testei peguei fiquei moro passei fiz tomo faco sinto tem esta teve testou pegou ficou positivou deu fez marcou"""
)
_GREETING = small_words.listed("oi ola bom boa dia tarde noite gente moca")
#: The answer to what was asked, before one goes on: "38,8 e tô grávida, tomo o quê?"
_ANSWERED = frozenset(["e", "sim", "nao", "mas", "graus", "anos", "dias"])
_ENDS = frozenset(".;!?\n")
#: From here on nothing is said for sure: "se eu tiver febre", "perguntou se", "caso tenha".
_SUPPOSING = frozenset(["se", "caso", "sera"])
#: "A gente se viu", "ela se sente mal": somebody's doing.
_DOER = small_words.listed("ele ela eles elas gente que nao tambem nem so ja nunca sempre pessoal familia")
_WHAT_IF = small_words.listed(
    """eu ele ela eles elas a o as os um uma minha meu voce alguem e esta estou estao tenho tem for fosse tiver tivesse estiver estivesse der desse
    ficar piorar sentir aparecer pegar isso isto essa esse nao precisa preciso posso pode devo"""
)
#: What somebody wants to know ends with its clause: "quero ver se é covid, tô com febre".
_KNOWING = re.compile(
    r"\b(?:saber|ver|sei|descobrir|duvida|certeza|verificar|confirmar|tirar|pergunt\w+|olhar|acho|imagino)(?: \w+)?$"
)
_THIS = frozenset(
    ["essa", "esse", "essas", "esses", "este", "estes", "estas", "minha", "meu", "nossa", "nosso"]
)
#: With one of them the question in it is whole: "se é covid, …", but not "se febre, tosse e …".
_VERBS = small_words.listed(
    "e sera seria pode posso podem devo preciso estou esta estao tenho tem peguei pegou foi for sou vai vou da faz fazem vale existe atende abre funciona"
)
#: Behind what is supposed, it is told how things are: "… eu volto, por enquanto é só coriza".
_BUT = small_words.listed("mas porem agora hoje por enquanto entao e eu so porque pois que ja aqui")
_IS_SO = small_words.listed("estou tenho sinto peguei comecei fiquei perdi acordei amanheci estamos")
_IS_ONLY = re.compile(r"^(?:(?:mas|porem|por|enquanto|agora|hoje|aqui) )*(?:e )?(?:so|apenas) ")


def sentences(tokens: Sequence[text.Token]) -> tuple[tuple[text.Token, ...], ...]:
    """Give the sentences that state something, each up to where it begins to suppose."""
    stated: list[tuple[text.Token, ...]] = []
    begin = 0
    for place, token in enumerate(tokens):
        if token.after in _ENDS or place == len(tokens) - 1:
            for sentence in _stated(tokens[begin : place + 1]):
                stated += filter(None, _sure(sentence))
            begin = place + 1
    return tuple(stated)


def of_oneself(tokens: Sequence[text.Token]) -> tuple[tuple[text.Token, ...], ...]:
    """Give of these only what begins as told of oneself: "problema de coração complica" says how things are with nobody."""
    return tuple(sentence for sentence in sentences(tokens) if _tells_of_oneself(sentence))


def _stated(sentence: Sequence[text.Token]) -> list[Sequence[text.Token]]:
    """Give what a sentence states; of a question, what is told of oneself beside it: "tenho asma, posso tomar?"."""
    if sentence[-1].after != "?" and not questions.is_question(sentence):
        return [sentence]
    told: list[Sequence[text.Token]] = []
    goes_on = False
    for clause in clauses.of(sentence):
        if {one.word for one in clause} <= _GREETING:
            continue
        is_last = clause[-1] is sentence[-1] and clause[-1].after == "?"
        goes_on = not is_last and not questions.is_question(clause) and (goes_on or _tells_of_oneself(clause))
        if goes_on:
            told.append(clause)
    return told


def _tells_of_oneself(clause: Sequence[text.Token]) -> bool:
    """Tell whether the clause says how it is with the person or with one of theirs."""
    words = [token.word for token in clause if token.word not in _GREETING]
    while words and (words[0] in _ANSWERED or words[0][0].isdigit()):
        del words[0]
    return bool(words) and words[0] in _OWN and not _ASSERTED.isdisjoint(words)


def _sure(sentence: Sequence[text.Token]) -> list[tuple[text.Token, ...]]:
    """Give what a sentence says for sure: all but its suppositions."""
    sure: list[tuple[text.Token, ...]] = []
    begin = place = 0
    while place < len(sentence):
        if not _supposes(sentence, place):
            place += 1
            continue
        sure.append(tuple(sentence[begin:place]))
        begin = place = place + 1 if _points_at(sentence, place) else _resumed(sentence, begin, place)
    return [*sure, tuple(sentence[begin:])]


def _supposes(sentence: Sequence[text.Token], place: int) -> bool:
    word = sentence[place].word
    if word not in _SUPPOSING:
        return False
    if word != "se" or place == 0 or sentence[place].before or place == len(sentence) - 1:
        return True
    before, behind = sentence[place - 1].word, sentence[place + 1].word
    does = before in _DOER or subject.is_relation(before)
    return not does or behind in _WHAT_IF


def _points_at(sentence: Sequence[text.Token], supposed: int) -> bool:
    """Tell whether only what it is is asked, and it is there: "queria saber se essa dor é da gripe"."""
    return supposed + 1 < len(sentence) and sentence[supposed + 1].word in _THIS


def _resumed(sentence: Sequence[text.Token], begin: int, supposed: int) -> int:
    """Give where it is told again how things are, behind what is supposed from that place on."""
    wants_to_know = sentence[supposed].word == "sera" or _KNOWING.search(
        " ".join(token.word for token in sentence[begin:supposed])
    )
    for place in range(supposed + 1, len(sentence)):
        token = sentence[place]
        begins = token.before or token.word in {"mas", "porem"}
        ended = wants_to_know and any(one.word in _VERBS for one in sentence[supposed + 1 : place])
        if begins and (ended or _says_how_it_is(sentence[place:])) and not _supposes(sentence, place):
            return place
    return len(sentence)


def _says_how_it_is(rest: Sequence[text.Token]) -> bool:
    words = [token.word for token in rest]
    first = next((word for word in words if word not in _BUT), "")
    return first in _IS_SO or _IS_ONLY.match(" ".join(words)) is not None
