"""Is it a yes or a no?"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import TYPE_CHECKING

from bot.understanding import clauses, readings, small_words, text
from bot.understanding.answers import dont_know, offers, questions, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import answers

#: Longer messages tell something and are no plain answer.
MOST_WORDS = 9
#: Questions whose statements are remembered.
_REMEMBERED = 64

#: Yes, whatever follows.
_YES = small_words.listed(
    """s sim sin simm sims siim ss si yes y aham arram aha uhum uhun unhum hunrum ahan anram aram positivo
    afirmativo exato exatamente correto certeza certamente claro obvio logico opa bora yep sip sm"""
)
#: Yes, when they stand alone or first: "isso", "pode ser", "ok".
_AGREEMENT = small_words.listed(
    """isso ok okay okey oki beleza certo pode podemos aceito concordo combinado quero vamos bom bem verdade
    podi pod pde podem positivamente autorizo permito sigo seguimos claro moro conheco aceita de acordo tranquilo show blz perfeito"""
)
#: Yes about one's state: "tenho", "tô sim", "tive um pouco".
_STATES = small_words.listed(
    """tenho tem temos tinha tive teve estou esta estava sinto senti sente sou fui e foi tomei tomo ja fiz faco vi
    houve teve peguei pegou fico fica"""
)
_SOME = small_words.listed("pouco pouquinho muito muita bastante demais sempre direto constantemente")
_NO = small_words.listed(
    "nao n nunca jamais negativo nem no not nop nops nenhum nenhuma nada noo neca nadinha non nunquinha ninguem noa"
)
_OPENERS = small_words.listed(
    """oi ola eu ele ela nos bom entao ah hum hmm olha acho que creio parece minha meu mae pai filho filha marido
    esposa vo avo avó com na a o e ai um uma as agora
    oxe oxente eita vixe vixi uai ue bah tche mano cara rapaz poxa nossa gente menina moca viche ave egua"""
)
_CLOSERS = small_words.listed(
    """sim nao senhor senhora obrigado obrigada muito muita por favor tenho estou tem quero aceito mesmo viu ne tambem
    uma um pouco pouquinho bastante demais as vezes de vez em quando hoje ontem desde ser ta esta bom bem tudo certeza
    com eu ele ela ainda ja agora continuar comecar vamos ai sigo seguimos"""
)
#: What is said after "tenho" or "não tenho" is another matter.
_OTHER_MATTERS = small_words.listed(
    """duvida duvidas pergunta perguntas medo como que falar saber anos ano idade pressa tempo dinheiro vontade
    termometro porque plano uma_pergunta interesse horario consulta entendi"""
)
#: May stand beside a yes or no; other words are another matter: "tenho tosse" answers no question about consent.
_BESIDE = (
    _CLOSERS | _YES | _AGREEMENT | _NO | _STATES | _SOME | _OPENERS | small_words.GRAMMAR
) | small_words.listed(
    """que saiba lembre lembro saber semana passada passado mes dia dias ano faz ha ultima ultimo ultimos ninguem alguem
    momento isso disso aqui casa la gracas deus acho claro qualquer mas outra vez kkk kk"""
)
#: What one has oneself.
_ONES_OWN = frozenset(["tenho", "sou", "estou", "tomo", "uso", "sinto"])
_WHOLE = {
    "as vezes": True, "de vez em quando": True, "um pouco": True, "um pouquinho": True, "pouco": True, "muito": True,
    "demais": True, "bastante": True, "com certeza": True, "tudo bem": True, "esta bom": True, "esta bem": True,
    "esta": True, "pode ser": True, "de jeito nenhum": False, "de forma alguma": False, "de maneira nenhuma": False,
    "provavelmente": True, "pode ser que sim": True, "sem duvida": True, "podes crer": True, "pode crer": True,
    "deus me livre": False, "nem a pau": False, "provavelmente nao": False,
    "que nada": False, "nem pensar": False, "nem um pouco": False, "ate parece": False, "agora nao": False,
}  # fmt: skip

#: Said in front of a saying: "por enquanto não carece", "por mim tudo bem".
_LEADS = (("por", "enquanto"), ("por", "ora"), ("agora", "mesmo"))
#: The same, only to an offer.
_AS_FOR_ME = ("por", "mim")
#: Behind a saying, they take it back: "tudo bem, mas …".
_AGAINST = frozenset(["mas", "porem", "so", "se", "depende", "antes", "ou", "quando", "depois"])
#: Said before everything, and meaning nothing by itself.
_CRIES = small_words.listed("oxe oxente eita vixe vixi uai ue bah tche opa ah oh ta entao")
_PERMITS = frozenset(["pode", "podi", "podem", "vai", "manda"])


def read(answer: answers.YesNo, message: str) -> readings.Reading:
    """Read a yes or a no; punctuation, emoji alone (a thumb, too) and "sim ou não" are neither."""
    tokens = text.tokens(message)
    if not tokens:
        return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR
    if _is_cut_off(message, tokens):
        return readings.UNCLEAR
    words = [token.word for token in tokens]
    value = True if _is_stated_with_no(answer, tokens) else _saying(answer, tokens)
    if value is None and not _is_open(tokens):
        value = _meant(tokens, _BESIDE | statements.words(answer.about_when_asked))
    if value is not None:
        return readings.Read(value)
    unsure = dont_know.is_dont_know(words)
    if unsure and answer.allow_unknown:
        return readings.Unknown()
    if not answer.allow_unknown and offers.is_refused(words):
        return readings.Read(value=False)
    return _stated(answer, tokens, unsure=dont_know.is_unsure(words))


def _is_stated_with_no(answer: answers.YesNo, tokens: Sequence[text.Token]) -> bool:
    """Tell whether the first clause is a statement of the matter that begins with a no: "não tenho ninguém", of living alone."""
    first = tuple(token.word for token in tokens[: clauses.end(tokens, 0) + 1])
    return first[0] == "nao" and first in _worded(answer.about_when_asked)


@functools.lru_cache(maxsize=_REMEMBERED)
def _worded(statements: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Give the words of a question's statements, taken apart once for all messages."""
    return frozenset(map(text.words, statements))


