"""The whole schema, for one content file."""

from __future__ import annotations

import json
from typing import Final

from bot.content import limits, loading
from bot.content.schema import of_answers, of_domain, of_flows, of_protocol
from bot.content.schema.pieces import (
    ANY_TEXT,
    ANYTHING,
    OPEN_MAP,
    TEXT,
    Piece,
    closed,
    listed,
    named,
    ref,
    said,
)


def schema() -> Piece:
    """The format of a content file as JSON Schema, in the draft that editors know best."""
    top = _top()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Arquivo de conteúdo da Bela",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: top[key] for key in sorted(loading.KEYS)},
        "definitions": _DEFINITIONS,
    }


def text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


_DEFINITIONS: Final[Piece] = {
    "answer": of_answers.answer(),
    "slot": of_domain.slot(),
    "response": of_domain.response(),
    "flow": of_flows.flow(),
    "step": of_flows.step(),
    "next": of_flows.following(),
    "protocol": of_protocol.protocol(),
}


def _top() -> dict[str, Piece]:
    return {
        "pack": said("Que pacote é este; uma vez.", _pack()),
        "slots": said(
            "O que é guardado, e como cada resposta é lida.", named(ref("slot"), most=limits.SLOTS)
        ),
        "responses": said("O que é dito.", named(ref("response"), most=limits.RESPONSES)),
        "flows": said("Os caminhos da conversa.", named(ref("flow"), most=limits.FLOWS)),
        "protocol": said("Como o risco é decidido; uma vez.", ref("protocol")),
        "answers": said(
            "Exemplos do que as pessoas respondem, por slot e resposta; linhas com “- ”.",
            named(named(TEXT)),
        ),
        "nlu": said("Exemplos com que o Rasa aprende.", listed(OPEN_MAP)),
        "session_config": said("Quanto dura uma sessão.", of_domain.session()),
        "migrate": said("Que conversas podem passar a esta versão.", of_flows.migrate()),
        "version": said("Aceito porque o Rasa o tem.", ANYTHING),
        "intents": said("Aceito porque o Rasa o tem.", ANYTHING),
        "actions": said("Aceito porque o Rasa o tem: só respostas e ações da Bela.", ANYTHING),
    }


def _pack() -> Piece:
    return closed(
        {
            "id": said("Nome do pacote.", TEXT),
            "title": said("Título.", TEXT),
            "language": said("Idioma: pt-BR.", TEXT),
            "version": said("Versão, entre aspas.", TEXT),
        },
        {
            "translations": said("Outros idiomas: [en, es].", listed(ANY_TEXT)),
            "untranslated": said("Respostas que ficam só em português: [utter_faq_*].", listed(ANY_TEXT)),
        },
    )
