"""`protocol:`, the clinical part."""

from __future__ import annotations

from typing import Final

from bot.content.protocols import InputType, Worse
from bot.content.schema.pieces import (
    ANY_TEXT,
    CONDITION,
    FLAG,
    LITERAL,
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

_ID: Final = said("Nome único.", TEXT)
_TRANSLATION: Final = said("O mesmo em outros idiomas: {en: …, es: …}.", named(ANY_TEXT))
_LABEL: Final = said("O que a equipe lê.", TEXT)
_CLASS: Final = said("Uma das classes.", TEXT)
_IF: Final = said("Quando vale.", CONDITION)
_BECAUSE: Final = said("Por quê, nas palavras da pessoa.", TEXT)
_SOURCE: Final = said(
    "De onde vem.",
    closed({"ref": said("Uma das fontes em sources.", TEXT), "where": said("Em que lugar dela.", TEXT)}),
)


def protocol() -> Piece:
    """The whole protocol."""
    return closed(
        {
            "id": _ID,
            "version": said("Versão, entre aspas.", TEXT),
            "title": said("Título.", TEXT),
            "classes": said("As classes de risco, a pior primeiro.", listed(_risk_class(), least=1)),
            "red_flags": said("Sinais de alerta, ouvidos em toda mensagem.", listed(_flag(), least=1)),
            "default": said("A classe quando nenhuma regra vale.", TEXT),
        },
        {
            "signed_by": said("O profissional de saúde que assinou.", ANY_TEXT),
            "sources": said("As fontes, por nome.", named(_described_source())),
            "inputs": said("Por que respostas decide, e para que lado pioram.", named(_input())),
            "rules": said("As regras.", listed(_rule())),
            "score": said("Pontos.", _score()),
            "invariants": said("O que vale sempre, digam as regras o que disserem.", listed(_invariant())),
            "monitoring": said("Como cada classe é acompanhada.", listed(_monitoring())),
            "consent": said("O consentimento antes das perguntas.", _consent()),
            "questions_before_danger": said("Quantas perguntas antes de uma que mostra perigo (6).", whole()),
        },
    )


def _described_source() -> Piece:
    more = {"organisation": "Quem publica.", "edition": "Edição.", "date": "Data.", "url": "Endereço."}
    return closed({"title": said("Título.", TEXT)}, {key: said(what, ANY_TEXT) for key, what in more.items()})


def _risk_class() -> Piece:
    return closed(
        {"id": _ID, "label": _LABEL, "advice": said("A orientação (utter_…).", TEXT)},
        {
            "translation": _TRANSLATION,
            "department": said("O setor que recebe a conversa.", ANY_TEXT),
            "priority": said("1 é a mais urgente.", whole()),
        },
    )


def _flag() -> Piece:
    return closed(
        {
            "id": _ID,
            "label": _LABEL,
            "class": _CLASS,
            "source": _SOURCE,
        },
        {
            "phrases_of": said(
                "Os sinais de que valem as frases que a Bela já conhece.", listed(ANY_TEXT, least=1)
            ),
            "without": said("Destas, as que não valem aqui.", listed(ANY_TEXT)),
            "phrases": said("As frases, em português correto.", listed(ANY_TEXT, least=1)),
            "harmless": said("Expressões que não são perigo.", listed(ANY_TEXT)),
            "translation": _TRANSLATION,
            "unless_asking": said("Não vale na resposta a estes slots.", listed(ANY_TEXT)),
        },
    )


def _input() -> Piece:
    directions = sorted({way.value for way in Worse} - {Worse.ranked.value})
    option = either(ANY_TEXT, listed(ANY_TEXT))
    worse = either(one_of([*directions, True, False]), listed(option))
    omission = closed({"if": _IF, "because": _BECAUSE})
    return closed(
        {},
        {
            "type": said("O tipo; o mesmo da resposta.", one_of([kind.value for kind in InputType])),
            "range": said("A faixa; a mesma da resposta.", closed({}, {"min": NUMBER, "max": NUMBER})),
            "worse": said("Para que lado piora; ou as opções, da mais branda à pior.", worse),
            "from": said("Vale a partir daqui.", NUMBER),
            "to": said("Vale até aqui.", NUMBER),
            "because": said("Por quê.", ANY_TEXT),
            "benign": said("A resposta que fala pelo menor risco.", LITERAL),
            "sensitive": said("Mostra perigo?", FLAG),
            "not_asked_when": said("Quando não se pergunta, com razão.", listed(omission)),
        },
    )


def _rule() -> Piece:
    return closed(
        {"id": _ID, "class": _CLASS, "if": _IF, "because": _BECAUSE, "source": _SOURCE},
        {"translation": _TRANSLATION},
    )


def _score() -> Piece:
    points = said("Quantos pontos, 1 ou mais.", whole(least=1))
    counted = closed(
        {"id": _ID, "add": points, "if": _IF, "because": _BECAUSE, "source": _SOURCE},
        {"translation": _TRANSLATION},
    )
    threshold = closed({"from": points, "class": _CLASS})
    return closed(
        {
            "rules": said("O que soma pontos.", listed(counted, least=1)),
            "thresholds": said("A partir de quantos pontos, que classe.", listed(threshold, least=1)),
        }
    )


def _invariant() -> Piece:
    return closed({"id": _ID, "label": _LABEL, "if": _IF, "at_least": said("Ao menos esta classe.", TEXT)})


def _monitoring() -> Piece:
    return closed(
        {
            "class": _CLASS,
            "every_hours": said("De quantas em quantas horas.", whole(least=1)),
            "until_day": said("Até que dia.", whole(least=1)),
            "source": _SOURCE,
        }
    )


def _consent() -> Piece:
    return closed(
        {"slot": said("O slot que precisa ser sim.", TEXT)},
        {
            "not_in": said("Fluxos que não podem esperar por ele.", listed(ANY_TEXT)),
            "because": said("Por que estes dispensam.", ANY_TEXT),
        },
    )
