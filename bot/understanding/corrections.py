"""Does the person take something back, and what do they say instead?"""

from __future__ import annotations

import re

from bot.understanding import text

_MARKER = re.compile(
    r"\b(?:n?a (?:verdade|vdd|real)|alias|digo|(?:quer|quis|queria) dizer|(?:ou )?melhor dizendo|ou melhor|corrigindo|correcao|retificando"
    r"|(?:me )?enganei|(?:foi )?engano|errei(?: a \w+| o \w+)?|(?:falei|disse|escrevi|respondi|digitei|coloquei|botei|informei) errado"
    r"|ops|opa|pera ?i|pera|perdao|desculpa|desculpe|pensando (?:bem|melhor)|minto)\b[\s,.:;!-]*"
    r"|(?:\.\.\.|,)\s*nao,\s*"
)
#: "errei, eu disse 40": what follows may begin with these.
_LEAD = re.compile(r"^(?:(?:e|foi|sao|era|eram|na|verdade|que|eu|mas|e que) )+(?=\S)")


def behind(message: str) -> str | None:
    """Give what is said behind the last words that take something back, folded; None where nothing is taken back."""
    folded = text.fold(message)
    markers = list(_MARKER.finditer(folded))
    if not markers:
        return None
    rest = folded[markers[-1].end() :].strip()
    return _LEAD.sub("", rest) or rest
