"""When is the team back? One honest sentence while the department's hours say that it is closed, nothing while it is open. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from config.opening_hours import OpeningHours

_DAYS: Final = {
    "pt": ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


def sentence(hours: OpeningHours, now: datetime, language: str) -> str:
    """Say it in the language, else in Portuguese: "A equipe volta segunda às 8h."; "" while it is open, or where it never opens."""
    opening = hours.next_opening(now)
    if opening is None:
        return ""
    ahead = (opening.date() - now.astimezone(hours.time_zone).date()).days
    return _SAID.get(language.split("-", maxsplit=1)[0], _portuguese)(opening, ahead)


def _portuguese(opening: datetime, ahead: int) -> str:
    day = {0: "hoje", 1: "amanhã"}.get(ahead, _DAYS["pt"][opening.weekday()])
    clock = f"{opening.hour}h{opening.minute:02d}" if opening.minute else f"{opening.hour}h"
    if not opening.hour and not opening.minute:
        return f"A equipe volta {day} à meia-noite."
    return f"A equipe volta {day} {'à' if opening.hour <= 1 else 'às'} {clock}."


def _english(opening: datetime, ahead: int) -> str:
    day = {0: "today", 1: "tomorrow"}.get(ahead, f"on {_DAYS['en'][opening.weekday()]}")
    return f"The team is back {day} at {opening.hour}:{opening.minute:02d}."


def _spanish(opening: datetime, ahead: int) -> str:
    day = {0: "hoy", 1: "mañana"}.get(ahead, f"el {_DAYS['es'][opening.weekday()]}")
    return f"El equipo vuelve {day} a {'la' if opening.hour == 1 else 'las'} {opening.hour}:{opening.minute:02d}."


_SAID: Final[Mapping[str, Callable[[datetime, int], str]]] = {"en": _english, "es": _spanish}
