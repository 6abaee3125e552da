"""Does the person say that they do not know, or prefer not to say?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text

#: Longer messages say more than that.
MOST_WORDS = 12

_SAYINGS = re.compile(
    r"\b(?:"
    r"(?:nao|nem) (?:eu )?(?:me )?(?:sei(?! por onde)(?! (?:nem )?(?!dizer|responder|informar|explicar|falar|contar|precisar|medir|avaliar|julgar|especificar|qualquer)[a-z]+[aei]r\b)|sabia|sabemos|sabe|lembro|lembra|recordo|faco ideia|faco a minima|tenho ideia|tenho certeza"
    r"|tenho como|da para saber|deu para saber)"
    r"|sei (?:la|nao)|lembro nao|nem ideia|sem ideia|ideia nenhuma|quem sabe|nao tenho nocao|nocao nenhuma"
    r"|(?:nao|nem) (?:medi|medir|mediu|medimos|verifiquei|olhei|aferi|conferi|cheguei a medir|deu para medir|consegui medir|posso medir)"
    r"|medi (?:ainda )?nao|(?:tem|temos|tenho) (?:o |um |esse )?(?:t[eh]rmometro|ox[ie]metro|aparelho)(?: (?:aqui|em casa|la|ca|nenhum))* nao"
    r"|quem (?:pode|vai|e que|la) (?:saber|sabe)|nunca (?:vi|ouvi falar|usei|medi|tive)(?: (?:d?isso|n?isso|d?esse|um))? (?:isso|nisso|disso|negocio|aparelho|desse|t[eh]rmometro|ox[ie]metro)(?: na vida)?$"
    r"|(?:emprestei|vendi|deixei|levou|levaram|quebrei|quebrou|sumiu|estragou|perdi|perdeu)(?: o| a)?(?: (?:meu|minha|nosso))?(?: (?:t[eh]rmometro|ox[ie]metro|aparelho)\b| (?:meu|minha|nosso)(?: (?:para|pra|com)\b|$))"
    r"|(?:t[eh]rmometro|ox[ie]metro|aparelho)\b.* (?:levou|levaram|emprestei|devolvi|esta com (?:ele|ela|minha|meu))"
    r"|(?:(?:nao|nem) (?:tenho|tem|temos|possuo)|sem)(?: o| um| nenhum| esse)? (?:t[eh]rmometro|ox[ie]metro|aparelho)|sem (?:saber|lembrar)|(?:nao|nem) tem(?:os)? como (?:medir|saber|ver|verificar)|sem como medir|perdi (?:o|meu) (?:t[eh]rmometro|ox[ie]metro|aparelho)"
    r"|(?:termometro|oximetro|aparelho)(?: (?:daqui|de casa|meu|aqui))? (?:quebrou|sumiu|estragou|esta (?:quebrado|sem pilha|sem bateria)|descarregou)"
    r"|(?:prefiro|quero|vou|gostaria de|desejo|posso) nao (?:dizer|responder|falar|informar|contar)"
    r"|nao (?:quero|vou|desejo|posso|gostaria de) (?:dizer|responder|falar|informar|contar)|prefiro nao"
    r"|no (?:tengo|hay|tenemos) (?:el |un |ese )?(?:termometro|oximetro|aparato)"
    r"|desconheco|desconhecid[oa]|ignoro|esqueci(?! de)(?!.*\btambem\b)|pula(?:r)?(?: essa| esta)?(?: pergunta)?$|passo$|proxima$|tanto faz|duvida nisso"
    r"|i do not know|i don t know|i dont know|dont know|don t know|no idea|not sure|i prefer not to (?:say|answer)"
    r"|^(?:yo )?no (?:lo )?se$|no (?:lo )?recuerdo|no me acuerdo|no estoy segur[oa]|prefiero no (?:decir|decirlo|responder)"
    r")\b"
)
#: What is asked for by its number is not there: "tenho não, é caro", "aqui não tem esse aparelho".
_HAVING = frozenset(["tenho", "tem", "temos", "possuo", "tive", "comprei"])
_LACKED = small_words.listed(
    """isso disso esse esses essa essas este estes desse desses dessa dessas negocio negocios aparelho aparelhos aparelhinho trem treco troco
    bicho coisa coisas oximetro termometro eu nos a gente aqui em casa la ca comigo infelizmente nenhum nenhuma um uma de do da ainda nao nem
    nunca moca moco senhora senhor minha filha fia meu filho viu ne oxe oxente vixe ixe uai bah ah oh que agora sim"""
)
_CLAUSE = frozenset(["mas", "porque", "e", "pois"])
_HARD_TO_SAY = re.compile(
    r"\b(?:nao|nem) (?:sei|consigo|saberia|da para|tem como)(?: nem)? (?:explicar|descrever|dizer|falar|por em palavras)(?: (?:direito|bem|ao certo|certinho|o que e|mas|so sei que|nao|moca))++ \w+"
    r"|\b(?:e|sao|sinto|tenho) (?:tanta|muita|tantas|muitas) coisas?\b"
)
#: Whoever is at it will tell: "vou pegar o termômetro", "tá carregando o aparelho".
_AT_IT = re.compile(
    r"\b(?:espera|espere|esperai|pera|perai|calma|aguarda|aguarde|ja volto|ja ja|(?:um|so um) (?:minuto|minutinho|momento|instante|segundo)|deixa eu|deixe eu"
    r"|(?:vou|vai|foi|fui|indo|estou indo) (?:la )?(?:pegar|buscar|medir|ver|olhar|procurar|pedir|comprar|trocar|botar|colocar|carregar)|carregando|medindo|procurando|olhando)\b"
)
_UNSURE = frozenset(["sei la", "vai saber", "va saber", "sabe la", "quem sabe", "sei nao", "deus sabe"])
_MAYBE = frozenset(["talvez", "depende", "possivelmente"])


def is_at_it(words: Sequence[str]) -> bool:
    """Tell whether the person is about to find out: "peraí, vou pegar o termômetro"."""
    return _AT_IT.search(" ".join(words)) is not None


def is_hard_to_say(words: Sequence[str]) -> bool:
    """Tell whether something is felt that finds no words: "não sei explicar direito, um negócio estranho"."""
    return _HARD_TO_SAY.search(" ".join(words)) is not None


def is_lacking(tokens: Sequence[text.Token]) -> bool:
    """Tell whether a clause says nothing but that one has no such thing: "tenho não senhora, é caro"."""
    clause: list[str] = []
    for token in tokens:
        clause += [] if token.word in _CLAUSE else [token.word]
        if token.after or token.word in _CLAUSE:
            if _lacks(clause):
                return True
            clause = []
    return _lacks(clause)


def _lacks(clause: Sequence[str]) -> bool:
    said = set(clause)
    return (
        bool(said & _HAVING)
        and bool(said & {"nao", "nunca", "nem"})
        and said <= _HAVING | _LACKED
        and "sim" not in said
    )


def is_unsure(words: Sequence[str]) -> bool:
    """Tell whether the message says so, or begins with it: "sei lá, na feira a gente fica perto de todo mundo"."""
    return is_dont_know(words) or " ".join(words[:2]) in _UNSURE


def is_dont_know(words: Sequence[str]) -> bool:
    """Tell whether the whole message says so: "n sei", "sei lá", "não medi", "prefiro não dizer"."""
    if not words or len(words) > MOST_WORDS:
        return False
    return bool(_SAYINGS.search(" ".join(words))) or (len(words) == 1 and words[0] in _MAYBE)
