"""`flows:` and `migrate:`."""

from __future__ import annotations

from typing import Final

from bot.content import limits, reading_flows, reading_step_kinds
from bot.content.definitions import Priority
from bot.content.schema.of_domain import rejections
from bot.content.schema.pieces import (
    ANY_TEXT,
    CONDITION,
    FLAG,
    LENGTH,
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

_THEN: Final = said("E depois: offer, handoff, skip, close ou o id de um passo.", ANY_TEXT)


def flow() -> Piece:
    """One path of a conversation."""
    threshold = {"confidence_threshold": said("A partir de que certeza (0.85).", NUMBER)}
    intent = either(TEXT, closed({"name": said("A intenção.", TEXT)}, threshold))
    entry = closed({"name": said("Nome do começo.", TEXT)}, {"slots": listed(ANY_TEXT)})
    return closed(
        {
            "description": said("O que faz, para quem lê.", TEXT),
            "steps": said("Os passos, em ordem.", listed(ref("step"), least=1, most=limits.STEPS)),
        },
        {
            "name": said("Nome curto.", ANY_TEXT),
            "if": said("Só começa sozinho enquanto isto vale.", CONDITION),
            "nlu_trigger": said("Intenções que o iniciam.", listed(closed({"intent": intent}))),
            "keywords": said("Frases que o iniciam sem o Rasa.", listed(ANY_TEXT, most=limits.KEYWORDS)),
            "persisted_slots": said("Slots que ficam quando ele termina.", listed(ANY_TEXT)),
            "run_pattern_completed": said("No fim, pergunta se há mais alguma coisa?", FLAG),
            "entry": said("A Bela pode começar uma conversa por aqui.", entry),
            "translation": said("{en: {name: …}}.", named(closed({"name": TEXT}))),
            "metadata": said("Notas.", OPEN_MAP),
            **idle(reading_flows.NO_EFFECT),
        },
    )


def _target() -> Piece:
    return either(ANY_TEXT, listed(ref("step"), least=1))


def following() -> Piece:
    """Where a step leads."""
    tested = closed(
        {
            "if": said("A condição.", CONDITION),
            "then": said("Um id, END ou uma lista de passos.", _target()),
        }
    )
    otherwise = closed({"else": said("Nos demais casos: um id, END ou uma lista de passos.", _target())})
    arms = listed(either(tested, otherwise), least=1, most=limits.BRANCHES)
    return said(
        "O passo seguinte: um id, END, ou ramos if/then que terminam em else.", either(ANY_TEXT, arms)
    )


def _collect() -> dict[str, Piece]:
    retries = closed({"max": whole(least=1, most=limits.RETRIES)}, {"then": _THEN})
    timeout = closed(
        {"after": said("Silêncio: 30s, 10m, 2h, 1d.", LENGTH)},
        {
            "remind": said("A resposta (utter_…) que lembra.", ANY_TEXT),
            "max": said("Quantas vezes lembra (1).", whole(most=limits.REMINDERS)),
            "then": _THEN,
        },
    )
    return {
        "utter": said("Outra pergunta no lugar de utter_ask_<slot>.", ANY_TEXT),
        "ask_before_filling": said("Pergunta mesmo se já houver resposta.", FLAG),
        "reset_after_flow_ends": said("false guarda a resposta quando o fluxo termina.", FLAG),
        "rejections": rejections(limits.REJECTIONS),
        "retries": said("Quantas respostas erradas, e depois.", retries),
        "timeout": said("Depois de quanto silêncio, e depois.", timeout),
        "optional": said("“Pular” e “não sei” são respostas.", FLAG),
        "force_slot_filling": said("Nem comando nem assunto é ouvido; sinais de alerta sim.", FLAG),
        **idle(reading_step_kinds.COLLECT_NO_EFFECT),
    }


def _hand_off() -> Piece:
    return closed(
        {},
        {
            "department": said("O setor; sem isto, o da classe de risco.", ANY_TEXT),
            "priority": said("Com que pressa.", one_of([priority.value for priority in Priority])),
            "summary": said("A resposta (utter_…) que abre a nota.", ANY_TEXT),
        },
    )


def _set_slots() -> Piece:
    reckoned = closed({"expression": said("Uma conta: slots.pontos + 2.", ANY_TEXT)})
    return listed(named(either(LITERAL, reckoned), least=1))


#: What stands under the key that names the kind.
_KINDS: Final[dict[str, Piece]] = {
    "collect": said("Pergunta, e espera a resposta deste slot.", TEXT),
    "action": said("Diz uma resposta (utter_…) ou faz uma ação (action_…).", TEXT),
    "set_slots": said("Guarda valores; null esvazia.", _set_slots()),
    "link": said("Encerra este fluxo e segue em outro.", TEXT),
    "call": said("Faz outro fluxo e volta.", TEXT),
    "classify": said("Aplica o protocolo.", TEXT),
    "handoff": said("Passa a conversa a uma pessoa.", _hand_off()),
    "noop": said("Só ramos.", one_of([True])),
}


def step() -> Piece:
    """One step: exactly one kind."""
    return either(*(_kind(kind) for kind in reading_step_kinds.KINDS))


def _kind(kind: str) -> Piece:
    needed = {kind: _KINDS[kind]}
    common = {
        "id": said("Nome do passo, para que se possa ir até ele.", ANY_TEXT),
        "description": said("Para quem edita.", ANY_TEXT),
        "metadata": said("Notas.", OPEN_MAP),
    }
    match kind:
        case "link":
            return closed(needed, common)
        case "noop":
            return closed({**needed, "next": ref("next")}, common)
        case "collect":
            return closed(needed, {**common, **_collect(), "next": ref("next")})
        case _:
            return closed(needed, {**common, "next": ref("next")})


def migrate() -> Piece:
    """Which conversations may come over to this version."""
    number = whole(least=1)
    return closed(
        {
            "from": said(
                "De que versões: um número, uma lista, ou all.",
                either(one_of(["all"]), number, listed(number)),
            )
        },
        {
            "all": said("Nenhum passo mudou de nome.", FLAG),
            "flows": said("Fluxo → passo antigo: passo novo.", named(named(ANY_TEXT))),
            "renamed": said("Fluxo antigo: fluxo novo.", named(ANY_TEXT)),
        },
    )
