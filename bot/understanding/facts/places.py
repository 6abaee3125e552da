"""Where does the person live, told without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.answers import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text
    from bot.understanding.answers.municipality import MunicipalityIndex

_HOME = re.compile(
    r"\b(?:aqui|daqui|moro|mora|moramos|morando|resido|reside|vivo|sou|somos|estou|falo|falando)(?: (?:aqui|la|hoje|natural|e))?"
    r" (?:(?:o|a) \w+ )?(?:em|no|na|de|do|da)\b(?P<behind>.*)|\b(?:cidade|municipio)(?: (?:e|de|em))?\b(?P<named>.*)"
)
#: Also where the rest is asked: "onde vacina aqui em Maracanaú?"
_HERE = re.compile(r"\b(?:aqui|daqui|moro|estou)(?: aqui)? (?:em|no|na|de|do|da)\b(?P<behind>.*)")
#: The name follows at once.
_REACH = 6


def told(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Give the municipalities told as home, spelt right: "moro em Crato", "sou de Sobral", "…, de Caucaia"."""
    said = " ".join(token.word for token in tokens)
    found: list[str] = []
    for home in _HOME.finditer(said):
        behind = " ".join((home["behind"] or home["named"] or "").split()[:_REACH])
        name = municipalities.begins(behind)
        found += [name] if name and name not in found else []
    return found or _after_comma(tokens, municipalities) or _of_relation(tokens, municipalities)


def here(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Give the municipalities that somebody says to be in, in a question, too."""
    said = " ".join(token.word for token in tokens)
    named = (
        municipalities.begins(" ".join(place["behind"].split()[:_REACH])) for place in _HERE.finditer(said)
    )
    return list(dict.fromkeys(name for name in named if name))


def _of_relation(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Find "minha sogra de Russas": where one of theirs is from."""
    for place in range(2, len(tokens)):
        whom, of = tokens[place - 2], tokens[place - 1]
        if (
            of.word in {"de", "em"}
            and not of.before
            and not tokens[place].before
            and subject.is_relation(whom.word)
        ):
            name = municipalities.begins(" ".join(token.word for token in tokens[place : place + _REACH]))
            if name:
                return [name]
    return []


def _after_comma(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Find "…, de Crato, …": a place that stands as an item of its own."""
    for place, token in enumerate(tokens[:-1]):
        if token.word in {"de", "em"} and (token.before or place == 0):
            behind = " ".join(other.word for other in tokens[place + 1 : place + 1 + _REACH])
            name = municipalities.begins(behind)
            if name:
                return [name]
    return []
