"""What is the person called, told without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.understanding import readings, text
from bot.understanding.answers import free_text

if TYPE_CHECKING:
    from bot.content import answers

#: "meu nome é", "me chamo", also in Spanish and English; or "sou a", "aqui é o" and a capital letter; "o médico é o Paulo" names somebody else.
_TELLS: Final = re.compile(
    r"\b(?:(?i:meu nome (?:é|eh|e)|me chamo|me llamo|mi nombre es|my name is) (?P<called>\w)|(?:[Ss]ou|[Aa]qui é|[Qq]uem fala é) (?:a|o) (?P<one>[A-ZÀ-Ý][a-zà-ÿ]+)(?=[,.]| e | de ))"
)


def told(answer: answers.FreeText, message: str) -> str | None:
    """Give the name told: "meu nome é Cícero, tenho 45 anos", "sou a Cleide, de Pacajus"; None where none is, or several."""
    found = list(_TELLS.finditer(message[: text.MAX_CHARACTERS]))
    if not answer.name or len(found) != 1:
        return None
    begin = found[0].start("called") if found[0]["called"] else found[0].start("one")
    named = found[0]["one"] or message[begin:]
    reading = free_text.read(answer, named)
    return reading.value if isinstance(reading, readings.Read) and isinstance(reading.value, str) else None
