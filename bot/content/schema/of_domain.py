"""`slots:`, `responses:` and `session_config:`."""

from __future__ import annotations

from typing import Final

from bot.content import limits, reading_responses, reading_slots
from bot.content.definitions import SlotType
from bot.content.schema.pieces import (
    ANY_TEXT,
    CONDITION,
    FLAG,
    LINK,
    LITERAL,
    NUMBER,
    OPEN_MAP,
    TEXT,
    Piece,
    closed,
    either,
    idle,
    listed,
    named,
    one_of,
    ref,
    said,
    whole,
)

_TRANSLATION: Final = said("Idioma → texto: {en: …}.", named({"type": "string"}))
_MAPPING_IDLE: Final = idle({"allow_nlu_correction": "uma resposta pode ser sempre corrigida"})


def rejections(most: int | None = None) -> Piece:
    """Answers that are refused while a condition holds."""
    item = closed(
        {
            "if": said("Enquanto isto vale, a resposta não é aceita.", CONDITION),
            "utter": said("A resposta (utter_…) que diz por quê.", TEXT),
        }
    )
    return said("Quando uma resposta é recusada.", listed(item, most=most))


def slot() -> Piece:
    """One thing that is remembered."""
    validation = closed(
        {},
        {
            "rejections": rejections(),
            "refill_utter": said("O que se diz antes de perguntar de novo.", ANY_TEXT),
        },
    )
    return closed(
        {},
        {
            "type": said("O tipo de valor.", one_of([kind.value for kind in SlotType])),
            "label": said("Como a equipe e a pessoa leem: Idade.", ANY_TEXT),
            "translation": said("O label em outros idiomas: {en: Age}.", named(ANY_TEXT)),
            "answer": said("Como a resposta da pessoa é lida.", ref("answer")),
            "values": said("Os valores de um slot categorical.", listed(ANY_TEXT)),
            "min_value": said("O menor valor de um slot float.", NUMBER),
            "max_value": said("O maior valor de um slot float.", NUMBER),
            "initial_value": said("O que contém no começo.", LITERAL),
            "mappings": said("Quem pode preencher o slot.", listed(_mapping())),
            "validation": said("O que se recusa onde quer que seja preenchido.", validation),
            "retention": said(
                "Por quanto tempo se guarda: saude, pessoal, ou outra classe da implantação.", ANY_TEXT
            ),
            "lasting": said("Vale para a pessoa também quando ela volta.", FLAG),
            "description": said("Para quem edita.", ANY_TEXT),
            **idle({"influence_conversation": "os fluxos decidem"}),
        },
    )


def _mapping() -> Piece:
    free = sorted(reading_slots.FROM_WORDS | reading_slots.FROM_FLOWS)
    by_intent = {
        "type": said("Uma intenção responde.", {"const": "from_intent"}),
        "intent": said("A intenção.", TEXT),
    }
    return either(
        closed({"type": said("Palavras da pessoa, ou só fluxos.", one_of(free))}, _MAPPING_IDLE),
        closed(by_intent, {"value": said("O que a intenção responde.", LITERAL), **_MAPPING_IDLE}),
    )


def response() -> Piece:
    """One thing that is said, with its wordings."""
    return said("Os textos, dos quais um é dito.", listed(_variation(), least=1, most=limits.VARIATIONS))


def _variation() -> Piece:
    buttons = listed(_button(), most=limits.BUTTONS)
    equal = closed({"name": TEXT}, {"type": one_of(["slot"]), "value": LITERAL})
    return closed(
        {"text": said("O que a Bela diz; {nome} é uma variável.", TEXT)},
        {
            "buttons": said("Linhas numeradas abaixo do texto.", buttons),
            "quick_replies": said("O mesmo que buttons.", buttons),
            "template": said("Nome com que o WhatsApp aprovou o texto.", ANY_TEXT),
            "channel": said("Só neste canal: whatsapp, livechat.", ANY_TEXT),
            "condition": said("Só enquanto isto vale.", either(CONDITION, listed(equal))),
            "regions": said("Só para estes municípios, microrregiões ou estados.", listed(ANY_TEXT)),
            "translation": _TRANSLATION,
            "image": said("Endereço de uma imagem.", LINK),
            "attachment": said("Endereço de um arquivo.", either(LINK, OPEN_MAP)),
            "id": said("Nome desta variação.", ANY_TEXT),
            "metadata": said("Notas: source, date, valid_until.", OPEN_MAP),
            **idle(dict.fromkeys(reading_responses.NO_EFFECT, "não há o que mudar nestes canais")),
        },
    )


def _button() -> Piece:
    return closed(
        {
            "title": said("O que a pessoa lê.", TEXT),
            "payload": said("/SetSlots(slot=valor) ou /intenção.", TEXT),
        },
        {"translation": _TRANSLATION, "type": said("Aceito porque o Rasa o tem.", ANY_TEXT)},
    )


def session() -> Piece:
    """How long a session lasts."""
    return closed(
        {},
        {
            "session_expiration_time": said(
                "Minutos de silêncio até recomeçar; 0: nunca.", {**NUMBER, "minimum": 0}
            ),
            "start_session_after_expiry": said("Recomeça depois desse tempo?", FLAG),
            "carry_over_slots_to_new_session": said("As respostas valem também depois?", FLAG),
            "misunderstandings": said("Mensagens não entendidas até chamar uma pessoa.", whole(least=1)),
        },
    )
