"""Does the person say that they do not know, or prefer not to say?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Longer messages say more than that.
MOST_WORDS = 12

_SAYINGS = re.compile(
    r"\b(?:"
    r"(?:nao|nem) (?:eu )?(?:me )?(?:sei(?! (?:nem )?(?!dizer|responder|informar|explicar|falar|contar|precisar|medir|avaliar|julgar|especificar|qualquer)[a-z]+[aei]r\b)|sabia|sabemos|sabe|lembro|lembra|recordo|faco ideia|faco a minima|tenho ideia|tenho certeza"
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
    r"|desconheco|desconhecid[oa]|ignoro|esqueci(?! de)(?!.*\btambem\b)|pula(?:r)?(?: essa| esta)?(?: pergunta)?$|passo$|proxima$|tanto faz|duvida nisso"
    r"|i do not know|i don t know|i dont know|dont know|don t know|no idea|not sure|i prefer not to (?:say|answer)"
    r"|^(?:yo )?no (?:lo )?se$|no (?:lo )?recuerdo|no me acuerdo|no estoy segur[oa]|prefiero no (?:decir|decirlo|responder)"
    r")\b"
)
_MAYBE = frozenset(["talvez", "depende", "possivelmente"])


def is_dont_know(words: Sequence[str]) -> bool:
    """Tell whether the whole message says so: "n sei", "sei lá", "não medi", "prefiro não dizer"."""
    if not words or len(words) > MOST_WORDS:
        return False
    return bool(_SAYINGS.search(" ".join(words))) or (len(words) == 1 and words[0] in _MAYBE)
