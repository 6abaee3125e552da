"""`answer:` of a slot, kind by kind."""

from __future__ import annotations

from typing import Final

from bot.content import limits, reading_answers
from bot.content.schema.pieces import (
    ANY_TEXT,
    FLAG,
    NUMBER,
    TEXT,
    Piece,
    closed,
    either,
    listed,
    named,
    one_of,
    said,
    whole,
)

_UNKNOWN: Final = said("“Não sei” também é resposta?", FLAG)
_OPTION: Final = closed(
    {
        "id": said("O que fica guardado.", TEXT),
        "label": said("O que a pessoa lê.", TEXT),
    },
    {
        "synonyms": said("Outras palavras que querem dizer o mesmo.", listed(ANY_TEXT)),
        "when_asked": said(
            "Palavras que só querem dizer isso como resposta a esta pergunta.", listed(ANY_TEXT)
        ),
        "translation": said("O que a pessoa lê em outros idiomas.", named(ANY_TEXT)),
    },
)
_OPTIONS: Final = said("As opções, na ordem em que aparecem.", listed(_OPTION, least=1, most=limits.OPTIONS))
_LOWEST: Final = said("O menor valor plausível.", NUMBER)
_HIGHEST: Final = said("O maior valor plausível.", NUMBER)
_LONGEST: Final = said("Quantas letras no máximo.", whole())

_Keys = dict[str, Piece]
#: What each kind needs and may have besides `type` and `allow_unknown`.
_KINDS: Final[dict[str, tuple[_Keys, _Keys]]] = {
    "yes_no": (
        {},
        {
            "about": said("Frases que também querem dizer sim.", listed(ANY_TEXT)),
            "when_asked": said(
                "Frases que só querem dizer sim como resposta a esta pergunta.", listed(ANY_TEXT)
            ),
        },
    ),
    "choice": ({"options": _OPTIONS}, {}),
    "multi_choice": ({"options": _OPTIONS}, {"none": said("A opção “nenhum”.", _OPTION)}),
    "number": (
        {"min": _LOWEST, "max": _HIGHEST},
        {
            "unit": said("A unidade, como aparece na nota: kg.", ANY_TEXT),
            "unit_words": said("Como as pessoas chamam a unidade.", listed(ANY_TEXT)),
            "whole": said("Só números inteiros?", FLAG),
        },
    ),
    "age": ({}, {"max": said("A maior idade plausível (120).", whole())}),
    "temperature": ({}, {"min": _LOWEST, "max": _HIGHEST}),
    "duration": ({}, {"max_days": said("Quantos dias no máximo (60).", whole())}),
    "municipality": ({}, {}),
    "text": ({}, {"max_length": _LONGEST}),
    "name": ({}, {"max_length": _LONGEST}),
    "date": (
        {},
        {
            "past_days": said("Até quantos dias atrás.", whole()),
            "future_days": said("Até quantos dias à frente (0).", whole()),
        },
    ),
    "cpf": ({}, {}),
    "cns": ({}, {}),
    "phone": ({}, {}),
    "attachment": ({}, {"media": said("O que se aceita.", listed(one_of(reading_answers.MEDIA)))}),
    "location": ({}, {}),
    "subject": ({}, {}),
}


def answer() -> Piece:
    """How a question's answer is read."""
    return either(*(_kind(kind) for kind in reading_answers.KINDS))


def _kind(kind: str) -> Piece:
    needed, optional = _KINDS[kind]
    chosen = said("Como a resposta é lida.", {"const": kind})
    return closed({"type": chosen, **needed}, {**optional, "allow_unknown": _UNKNOWN})
