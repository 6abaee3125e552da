"""Whom does the person write about: themselves, or somebody else?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import readings, text
from bot.understanding.answers import dont_know

if TYPE_CHECKING:
    from bot.content import answers

#: Who writes for themselves.
SELF: Final = "eu"
OTHER: Final = "outra pessoa"
#: As they are folded → as they are stored and said.
_RELATIONS: Final = {
    "mae": "mãe", "mainha": "mãe", "mamae": "mãe", "pai": "pai", "painho": "pai", "papai": "pai",
    "filho": "filho", "filha": "filha", "bebe": "bebê", "nenem": "bebê", "crianca": "criança",
    "avo": "avó ou avô", "vo": "avó ou avô", "vovo": "avó ou avô", "neto": "neto", "neta": "neta",
    "marido": "marido", "esposo": "marido", "esposa": "esposa", "mulher": "esposa", "companheiro": "companheiro",
    "companheira": "companheira", "namorado": "namorado", "namorada": "namorada",
    "irmao": "irmão", "irma": "irmã", "tio": "tio", "tia": "tia", "primo": "primo", "prima": "prima",
    "sogro": "sogro", "sogra": "sogra", "sobrinho": "sobrinho", "sobrinha": "sobrinha",
    "amigo": "amigo", "amiga": "amiga", "vizinho": "vizinho", "vizinha": "vizinha",
    "hijo": "filho", "hija": "filha", "hermano": "irmão", "hermana": "irmã", "abuelo": "avó ou avô", "abuela": "avó ou avô",
    "patrao": OTHER, "patroa": OTHER, "paciente": OTHER, "idoso": OTHER, "idosa": OTHER,
}  # fmt: skip
_CHILDREN: Final = frozenset(
    ["filho", "filha", "bebe", "nenem", "crianca", "neto", "neta", "sobrinho", "sobrinha"]
)
_SELF: Final = re.compile(r"\b(?:eu(?: mesm[oa])?|mim(?: mesm[oa])?|comigo|sou eu)\b")
_OTHER: Final = re.compile(r"\b(?:outra pessoa|outro|outra|alguem|ele|ela|um conhecido|uma conhecida)\b")
#: Said unasked, it is the whole message: "é para minha mãe", "não é pra mim, é pro meu filho".
_TOLD: Final = re.compile(
    r"^(?:(?:oi|ola|bom dia|boa tarde|boa noite|mas|na verdade|olha) )*(?:nao e (?:para|pra|pro) mim )?"
    r"(?:e|eh|estou (?:escrevendo|perguntando|falando)|quero (?:saber|perguntar)|to (?:escrevendo|perguntando))"
    r" (?:para|pra|pro|por|sobre|da|do) (?:a |o )?(?:minha |meu |um |uma )?(?P<whom>[a-z]+(?: pessoa)?)(?: nao e (?:para|pra) mim)?$"
)
_MOST_WORDS: Final = 12


def read(answer: answers.Subject, message: str) -> readings.Reading:
    """Read who it is about; two people at once are asked back."""
    words = text.words(message)
    if not words:
        return readings.EMPTY if text.is_blank(message) else readings.UNCLEAR
    said = " ".join(words[:_MOST_WORDS])
    named = list(dict.fromkeys(_RELATIONS[word] for word in said.split() if word in _RELATIONS))
    if len(named) == 1:
        return readings.Read(named[0])
    if named:
        return readings.NotUnderstood(readings.Why.AMBIGUOUS)
    if _OTHER.search(said):
        return readings.Read(OTHER)
    if _SELF.search(said):
        return readings.Read(SELF)
    unknown = answer.allow_unknown and dont_know.is_dont_know(words)
    return readings.Unknown() if unknown else readings.UNCLEAR


def is_relation(word: str) -> bool:
    """Whether a folded word says who of one's people it is: "mae", "marido"."""
    return word in _RELATIONS


def is_grown(word: str) -> bool:
    """Whether a folded word says who it is, and that they are no child."""
    return word in _RELATIONS.keys() - _CHILDREN


def told(message: str) -> str | None:
    """Who it is about, when the message says nothing else: "é para minha mãe"."""
    words = text.words(message)
    found = _TOLD.match(" ".join(words)) if 0 < len(words) <= _MOST_WORDS else None
    if not found:
        return None
    whom = found["whom"]
    if whom in {"mim", "eu"}:
        return SELF
    return OTHER if whom == "outra pessoa" else _RELATIONS.get(whom)
