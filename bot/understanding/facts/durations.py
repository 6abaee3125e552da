"""Since when has it been so, told without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import clauses, text
from bot.understanding.answers import duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_COUNT = r"(?:\d+|um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|catorze|quinze|vinte|un|una|dos|cuatro|siete|ocho|nueve|diez)"
_TIME = rf"{_COUNT}(?: (?:a|ou) {_COUNT})? (?:hora|horas|dia|dias|semana|semanas)(?: e meia| e meio)?"
_SINCE = re.compile(rf"\b(?:ha|faz|fazem|faiz|hace|completa\w*|tem)(?: \w+)?? {_TIME}\b")
_BEFORE_SYMPTOM = re.compile(rf"\b{_TIME}\b")
_BEGUN = re.compile(r"\b(?:desde|comec\w+|inici\w+|apareceu|apareceram|surgi\w+)\b")
_DAY = r"(?:hoje|ontem|anteontem|ante ontem|antes de ontem|hoy|ayer|anteayer|segunda|terca|quarta|quinta|sexta|sabado|domingo|(?:essa|esta|nessa|nesta) (?:noite|madrugada))"
#: "hoje amanheci com o corpo moído", "chegou ontem com febre": the day on which somebody woke or came with it.
_ONSET = re.compile(
    rf"\b(?:acord|amanhec|levant|adoec)\w* (?:\w+ ){{0,5}}?(?P<behind>{_DAY})\b|\bcheg(?:ou|uei) (?P<came>{_DAY})(?: \w+)? com\b"
    rf"|\bdeu (?:uma?|aquela) (?:\w+ ){{1,4}}?(?P<struck>{_DAY})\b"
    rf"|\b(?P<before>{_DAY})(?: (?:de manha|cedo|a noite|de noite|eu|ele|ela|ja|que|me))* (?:acord|amanhec|levant|adoec)(?:ei|i|ou|eu)\b"
)
#: "estou no quinto dia de sintomas", "hoje é o terceiro dia com febre".
_NTH_DAY = r"(?:primeiro|segundo|terceiro|quarto|quinto|sexto|setimo|oitavo|nono|decimo) dia"
_NTH = re.compile(
    rf"\b(?:no|o|meu) {_NTH_DAY} (?:de|com|que|da|do|dos)\b|^(?:(?:ja|e|esta|hoje|no|o) )*{_NTH_DAY}$",
    re.MULTILINE,
)
#: "bebê de 20 dias", "15 dias de nascido": an age.
_BABY_AGE = re.compile(
    rf"\b(?:bebe\w*|nenem|nene|rn|filh\w+|net[oa]|menin[oa]|crianca|recem nascid[oa])(?: \w+)? (?:de|com|tem) {_TIME}\b|\b{_TIME} (?:de (?:vida|nascid[oa])|de idade)\b"
)
_BORN = re.compile(r"\b(?:nasceu|nasci|nascid[oa]|dei a luz|deu a luz|pari|parto|resguardo)\b")
#: A time that is told of something else in its clause.
_ELSE = re.compile(
    r"\b(?:gravida|gestante|gravidez|gestacao|tive (?:bebe|nenem)|cirurgia|operei|operad[oa]|vacina|tomei"
    r"|contato|testou|positivou|positivo|infarto|avc|diagnosticad[oa])\b"
)


def told(tokens: Sequence[text.Token], today: date, *, beside_symptom: bool) -> list[float]:
    """Give the different numbers of days told: "desde ontem", "faz 3 dias"; "2 dias" only beside a symptom."""
    parts = [_BABY_AGE.sub(" ", _joined([clause])) for clause in _clauses(tokens)]
    whole = " ".join(parts)
    if duration.is_to_come(whole) or _BORN.search(whole):
        return []
    begun = " ".join(part for part in parts if _BEGUN.search(part))
    said = " ".join(part for part in parts if not _ELSE.search(part))
    since = _SINCE.search(said)
    # "há 4 dias com diarreia e hoje começou uma febre": two times are no one begin
    found = [*(duration.days_since(begun, today, bare=False) if begun else ()), *_of(since, today)]
    if not found and beside_symptom:
        nth = _NTH.search("\n".join(parts))
        found = _of(nth or _BEFORE_SYMPTOM.search(said), today) or _onset(said, today)
    return list(dict.fromkeys(found))


def _of(counted: re.Match[str] | None, today: date) -> list[float]:
    return duration.days_since(counted[0], today) if counted else []


def _clauses(tokens: Sequence[text.Token]) -> list[list[text.Token]]:
    """Give all clauses of a message; a stroke between numbers parts none: "começou 12/11"."""
    found: list[list[text.Token]] = []
    for clause in clauses.of(tokens):
        if found and _between(found[-1][-1]) == "/":
            found[-1] += clause
        else:
            found.append(list(clause))
    return found


def _joined(parts: Iterable[Sequence[text.Token]]) -> str:
    """Give the words of the clauses, with the strokes of dates between them."""
    words = "".join(f"{token.word}{_between(token)}" for part in parts for token in part)
    return words.rstrip(" /")


def _between(token: text.Token) -> str:
    return "/" if token.after == "/" and token.word.isdigit() else " "


def _onset(said: str, today: date) -> list[float]:
    """Give the earliest of the days on which somebody woke, came or fell ill with it."""
    told_days = (found[found.lastgroup or 0] for found in _ONSET.finditer(said))
    days = [days for day in told_days for days in duration.days_since(day, today)]
    return [max(days)] if days else []
