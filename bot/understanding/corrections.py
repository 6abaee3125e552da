"""Does the person take something back, and what do they say instead?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAYING = r"(?:falei|falado|disse|dito|escrevi|escrito|respondi|digitei|digitado|coloquei|botei|botado|informei|marquei|mandei|pus|apertei)"
_CAME_OUT = r"(?:esta|ta|tava|estava|ficou|saiu|foi)"
_MARKER = re.compile(
    r"\b(?:n?a (?:verdade|vdd|real)|alias|digo|(?:quer|quis|queria) dizer|(?:ou )?melhor dizendo|ou melhor|corrig(?:indo|ir)|correcao|retific(?:ando|o)"
    rf"|(?:me )?enganei|(?:foi )?engano|(?:foi )?erro meu|me (?:confundi|atrapalhei|embananei)|errei(?: a \w+| o \w+)?|(?:tinha |havia )?{_SAYING}(?: [ao] \w+)? errad[oa]"
    rf"|[ao] \w+(?: que \w+(?: \w+)?)? {_CAME_OUT} errad[oa]|{_CAME_OUT} errad[oa]"
    r"|(?:corrig|mud|troc|alter|consert|arrum|atualiz)\w*(?: (?:a|o|minha|meu))? \w+ (?:para|pra|pro|por)|foi mal|mals? ai|sem querer|dedo (?:escorregou|gordo)"
    r"|ops|opa|pera ?i|pera|perdao|desculpa|desculpe|pensando (?:bem|melhor)|minto)\b[\s,.:;!-]*"
    r"|(?:\.\.\.|,)\s*nao,\s*|\b(?:dias?|semanas?|meses|anos?|graus?|\d+) nao,\s*(?=(?:e |sao |foi |foram )?(?:\d|\w+ (?:dias?|semanas?|meses|anos?|graus?)))"
)
#: "errei a idade", "tem como mudar a cidade?"
_CHANGE = re.compile(
    r"\b(?:errei|enganei|errad[oa]|corrigir|corrige|mudar|trocar|alterar|consertar|arrumar|refazer)\b"
)
#: "acho que falei errado lá em cima"
_SAID_WRONG = re.compile(rf"\b{_SAYING}(?: \w+)? errad[oa]\b")
_NUMBER = r"\d+(?:[.,]\d+)?"
_IS = r"(?:e|sao|foi|foram|era|eram|tenho|tem|tinha|deu|(?:es)?t(?:ou|o|a) com)"
#: "não é 40 anos, é 48", "não é 30 não, é 39": the unit stands with what is taken back.
_NOT_BUT = re.compile(
    rf"\bnao {_IS} (?:de )?(?P<before>{_NUMBER})(?: (?!nao\b)(?P<unit>[a-z]+))?(?: nao)?[\s,.;]+(?:mas |e sim |sim |so que )?(?:{_IS}|mas|e sim)(?: sim)? (?:de |uns |umas )?(?P<instead>{_NUMBER}(?: [a-z]+)?)\W*$"
)
#: "eu disse 31 anos, é 37", "falei 2 dias mas foi 4", "botei 18, tenho 81": the unit may stand with either.
_SAID_BUT = re.compile(
    rf"\b(?:{_SAYING}|saiu|ficou) (?:que )?(?:era |eram |sao |tinha |tenho |foi |com )?(?P<before>{_NUMBER})(?: (?P<unit>[a-z]+))??(?: ne)?"
    rf"[\s,.;?]+(?:mas |porem |so que |e )?(?:na verdade |pensando bem |o certo )?{_IS} (?P<instead>{_NUMBER}(?: [a-z]+)?)(?: na verdade)?\W*$"
)
#: "tenho 34 e não 30", "são 5 dias, não 9": what is so stands first.
_BUT_NOT = re.compile(
    rf"\b(?:{_IS} )(?:de )?(?P<instead>{_NUMBER})(?: (?P<unit>[a-z]+))??[\s,.;]+(?:e )?nao (?:{_IS} )?(?P<before>{_NUMBER})(?: (?P<unit_behind>[a-z]+))?\W*$"
)
#: What somebody says to have said, or denies: "eu tinha dito Pacajus errado", "não é Granja".
_SAID_BEFORE = re.compile(
    rf"\b(?:(?:eu )?(?:tinha |havia )?{_SAYING}(?: que)?(?: (?:era|e|moro|morava|mora|sou|fico))?(?: (?:em|de|no|na|d[ao]))?"
    r"|nao (?:e|era|moro|mora|sou|estou|fico)(?: mais)?(?: (?:em|de|no|na|d[ao]|aqui em))?|(?:e )?nao(?: em| de| no| na)?) "
    r"(?P<before>(?:(?!(?:e|mas|moro|mora|so|porem|na|foi|errado)\b)[a-z]+ ?){1,5})(?: errado)?"
)
#: "Granja não, Acaraú"
_NAME_DENIED = re.compile(r"(?:^|[,.;] ?)(?:e )?(?P<before>[a-z]+(?: [a-z]+){0,3}) nao\b[ ,.;]")
#: Said by who goes on to say the contrary: "não, quer dizer, minha irmã teve".
_CONTRARY = re.compile(r"[,.;] ?(?:(?:quer|quis) dizer|digo|ou melhor|minto)\b")
#: "errei, eu disse 40": what follows may begin with these.
_LEAD = re.compile(r"^(?:(?:e|foi|sao|era|eram|na|verdade|que|eu|mas|e que) )+(?=\S)")


def wants_change(message: str) -> bool:
    """Whether the words say that something said before is wrong, or is to be another."""
    return _CHANGE.search(text.fold(message)) is not None


def said_wrong(message: str) -> bool:
    """Whether the person says that an answer was wrong, whichever it was."""
    return _SAID_WRONG.search(text.fold(message)) is not None


def behind(message: str) -> str | None:
    """Give what is said behind the last words that take something back, folded; None where nothing is taken back.

    Where nothing follows them, it is what stands before: "37, digitei errado".
    """
    folded = text.fold(message)
    contrast = _contrast(folded)
    if contrast:
        said = contrast.groupdict()
        instead, unit = said["instead"], said["unit"] or said.get("unit_behind") or ""
        return instead if " " in instead else f"{instead} {unit}".strip()
    markers = list(_MARKER.finditer(folded))
    if not markers:
        return None
    rest = folded[markers[-1].end() :].strip() or folded[: markers[-1].start()].strip(" ,.;!-")
    return _LEAD.sub("", rest) or rest


def number_taken_back(message: str) -> float | None:
    """Give the bare number that is said to be wrong: "falei 25 mas é 35"."""
    contrast = _contrast(text.fold(message))
    return float(contrast["before"].replace(",", ".")) if contrast else None


def names_taken_back(message: str) -> Iterator[tuple[str, str]]:
    """Give what may be the name that is said to be wrong, and the message without it: "é Ipu, eu tinha dito Granja"."""
    folded = text.fold(message)
    for said in (*_SAID_BEFORE.finditer(folded), *_NAME_DENIED.finditer(folded)):
        yield said["before"].strip(), f"{folded[: said.start()]} , {folded[said.end() :]}"


def says_the_contrary(message: str) -> bool:
    """Whether what is said first does not hold: "não, quer dizer, minha irmã teve"."""
    return _CONTRARY.search(text.fold(message)) is not None


def _contrast(folded: str) -> re.Match[str] | None:
    return _NOT_BUT.search(folded) or _SAID_BUT.search(folded) or _BUT_NOT.search(folded)
