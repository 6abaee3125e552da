"""How does a person's history read at the terminal? In Portuguese, one line per happening."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Any

from crm_sync import history
from crm_sync.encounters import Owner
from crm_sync.history import ChannelAccount, EncounterSummary, Entry, Happening, PersonHistory
from crm_sync.identifiers import EncounterId
from crm_sync.steps import (
    Answer,
    Closer,
    ContentFault,
    Flag,
    InboundMessage,
    MessageChange,
    OutgoingKind,
    Triage,
)

_OWNERS = {
    Owner.BOT: "com a Bela",
    Owner.HANDING_OFF: "sendo encaminhado",
    Owner.QUEUED: "na fila",
    Owner.HUMAN: "com uma pessoa da equipe",
    Owner.CLOSED: "encerrado",
}
_CHANGES = {
    MessageChange.WRITTEN: "Pessoa",
    MessageChange.EDITED: "Pessoa (corrigiu a mensagem)",
    MessageChange.DELETED: "Pessoa (apagou a mensagem)",
}
_KINDS = {
    OutgoingKind.MESSAGE: "Bela",
    OutgoingKind.NOTE: "Nota para a equipe",
    OutgoingKind.HAND_OFF: "Encaminhamento",
    OutgoingKind.CLOSE: "Encerramento",
}
_CLOSERS = {
    Closer.VISITOR: "encerrado pela pessoa",
    Closer.AGENT: "encerrado pela equipe",
    Closer.SERVER: "encerrado pelo Rocket.Chat, por inatividade",
}
#: What terminals would obey instead of show.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
#: Characters of an account that are shown.
_ACCOUNT_SHOWN = 4
_CONTINUED = "\n" + " " * 6


def lines(told: PersonHistory, *, zone: tzinfo) -> Iterator[str]:
    """The whole history; moments are in the deployment's time zone."""
    yield f"{told.code}  {_shown(told.name or 'sem nome')}"
    yield f"No registro desde {told.since.astimezone(zone):%d/%m/%Y %H:%M}"
    yield from (_account(account) for account in told.accounts)
    rooms = {summary.id: number for number, summary in enumerate(told.encounters, start=1)}
    yield from (_encounter(summary, rooms[summary.id]) for summary in told.encounters)
    day = ""
    for entry in told.entries:
        at = entry.at.astimezone(zone)
        if day != f"{at:%d/%m/%Y}":
            day = f"{at:%d/%m/%Y}"
            yield ""
            yield day
        yield f"{at:%H:%M} {_where(entry, rooms)}{_shown(_words(entry.what))}"


def _account(account: ChannelAccount) -> str:
    """The account's beginning only: whoever has a livechat account's token speaks as that person."""
    phone = f", telefone {account.phone}" if account.phone else ""
    return _shown(f"Canal {account.channel}: {account.account[:_ACCOUNT_SHOWN]}…{phone}")


def _encounter(summary: EncounterSummary, number: int) -> str:
    department = f", setor {summary.department}" if summary.department else ""
    return _shown(f"Atendimento {number}: {summary.channel}, {_OWNERS[summary.owner]}{department}")


def _where(entry: Entry, rooms: dict[EncounterId, int]) -> str:
    return f"[{rooms[entry.encounter_id]}] " if len(rooms) > 1 else ""


def _words(what: Happening) -> str:
    write: Callable[[Any], str] = _WRITERS[type(what)]
    return write(what)


def _opened(_: history.Opened) -> str:
    return "— Início do atendimento —"


def _closed(end: history.Closed) -> str:
    who = _CLOSERS.get(end.by) if end.by else None
    return f"— Fim do atendimento ({who}) —" if who else "— Fim do atendimento —"


def _inbound(message: InboundMessage) -> str:
    kind = "" if message.kind == "text" else f" [{message.kind}]"
    return f"{_CHANGES[message.change]}{kind}: {message.text}"


def _flag(flag: Flag) -> str:
    return f"Sinal de alerta: {flag.id} («{flag.words}»)" if flag.words else f"Sinal de alerta: {flag.id}"


def _answer(answer: Answer) -> str:
    return f"Resposta: {answer.question} = {_value(answer.value)}"


def _triage(triage: Triage) -> str:
    why = f"; regras: {', '.join(triage.rules)}" if triage.rules else ""
    flags = f"; sinais de alerta: {', '.join(triage.red_flags)}" if triage.red_flags else ""
    return f"Risco: {triage.risk_class} (protocolo {triage.protocol} {triage.protocol_version}{why}{flags})"


def _fault(fault: ContentFault) -> str:
    return f"Falha no conteúdo: {fault.place}: {fault.sentence} [{fault.rule}]"


def _said(said: history.Said) -> str:
    values = [said.body[key] for key in ("department", "text", "comment") if said.body.get(key)]
    return f"{_KINDS[said.kind]}: {' — '.join(map(str, values))}{_fate(said)}"


def _fate(said: history.Said) -> str:
    if said.sent_at is not None:
        return ""
    return " (ainda não enviado)" if said.failed_at is None else f" (não enviado: {said.failure})"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "sim" if value else "não"
        case list():
            return ", ".join(map(_value, value))
        case None:
            return "sem resposta"
        case float():
            return str(value).replace(".", ",")
        case _:
            return str(value)


def _shown(text: str) -> str:
    """Nothing a citizen wrote may steer the reader's terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", _CONTINUED)


_WRITERS: dict[type, Callable[[Any], str]] = {
    history.Opened: _opened,
    history.Closed: _closed,
    InboundMessage: _inbound,
    Flag: _flag,
    Answer: _answer,
    Triage: _triage,
    ContentFault: _fault,
    history.Said: _said,
}
