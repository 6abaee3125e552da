"""Is it a yes or a no and nothing else? "Não tô bem" is no plain no; "já passou" is none, but "foi semana passada, agora não tem mais nada" is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import small_words, text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand in a plain yes or no.
_PLAIN: Final = small_words.listed(
    """sim s si yes nao n no not nop nope negativo nunca jamais nada disso isso nenhum nenhuma agora ja senhor senhora moco moca
    bela obrigado obrigada gracas a deus e foi era so um uma exemplo duvida pergunta curiosidade brincadeira kkk kk rs ne viu
    esta estou estamos tudo bem bom otimo otima eu ela ele aqui ninguem por enquanto claro que de jeito nenhum forma alguma
    tranquilo tranquila modo maneira jeito forca expressao falar dizer
    thanks gracias 1 2 dois primeiro segunda opcao acontecendo"""
)
#: What is denied behind these is how the person is: "não tô bem", "não tá tudo bem".
_STATES: Final = small_words.listed("estou esta estamos e foi me tudo muito")
_WELL: Final = small_words.listed("bem bom otimo otima tudo tranquilo tranquila")
_NOS: Final = frozenset(["nao", "nada", "negativo", "nunca", "jamais"])
#: What may stand beside them in "isso foi semana passada, agora não tem mais nada".
_PAST: Final = small_words.listed(
    """isso aconteceu acontecido passou passado passada retrasado retrasada atras faz ha tem tempo tempao semana semanas mes meses ano anos muito
    mais nada hoje tenho sinto tive teve tinha senti sumiu sarei sarou melhorei melhorou fiquei ficou bem tudo normal la em no na de do da com me
    estou ele ela dois tres quatro varios varias uns umas outra vez kkkk graca gracas a deus"""
)
_LONG_AGO: Final = re.compile(
    r"\b(?:semana|mes|ano) (?:passad|retrasad)[oa]\b|\b(?:semanas|mes(?:es)?|anos?) atras\b|\b(?:faz|ha|tem) (?:muito |um )?(?:tempo|tempao|(?:\w+ )?(?:semanas|meses|anos))\b"
)
_OVER: Final = re.compile(
    r"\b(?:agora|hoje|ja) (?:nao|estou (?:bem|otim[oa])|esta (?:tudo )?(?:bem|normal)|passou|sar(?:ei|ou)|melhor(?:ei|ou))\b|\bnao (?:tem|tenho|sinto) mais(?: nada)?\b|\bnada mais\b|\bpassou\b"
)
_NOT_OVER: Final = re.compile(
    r"\b(?:ainda|desde|voltou|de novo|nao (?:passou|sar(?:ei|ou)|melhor(?:ei|ou)|estou bem|esta bem|estou muito|esta tudo))\b"
)


def is_plain(message: str) -> bool:
    """Tell whether the message is a yes or a no that cannot be taken for anything else; a question is neither."""
    tokens = text.tokens(message)
    if not tokens or tokens[-1].after == "?" or any(token.word not in _PLAIN for token in tokens):
        return False
    return not any(_denies_being_well(tokens, place) for place in range(len(tokens)))


def is_no(message: str) -> bool:
    """Tell whether a plain answer begins as a no and says nothing of now: "nada disso, foi modo de falar"."""
    words = text.words(message)
    return is_plain(message) and words[0] in _NOS and not {"sim", "agora", "acontecendo"} & set(words)


def is_long_past(message: str) -> bool:
    """Tell whether it says that this was weeks ago or longer, and that nothing of it is left, and says nothing else."""
    tokens = text.tokens(message)
    said = " ".join(token.word for token in tokens)
    if not tokens or tokens[-1].after == "?" or any(token.word not in _PLAIN | _PAST for token in tokens):
        return False
    return bool(_LONG_AGO.search(said) and _OVER.search(said) and not _NOT_OVER.search(said))


def _denies_being_well(tokens: Sequence[text.Token], place: int) -> bool:
    """Tell whether a "não" stands there whose clause goes on with how somebody is."""
    if tokens[place].word not in {"nao", "n", "not", "nada"} or tokens[place].after:
        return False
    clause = []
    for token in tokens[place + 1 :]:
        clause.append(token.word)
        if token.after:
            break
    return bool(clause) and clause[0] in _STATES | _WELL and bool(_WELL & set(clause))