def is_refused_for(answer: answers.YesNo, message: str) -> bool:
    """Tell whether an offer is refused in clear words, and something else is wanted: "não quero, só queria o endereço da UPA"."""
    tokens = text.tokens(message)
    if answer.allow_unknown or not tokens:
        return False
    end = clauses.end(tokens, 0) + 1
    refusal, rest = tokens[:end], tokens[end:]
    behind = [token.word for token in rest]
    if not offers.is_wish(behind) or not (offers.CONDITIONS - {"mas"}).isdisjoint(behind):
        return False
    value = _saying(answer, refusal)
    return (_meant(refusal, _BESIDE) if value is None else value) is False


def _saying(answer: answers.YesNo, tokens: Sequence[text.Token]) -> bool | None:
    """Read a saying that is the whole message, or its first clause where nothing behind takes it back: "pode ser, vamos lá"."""
    words = [token.word for token in tokens]
    while len(words) > 1 and words[0] in _CRIES:
        words, tokens = words[1:], tokens[1:]
    leads = _LEADS if answer.allow_unknown else (*_LEADS, _AS_FOR_ME)
    if tuple(words[:2]) in leads and len(words) > len(_AS_FOR_ME):
        words, tokens = words[2:], tokens[2:]
    last = clauses.end(tokens, 0)
    said, behind = " ".join(words[: last + 1]), set(words[last + 1 :])
    value = _WHOLE.get(said)
    if value is None and not answer.allow_unknown:
        value = offers.said(said)
    if value is None or not behind:
        return value
    if not answer.allow_unknown and offers.said(" ".join(words[last + 1 :]).removesuffix(" nenhum")) is value:
        return value
    against = _AGAINST | (small_words.NEGATIONS if value else _YES)
    return None if tokens[-1].after == "?" or not behind.isdisjoint(against) else value


def _stated(answer: answers.YesNo, tokens: Sequence[text.Token], *, unsure: bool) -> readings.Reading:
    """Read a statement about the matter; "não quero responder" is a no where not knowing is no answer."""
    about = answer.about_when_asked
    if _is_open(tokens):
        return readings.UNCLEAR
    if not answer.allow_unknown and not offers.CONDITIONS.isdisjoint(token.word for token in tokens):
        return readings.UNCLEAR
    value = statements.told(about, _to_the_matter(tokens))
    if value is None and about and (_nobody(about, tokens) or _no_but(about, tokens)):
        value = False
    return readings.UNCLEAR if value is None or (value and unsure) else readings.Read(value)


def _to_the_matter(tokens: Sequence[text.Token]) -> tuple[text.Token, ...]:
    """Give the clauses that speak of no other matter: "tenho 40 anos, pode perguntar"."""
    others = _OTHER_MATTERS - {"que"}
    to_the_matter = (
        clause for clause in clauses.of(_verbs(tokens)) if others.isdisjoint(token.word for token in clause)
    )
    return tuple(itertools.chain.from_iterable(to_the_matter))


def _verbs(tokens: Sequence[text.Token]) -> list[text.Token]:
    """Give "pode perguntá", as it is spoken, the letter that it drops."""
    return [
        token._replace(word="perguntar")
        if token.word == "pergunta" and place and tokens[place - 1].word in _PERMITS
        else token
        for place, token in enumerate(tokens)
    ]


def _nobody(about: tuple[str, ...], tokens: Sequence[text.Token]) -> bool:
    return len(tokens) <= MOST_WORDS and statements.nobody(about, tokens)


