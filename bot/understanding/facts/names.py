"""What is the person called, told without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import readings, small_words, text
from bot.understanding.answers import free_text

if TYPE_CHECKING:
    from bot.content import answers

#: Begins a message before the name is said.
_GREETING: Final = r"(?:(?i:oi+e?|ol[aá]|bom dia|boa tarde|boa noite|opa|hola|buenas)[\s,!.]+)*"
#: A name as it is written.
_NAME: Final = r"[A-ZÀ-Ý][a-zà-ÿ]+"
#: Where it ends: "…, ", " de Pacajus", " tenho …".
_ENDS: Final = r"(?=\s*(?:[,.!;\n(-]|$)|\s+(?i:e|de|do|da|tenho|tô|to|tou|estou|moro|com|aqui|y|tengo|estoy|vivo|mãe|mae|pai|filha|filho|esposa|esposo|vizinha|agente|enfermeira|\d+)\b)"
#: "meu nome é", "me chamo", also in Spanish and English; or "sou a", "aqui é o" and a capital letter; "o médico é o Paulo" names somebody else.
_TELLS: Final = re.compile(
    r"\b(?:(?i:(?:o )?meu nome (?:é|eh|e)|me chamo|me llamo|mi nombre es|my name is) (?P<called>\w)"
    rf"|(?:[Ss]ou|[Aa]qui (?:é|eh)|[Qq]uem (?:fala|tá falando|está falando) (?:é|eh)) (?:a|o) (?P<one>{_NAME}(?: {_NAME})*){_ENDS})"
    rf"|\b[Ss]oy (?P<spanish>{_NAME}(?: {_NAME})*){_ENDS}"
    rf"|^{_GREETING}(?:[Éé]|[Ee]h) (?:a|o) (?P<greeting>{_NAME}(?: {_NAME})*){_ENDS}"
    rf"|^{_GREETING}(?i:nome|nombre)\s*[:=-]?\s*(?!completo|d[aeo]l?[ae]?\b)(?P<form>{_NAME}(?: (?:d[aeo]s? )?{_NAME})*)(?=\s*(?:[,.;/\n-]|$)|\s+(?:[a-z]|\d))"
)


_MARK: Final = re.compile(r"[,;!?\n]")
#: Who says only what they are.
_ROLES: Final = small_words.listed(
    "agente enfermeira enfermeiro medica medico doutora doutor secretaria recepcionista professora professor diretora cuidadora brasil"
)


def told(answer: answers.FreeText, message: str) -> str | None:
    """Give the name told: "meu nome é Cícero, tenho 45 anos", "sou a Cleide, de Pacajus"; None where none is, or several."""
    found = list(_TELLS.finditer(message[: text.MAX_CHARACTERS]))
    if not answer.name or len(found) != 1:
        return None
    whole = found[0]["one"] or found[0]["greeting"] or found[0]["form"] or found[0]["spanish"]
    if whole and not _ROLES.isdisjoint(text.words(whole)):
        return None
    # the question behind it is none about the name: "me chamo Ana, será que é virose?"
    called = _MARK.split(message[found[0].start("called") :])[0] if found[0]["called"] else ""
    reading = free_text.read(answer, whole or called)
    return reading.value if isinstance(reading, readings.Read) and isinstance(reading.value, str) else None
