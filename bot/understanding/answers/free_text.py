"""What is a person's name, or the message left for the team?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import readings, small_words, text
from bot.understanding.answers import dont_know

if TYPE_CHECKING:
    from bot.content import answers

#: Letters of a person's name.
LONGEST_NAME = 80
_MOST_NAME_WORDS = 9
_SHORTEST_NAME = 2

_LEAD = re.compile(
    r"^(?:(?:oi+|ol[aá]|bom dia|boa tarde|boa noite|opa|sim|claro|ent[aã]o)[\s,!.]+)*"
    r"(?:(?:(?:o\s+)?meu\s+nome(?:\s+completo)?|o\s+nome(?:\s+(?:dele|dela))?|nome)\s*(?:é|eh|e|:|-|=)?\s+"
    r"|(?:eu\s+)?me\s+chamo\s+|chamo-me\s+|(?:pode\s+)?me\s+chama(?:r)?\s+(?:de|por)\s+|pode\s+chamar\s+de\s+|aqui\s+(?:é|eh|quem\s+fala\s+é)\s+"
    r"|quem\s+fala\s+(?:é|eh)\s+|eu\s+sou\s+|sou\s+|(?:é|eh)\s+)?"
    r"(?:(?:a|o|dona|seu|sr|sra|dr|dra)\.?\s+)?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;!?\n(|]|\.\s|\s-\s|\s+(?:e\s+)?(?:eu|tenho|estou|tô|to|moro|sou|quero|preciso|com)\s", re.IGNORECASE
)
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|br|net|org)\b", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_SMALL = frozenset(["da", "de", "do", "das", "dos", "e", "di", "del", "van", "von"])
#: A word that is in no one's name makes it a sentence.
_NO_NAME = small_words.listed(
    """estou esta tenho tem nao sim quero queria preciso com febre tosse dor doente gripe covid vacina teste ajuda menu
    parar sair voltar corrigir atendente pessoa humano medico medica medo ola oi obrigado obrigada ok okay beleza certo
    bom boa dia tarde noite tudo bem mal que porque como quando onde qual quem para por favor me meu minha eu voce ele ela
    isso nada nenhum sem sei talvez pode posso sintomas sinto sente falta ar cabeca garganta corpo mas so muito muita
    gostaria saber falar ver fazer ir vou vai foi ser era nome chamo anos hoje ontem agora aqui ali la uma um os as no na
    em ao se te lhe consigo passando sentindo cansada cansado gravida mae pai filho filha marido esposa avo bebe posto
    hospital upa consulta duvida pergunta anonimo kkk errei errado cancelar cancela volta repete repetir recomecar corrige inicio kk rs haha teste"""
)


def read(answer: answers.FreeText, message: str) -> readings.Reading:
    """Read any words, or a person's name ("sou a maria" → "Maria"); too long is refused, not cut."""
    if text.is_blank(message):
        return readings.EMPTY
    if answer.allow_unknown and dont_know.is_dont_know(text.words(message)):
        return readings.Unknown()
    if answer.name:
        return _name(answer, message)
    trimmed = message.strip()
    if text.is_only_emoji(message):
        return readings.UNCLEAR
    return _too_long(trimmed) if len(trimmed) > answer.maximum_length else readings.Read(trimmed)


def _name(answer: answers.FreeText, message: str) -> readings.Reading:
    said = " ".join(message[: text.MAX_CHARACTERS].split())
    name = _ENDS.split(_LEAD.sub("", said, count=1), maxsplit=1)[0].strip(" .'\"*_-:")
    if len(name) > min(LONGEST_NAME, answer.maximum_length):
        return _too_long(name)
    words = ["".join(_NAME_WORD.findall(word)) for word in name.split()]
    words = [word for word in words if word]
    if not _is_name(said, name, words):
        return readings.UNCLEAR
    return readings.Read(" ".join(_capital(word, first=nth == 0) for nth, word in enumerate(words)))


def _too_long(said: str) -> readings.NotUnderstood:
    return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=str(len(said)))


def _is_name(said: str, name: str, words: list[str]) -> bool:
    if _ADDRESS.search(said) or any(character.isdigit() for character in name):
        return False
    folded = set(text.words(" ".join(words)))
    sizable = 1 <= len(words) <= _MOST_NAME_WORDS and max(map(len, folded), default=0) >= _SHORTEST_NAME
    return sizable and not folded & _NO_NAME and "?" not in said


def _capital(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    mixed = not word.isupper() and not word.islower()
    return word if mixed else "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
