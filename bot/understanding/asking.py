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
    gostaria vale existe serve faz sera consigo explica fala diz mostra passa chama receita orienta"""
    )
)
#: A question in the middle of the sentence: "fico em casa até que dia", "com que produto limpo", "sou hipertenso, o que muda".
_INSIDE = re.compile(
    r"\b(?:ate|com|em|de|a|por|desde|para) que (?:dia|dias|hora|horas|idade|produto|jeito|lugar|posto|tempo|quantidade|remedio|exame|mascara"
    r"|frequencia|forma|maneira|caso|casos|situacao|temperatura|distancia|sintoma|sintomas|dose|vacina|numero)\b"
    r"|\bo que (?:e que |que )?(?:eu |ele |ela |a gente )?(?:faco|faz|fazer|tomo|toma|tomar|comer|dou|dar|levo|levar|passo|evito|uso|usar|muda|devo|posso|pode|acontece|significa)\b"
    r"|\be agora$"
    r"|\b(?:o que (?:que )?e|que e ess[ea]|o que vem a ser|o que (?:isso )?quer dizer|como (?:que )?e que)\b"
    r"|\b(?:em|com|de|pra|para|por) (?:o )?que(?: \w+){0,2}$|\bo que(?: de \w+| pra \w+){0,2}$"
    r"|\b(?:perguntou|pergunta|pergunto|perguntam|perguntando|duvida|nao sei|nao entendo|saber) (?:se|o que|como|qual|quando|onde|quanto)\b"
    r"|\btem (?:algum |muito )?(?:risco|perigo|problema|cuidado)$"
    r"|^(?:e |mas |entao )?(?:da|daria) (?:pra|para) (?:eu )?\w+r\b"
    r"|^(?:e |mas |entao )?(?:tem|tenho) que \w+r\b"
    r"|\be (?:mais )?\w+ ou (?:e |mais )?\w+$"
    r"|\bque (?:cha|xarope|remedio|comida|sopa|fruta|produto|cuidado|cuidados|mascara)"
    r" (?:que )?(?:eu|ele|ela|a gente|tomo|toma|faco|dou|passo|passa|uso|usa|serve|tenho|e (?:bom|boa|melhor))\b"
    r"|\be (?:normal|perigoso|perigosa|verdade|possivel|seguro|segura|obrigado|obrigatorio|obrigatoria)$"
)
#: Tells when something was: "tive falta de ar quando peguei covid".
_PAST_WHEN = re.compile(
    r"\bquando (?:eu |ele |ela |a gente |minha mae |meu pai )?\w+(?:ei|ou|va|iu|ia|eu|era|foi|fui|tive|teve)\b"
)
#: Tells how long ago something was: "já saí do isolamento faz tempo".
_AGO = re.compile(
    r"\bfaz (?:(?:uns|umas|um|uma|muito|pouco|mais de|quase|so|\w+) )?(?:tempo|horas?|dias?|semanas?|mes|meses|anos?)\b"
)
_KNOWS = frozenset(["sei", "sabia", "lembro"])
#: One message is looked at several times in a turn.
_KEPT = 8


@functools.lru_cache(maxsize=_KEPT)
def asks(message: str) -> bool:
    """Tell whether a message asks or wants something, in whatever form."""
    tokens = text.tokens(message)
    # "é sigiloso? meu pai olha meu celular", and "minha idade importa pra quê? rs"
    if any(token.after == "?" for token in tokens):
        return True
    whole = " ".join(token.word for token in tokens)
    said = _AGO.sub("", _PAST_WHEN.sub("", whole))
    if said != whole:
        tokens = text.tokens(said)
    return bool(_INSIDE.search(said)) or questions.is_question(tokens) or _wishes(tokens)


def _wishes(tokens: Sequence[text.Token]) -> bool:
    """Tell whether a word asks or wants; "sei onde fica" tells what is known."""
    sounds = {spelling.sound(token.word, inflected=False) for token in tokens}
    return bool(_ASKING & sounds) and bool(tokens) and tokens[0].word not in _KNOWS
