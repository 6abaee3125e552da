"""Is it a yes or a no and nothing else? "Não tô bem" is no plain no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.understanding import small_words, text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand in a plain yes or no.
_PLAIN: Final = small_words.listed(
    """sim s si yes nao n no not nop nope negativo nunca jamais nada disso isso nenhum nenhuma agora ja senhor senhora moco moca
    bela obrigado obrigada gracas a deus e foi era so um uma exemplo duvida pergunta curiosidade brincadeira kkk kk rs ne viu
    esta estou estamos tudo bem bom otimo otima eu ela ele aqui ninguem por enquanto claro que de jeito nenhum forma alguma
    thanks gracias 1 2 dois primeiro segunda opcao acontecendo"""
)
#: What is denied behind these is how the person is: "não tô bem", "não tá tudo bem".
_STATES: Final = small_words.listed("estou esta estamos e foi me tudo muito")
_WELL: Final = small_words.listed("bem bom otimo otima tudo")


def is_plain(message: str) -> bool:
    """Tell whether the message is a yes or a no that cannot be taken for anything else; a question is neither."""
    tokens = text.tokens(message)
    if not tokens or tokens[-1].after == "?" or any(token.word not in _PLAIN for token in tokens):
        return False
    return not any(_denies_being_well(tokens, place) for place in range(len(tokens)))


def _denies_being_well(tokens: Sequence[text.Token], place: int) -> bool:
    """Tell whether a "não" stands there whose clause goes on with how somebody is."""
    if tokens[place].word not in {"nao", "n", "not"} or tokens[place].after:
        return False
    clause = []
    for token in tokens[place + 1 :]:
        clause.append(token.word)
        if token.after:
            break
    return bool(clause) and clause[0] in _STATES and bool(_WELL & set(clause))
