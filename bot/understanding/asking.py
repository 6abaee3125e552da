"""Does a message ask or want something?"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from bot.understanding import small_words, spelling, text
from bot.understanding.answers import questions

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Words in which something is asked or wanted, wherever they stand, as they sound: "poso" is "posso".
_ASKING = frozenset(
    spelling.sound(word, inflected=False)
    for word in small_words.listed(
        """qual quais como quando onde aonde quanto quantos quantas quem porque posso pode podem devo preciso precisa quero queria
    gostaria vale existe serve faz sera consigo explica fala diz mostra passa chama"""
    )
)
#: A question in the middle of the sentence: "fico em casa até que dia", "com que produto limpo", "sou hipertenso, o que muda".
_INSIDE = re.compile(
    r"\b(?:ate|com|em|de|a|por|desde|para) que (?:dia|dias|hora|horas|idade|produto|jeito|lugar|posto|tempo|quantidade|remedio|exame|mascara"
    r"|frequencia|forma|maneira|caso|casos|situacao|temperatura|distancia|sintoma|sintomas|dose|vacina|numero)\b"
    r"|\bo que (?:e que |que )?(?:eu |ele |ela |a gente )?(?:faco|faz|fazer|tomo|toma|tomar|comer|uso|usar|muda|devo|posso|pode|acontece|significa)\b"
    r"|\be agora$"
    r"|^(?:e |mas |entao )?(?:da|daria) (?:pra|para) (?:eu )?\w+r\b"
    r"|\be (?:normal|perigoso|perigosa|verdade|possivel|seguro|segura|obrigado|obrigatorio|obrigatoria)$"
)
_KNOWS = frozenset(["sei", "sabia", "lembro"])
#: One message is looked at several times in a turn.
_KEPT = 8


@functools.lru_cache(maxsize=_KEPT)
def asks(message: str) -> bool:
    """Tell whether a message asks or wants something, in whatever form."""
    tokens = text.tokens(message)
    if not tokens:
        return False
    said = " ".join(token.word for token in tokens)
    marked = tokens[-1].after == "?" or bool(_INSIDE.search(said))
    return marked or questions.is_question(tokens) or _wishes(tokens)


def _wishes(tokens: Sequence[text.Token]) -> bool:
    """Tell whether a word asks or wants; "sei onde fica" tells what is known."""
    sounds = {spelling.sound(token.word, inflected=False) for token in tokens}
    return bool(_ASKING & sounds) and tokens[0].word not in _KNOWS
