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
    r"(?:(?:(?:o\s+)?meu\s+(?:nome|apelido)(?:\s+completo)?|(?:o\s+)?nome(?:\s+(?:dele|dela|completo|do\s+paciente|da\s+paciente))?|apelido)\s*(?:é|eh|e|:|-|=)?\s+"
    r"|(?:eu\s+)?me\s+chamo\s+|chamo-me\s+|(?:pode\s+|o\s+pessoal\s+|todos\s+|todo\s+mundo\s+)?me\s+cham(?:a|am|ar|e)\s+(?:de|por)\s+"
    r"|pode\s+chamar\s+de\s+|pode\s+ser\s+|aqui\s+(?:é|eh|quem\s+fala\s+é)\s+"
    r"|(?:é|eh)\s+(?=(?:dona|seu|a|o|d\.)\s+\w+\s+(?:que|quem)\s+(?:t[aá]|est[aá]|fala))"
    r"|quem\s+fala\s+(?:é|eh)\s+|eu\s+sou\s+|sou\s+|(?:é|eh)\s+)?"
    r"(?:s[óo]\s+)?(?:(?:a|o|d\.|(?:dona|seu|sr|sra|dr|dra)\.?)\s+)?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;!?\n(|]|(?<=\w\w)\.\s|\s-\s|\s+(?:e\s+)?(?:eu|tenho|estou|tô|to|moro|sou|quero|preciso|com)\s"
    r"|\s+(?:que|quem)\s+(?:t[aá]|est[aá]|fala)\b|\s+(?:ao|a)\s+(?:seu|teu)\s+dispor|\s+[aà]s\s+ordens"
    r"|\s+(?:mesmo|viu|aqui|obrigad[oa]|por favor)$",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\banonim[oa]\b|\bsem (?:nome|identificacao|me identificar)\b|\bsigilo\b"
    r"|\bnao (?:(?:quero|vou|desejo|preciso|posso|gostaria de) )?(?:me )?(?:identific\w+|dou|dar|passo|passar|informo)\b"
)
#: Letters beside one another on the keyboard, or no vowel far and wide: "asdf", "kjhgfd".
_MASHED = re.compile(
    r"qwer|wert|erty|rtyu|tyui|yuio|uiop|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|lkjh|kjhg|[^aeiouy]{5}|^[^aeiouy]{4,}$"
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
    em ao se te lhe consigo ninguem passando sentindo cansada cansado gravida mae pai filho filha marido esposa avo bebe posto
    hospital upa consulta duvida pergunta anonimo kkk errei errado cancelar cancela volta repete repetir recomecar corrige inicio kk rs haha teste"""
)


def read(answer: answers.FreeText, message: str) -> readings.Reading:
    """Read any words, or a person's name ("sou a maria" → "Maria"); too long is refused, not cut."""
    if text.is_blank(message):
        return readings.EMPTY
    words = text.words(message)
    withheld = answer.name and _WITHHELD.search(" ".join(words))
    if answer.allow_unknown and (withheld or dont_know.is_dont_know(words)):
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
    full = [word for word in words if len(word.strip(".")) >= _SHORTEST_NAME]  # the others are initials
    folded = set(text.words(" ".join(full)))
    if not full or len(words) > _MOST_NAME_WORDS or folded & _NO_NAME or "?" in said:
        return False
    return not any(_MASHED.search(word) for word in folded)


def _capital(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    mixed = not word.isupper() and not word.islower()
    return word if mixed else "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
