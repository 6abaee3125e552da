"""Does the person take something back, and what do they say instead?"""

from __future__ import annotations

import re

from bot.understanding import text

_MARKER = re.compile(
    r"\b(?:n?a (?:verdade|vdd|real)|alias|digo|(?:quer|quis|queria) dizer|(?:ou )?melhor dizendo|ou melhor|corrig(?:indo|ir)|correcao|retificando"
    r"|(?:me )?enganei|(?:foi )?engano|errei(?: a \w+| o \w+)?|(?:falei|disse|escrevi|respondi|digitei|coloquei|botei|informei)(?: [ao] \w+)? errad[oa]"
    r"|ops|opa|pera ?i|pera|perdao|desculpa|desculpe|pensando (?:bem|melhor)|minto)\b[\s,.:;!-]*"
    r"|(?:\.\.\.|,)\s*nao,\s*|\b(?:dias?|semanas?|meses|anos?|graus?|\d+) nao,\s*(?=(?:e |sao |foi |foram )?(?:\d|\w+ (?:dias?|semanas?|meses|anos?|graus?)))"
)
#: "errei a idade", "tem como mudar a cidade?"
_CHANGE = re.compile(
    r"\b(?:errei|enganei|errad[oa]|corrigir|corrige|mudar|trocar|alterar|consertar|arrumar|refazer)\b"
)
#: "acho que falei errado lá em cima"
_SAID_WRONG = re.compile(
    r"\b(?:falei|disse|escrevi|respondi|digitei|coloquei|botei|informei)(?: \w+)? errad[oa]\b"
)
#: "não é 40 anos, é 48": the unit stands with what is taken back.
_NOT_BUT = re.compile(
    r"\bnao (?:e|sao|foi|foram|era|tenho|tem) (?:\d+(?:[.,]\d+)?)(?: (?P<unit>[a-z]+))?[\s,.;]+(?:e|sao|foi|foram|tenho|tem|mas|era|eram)(?: sim)? (?P<instead>\d+(?:[.,]\d+)?(?: [a-z]+)?)\W*$"
)
#: "eu disse 31 anos, é 37", "falei 2 dias mas foi 4": the unit may stand with either.
_SAID_BUT = re.compile(
    r"\b(?:disse|falei|botei|coloquei|escrevi|respondi|informei|pus) (?:que )?(?:era |eram |sao |tinha |tenho |foi )?\d+(?:[.,]\d+)?(?: (?P<unit>[a-z]+))??"
    r"[\s,.;]+(?:mas |porem |so que )?(?:na verdade )?(?:e|sao|foi|foram|era|eram|tenho|tem) (?P<instead>\d+(?:[.,]\d+)?(?: [a-z]+)?)\W*$"
)
#: "errei, eu disse 40": what follows may begin with these.
_LEAD = re.compile(r"^(?:(?:e|foi|sao|era|eram|na|verdade|que|eu|mas|e que) )+(?=\S)")


def wants_change(message: str) -> bool:
    """Whether the words say that something said before is wrong, or is to be another."""
    return _CHANGE.search(text.fold(message)) is not None


def said_wrong(message: str) -> bool:
    """Whether the person says that an answer was wrong, whichever it was."""
    return _SAID_WRONG.search(text.fold(message)) is not None


def behind(message: str) -> str | None:
    """Give what is said behind the last words that take something back, folded; None where nothing is taken back."""
    folded = text.fold(message)
    contrast = _NOT_BUT.search(folded) or _SAID_BUT.search(folded)
    if contrast:
        instead, unit = contrast["instead"], contrast["unit"] or ""
        return instead if " " in instead else f"{instead} {unit}".strip()
    markers = list(_MARKER.finditer(folded))
    if not markers:
        return None
    rest = folded[markers[-1].end() :].strip()
    return _LEAD.sub("", rest) or rest
