"""Where does the person live, told without being asked?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import clauses, ordinary_words, small_words
from bot.understanding.answers import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text
    from bot.understanding.answers.municipality import MunicipalityIndex

#: A hamlet or quarter, in front of its town: "do sítio de Acopiara", "da zona rural de Icó".
_PART_OF = r"(?:(?:sitio|distrito|bairro|localidade|zona rural|interior|serra|assentamento|povoado|vila|praia)(?: \w+){0,2}? (?:de|do|da|em) )?"
_HOME = re.compile(
    r"\b(?:(?:aqui|daqui|moro|mora|moramos|morando|resido|reside|vivo|sou|soy|somos|estou|falo|falando|escrevo)(?: (?:aqui|la|hoje|natural|e))?"
    rf" (?:(?:o|a) (?:\w+ ){{1,3}}?)?|(?:^|(?:oi|ola|dia|tarde|noite|ele|ela) )(?:e|eh) (?:(?:o|a) (?:\w+ ){{1,3}}?)?)(?:em|en|no|na|de|do|da) {_PART_OF}(?=(?P<behind>.*))"
    r"|\b(?:moro|mora|moramos|resido|reside|vivo|sou (?:professor|professora|agente|enfermeir[oa]|motorista|agricultor|agricultora|estudante|aposentad[oa]))"
    r"(?: (?:so|sozinh[oa]|atualmente|agora|sempre|com (?:a |o |os |as )?(?:minha |meu |meus |minhas )?\w+))? (?:em|no|na) (?=(?P<living>.*))"
    r"|\b(?:cidade|municipio|ciudad)(?: (?:e|de|em|en))?\b(?=(?P<named>.*))"
)
#: Items of a list that say how old somebody is, and since when; behind or before them stands a town: "48 anos Maracanaú", "Sobral, 33 anos".
_AGE_OR_TIME = small_words.listed("anos ano aninhos meses mes dia dias semana semanas ontem hoje anteontem")
#: They are towns, too.
_GIVEN_NAMES = small_words.listed("catarina madalena aurora salvador natal vitoria luzia helena regina")
#: And these are words of every day, beside those that are spelt right as such.
_WORDS_TOO = ordinary_words.SPELT_RIGHT | small_words.listed("jardim barro granja milagres horizonte")
#: Also where the rest is asked: "onde vacina aqui em Maracanaú?"
_HERE = re.compile(r"\b(?:aqui|daqui|moro|estou)(?: aqui)? (?:em|no|na|de|do|da)\b(?P<behind>.*)")
#: The name follows at once.
_REACH = 6


def told(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Give the municipalities told as home, spelt right: "moro em Crato", "sou de Sobral", "…, de Caucaia"."""
    said = " ".join(token.word for token in tokens)
    found: list[str] = []
    for home in _HOME.finditer(said):
        behind = " ".join((home["behind"] or home["living"] or home["named"] or "").split()[:_REACH])
        name = municipalities.begins(behind)
        found += [name] if name and name not in found else []
    return (
        found
        or _after_comma(tokens, municipalities)
        or _of_relation(tokens, municipalities)
        or _alone(tokens, municipalities)
    )


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
        begins = token.before or place == 0 or (tokens[place - 1].before and tokens[place - 1].word == "e")
        if token.word in {"de", "em"} and begins:
            behind = " ".join(other.word for other in tokens[place + 1 : place + 1 + _REACH])
            name = municipalities.begins(behind)
            if name:
                return [name]
    return []


def _alone(tokens: Sequence[text.Token], municipalities: MunicipalityIndex) -> list[str]:
    """Find a town that is an item of a list: "Sobral, 33 anos, febre", "48 anos Maracanaú"."""
    items = [" ".join(token.word for token in clause) for clause in clauses.of(tokens)]
    found = [
        name
        for nth, item in enumerate(items)
        if _is_no_other_word(item, is_first=nth == 0)
        and ((name := municipalities.whole(item)) or (name := _last_of(item, municipalities)))
    ]
    return list(dict.fromkeys(found))


def _is_no_other_word(item: str, *, is_first: bool) -> bool:
    return not (_WORDS_TOO.issuperset(item.split()) or (is_first and item in _GIVEN_NAMES))


def _last_of(item: str, municipalities: MunicipalityIndex) -> str | None:
    """Find the town that ends an item at once behind an age or a time."""
    words = item.split()
    times = [place for place, word in enumerate(words) if word in _AGE_OR_TIME or word.isdigit()]
    behind = " ".join(words[times[-1] + 1 :]) if times else ""
    return municipalities.whole(behind) if _is_no_other_word(behind, is_first=False) else None