def _no_but(about: tuple[str, ...], tokens: Sequence[text.Token]) -> bool:
    """Tell whether a no is followed by what the person has besides, and that is another matter: "não, mas tenho lúpus"."""
    words = [token.word for token in tokens]
    head = next((place for place, token in enumerate(tokens) if token.after or token.word == "mas"), 0)
    if "mas" not in words or not set(words[: max(head, 1)]) <= _NO | {"eu", "senhora", "senhor"}:
        return False
    behind = words[words.index("mas") + 1 :]
    begins = [word for word in behind if word not in _OPENERS][:1]
    return bool(begins) and begins[0] in _ONES_OWN and statements.content(about).isdisjoint(behind)


def _is_open(tokens: Sequence[text.Token]) -> bool:
    """Tell whether it is a question, or too long for a plain answer."""
    return tokens[-1].after == "?" or questions.is_question(tokens) or len(tokens) > MOST_WORDS * 2


def _is_cut_off(message: str, tokens: Sequence[text.Token]) -> bool:
    """Tell whether it is "e" alone: more likely an "and" sent too early than the "é" that means yes."""
    return [token.written for token in tokens] == ["e"] and "é" not in unicodedata.normalize(
        "NFC", message
    ).casefold()


def _meant(tokens: Sequence[text.Token], beside: frozenset[str]) -> bool | None:
    words = [token.word for token in tokens]
    if _says_unsure(words):
        return _after_doubt(words)
    if words[-1] == "sim" and len(words) <= MOST_WORDS and not {"nao", "ou"} & set(words):
        return True
    while len(words) > 1 and words[0] in _OPENERS:
        words, tokens = words[1:], tokens[1:]
    return _by_head(words, beside, followed=bool(tokens[0].after))


def _by_head(words: list[str], beside: frozenset[str], *, followed: bool) -> bool | None:
    """Read by the first telling word; `followed` tells that punctuation stands behind it."""
    head, rest = words[0], words[1:]
    to_the_point = set(rest) <= beside
    if head in _NO:
        return _no(rest) if to_the_point or (followed and "mas" not in rest) else None
    if head in _YES:
        return _yes(rest, firm=followed or head in {"s", "sim"})
    if head in _AGREEMENT or head in _SOME:
        return _yes(rest, firm=False) if set(rest) <= _CLOSERS | _YES | _AGREEMENT | _NO else None
    if head in _STATES:
        if rest[:1] in (["sim"], ["nao"]) and not to_the_point:
            return _confirmed(rest)
        return _state(rest, separate=followed) if to_the_point else None
    return _denial_at_end(words) if set(words) <= beside and len(words) <= MOST_WORDS else None


def _says_unsure(words: list[str]) -> bool:
    return dont_know.is_dont_know(words) or "certeza" in words[2:3]


def _after_doubt(words: list[str]) -> bool | None:
    """Read "não sei, acho que sim": what is thought after all."""
    if words[-3:-1] != ["acho", "que"]:
        return None
    return {"sim": True, "nao": False}.get(words[-1])


def _no(rest: list[str]) -> bool | None:
    if "sim" in rest or "ou" in rest[:1] or set(rest) & (_OTHER_MATTERS - {"que"}) or len(rest) > MOST_WORDS:
        return None
    return None if rest[:1] in (["muito"], ["muita"], ["tanto"], ["tanta"], ["entendi"], ["so"]) else False


def _yes(rest: list[str], *, firm: bool) -> bool | None:
    """Read what follows a yes: "claro que não" is a no, "sim ou não" is neither, "sim, mas não muito" is a yes."""
    if rest[:1] == ["ou"] or rest == ["nao"] or len(rest) > MOST_WORDS * 2:
        return False if rest == ["nao"] and not firm else None
    return firm or "nao" not in rest[:2]


def _state(rest: list[str], *, separate: bool) -> bool | None:
    """Read "tenho", "tenho sim", "tenho não", "tô com febre"."""
    if set(rest) & _OTHER_MATTERS or len(rest) > MOST_WORDS or any(word[0].isdigit() for word in rest):
        return None
    if rest and rest[-1] in {"nao", "nada"}:
        return False
    return None if "nao" in rest and not separate else True


def _confirmed(rest: list[str]) -> bool | None:
    """Read "tive sim, no trabalho", "tive não, graças a Deus" where nothing behind it says otherwise."""
    otherwise = {"mas", "ou", "so"} | ({"nao", "nunca"} if rest[0] == "sim" else {"sim"})
    return None if otherwise & set(rest[1:]) or len(rest) > MOST_WORDS else rest[0] == "sim"


def _denial_at_end(words: list[str]) -> bool | None:
    return False if words[-1] == "nao" and "sim" not in words else None
