"""How does a person's history read at the terminal? One line per happening."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Any

from config import moments
from config.told import NOTHING, Language, Told, alike, joined
from crm_sync import history
from crm_sync.encounters import Owner
from crm_sync.history import ChannelAccount, EncounterSummary, Entry, PersonHistory
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
    Owner.BOT: Told("com a Bela", "with Bela"),
    Owner.HANDING_OFF: Told("sendo encaminhado", "being handed off"),
    Owner.QUEUED: Told("na fila", "in the queue"),
    Owner.HUMAN: Told("com uma pessoa da equipe", "with one of the team"),
    Owner.CLOSED: Told("encerrado", "closed"),
}
_CHANGES = {
    MessageChange.WRITTEN: Told("Pessoa", "Person"),
    MessageChange.EDITED: Told("Pessoa (corrigiu a mensagem)", "Person (edited the message)"),
    MessageChange.DELETED: Told("Pessoa (apagou a mensagem)", "Person (deleted the message)"),
}
_KINDS = {
    OutgoingKind.MESSAGE: Told("Bela", "Bela"),
    OutgoingKind.NOTE: Told("Nota para a equipe", "Note for the team"),
    OutgoingKind.HAND_OFF: Told("Encaminhamento", "Hand-off"),
    OutgoingKind.CLOSE: Told("Encerramento", "Closing"),
}
_CLOSERS = {
    Closer.VISITOR: Told("encerrado pela pessoa", "closed by the person"),
    Closer.AGENT: Told("encerrado pela equipe", "closed by the team"),
    Closer.SERVER: Told(
        "encerrado pelo Rocket.Chat, por inatividade", "closed by Rocket.Chat, for inactivity"
    ),
}
#: What terminals would obey instead of show.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
#: Characters of an account that are shown.
_ACCOUNT_SHOWN = 4
_CONTINUED = "\n" + " " * 6


def lines(told: PersonHistory, *, zone: tzinfo, language: Language = Language.pt) -> Iterator[str]:
    """The whole history; moments are in the deployment's time zone."""
    return (_shown(line.said(language)) if line else "" for line in _told(told, zone))


def _told(told: PersonHistory, zone: tzinfo) -> Iterator[Told | None]:
    """None is an empty line."""
    since = moments.moment(told.since, zone)
    yield _words(told.name or Told("sem nome", "without a name"), before=f"{told.code}  ")
    yield Told(f"No registro desde {since.pt}", f"In the registry since {since.en}")
    yield from (_account(account) for account in told.accounts)
    rooms = {summary.id: number for number, summary in enumerate(told.encounters, start=1)}
    yield from (_encounter(summary, rooms[summary.id]) for summary in told.encounters)
    day = None
    for entry in told.entries:
        at = entry.at.astimezone(zone)
        if day != at.date():
            day = at.date()
            yield None
            yield moments.day(at)
        write: Callable[[Any], Told] = _WRITERS[type(entry.what)]
        yield _words(write(entry.what), before=f"{at:%H:%M} {_where(entry, rooms)}")


def _words(words: Told | str, *, before: str) -> Told:
    said = words if isinstance(words, Told) else Told(words, words)
    return Told(before + said.pt, before + said.en)


def _account(account: ChannelAccount) -> Told:
    """The account's beginning only: whoever has a livechat account's token speaks as that person."""
    known = f"{account.channel}: {account.account[:_ACCOUNT_SHOWN]}…"
    if not account.phone:
        return Told(f"Canal {known}", f"Channel {known}")
    return Told(f"Canal {known}, telefone {account.phone}", f"Channel {known}, telephone {account.phone}")


def _encounter(summary: EncounterSummary, number: int) -> Told:
    department = summary.department
    where = Told(f", setor {department}", f", department {department}") if department else NOTHING
    how = _OWNERS[summary.owner]
    return Told(
        f"Atendimento {number}: {summary.channel}, {how.pt}{where.pt}",
        f"Encounter {number}: {summary.channel}, {how.en}{where.en}",
    )


def _where(entry: Entry, rooms: dict[EncounterId, int]) -> str:
    return f"[{rooms[entry.encounter_id]}] " if len(rooms) > 1 else ""


def _opened(_: history.Opened) -> Told:
    return Told("— Início do atendimento —", "— Encounter begins —")


def _closed(end: history.Closed) -> Told:
    who = _CLOSERS.get(end.by) if end.by else None
    if who is None:
        return Told("— Fim do atendimento —", "— Encounter ends —")
    return Told(f"— Fim do atendimento ({who.pt}) —", f"— Encounter ends ({who.en}) —")


def _inbound(message: InboundMessage) -> Told:
    kind = "" if message.kind == "text" else f" [{message.kind}]"
    who = _CHANGES[message.change]
    return Told(f"{who.pt}{kind}: {message.text}", f"{who.en}{kind}: {message.text}")


def _flag(flag: Flag) -> Told:
    known = f"{flag.id} («{flag.words}»)" if flag.words else flag.id
    return Told(f"Sinal de alerta: {known}", f"Red flag: {known}")


def _answer(answer: Answer) -> Told:
    value = _value(answer.value)
    return Told(f"Resposta: {answer.question} = {value.pt}", f"Answer: {answer.question} = {value.en}")


def _triage(triage: Triage) -> Told:
    rules, flags = ", ".join(triage.rules), ", ".join(triage.red_flags)
    why = Told(f"; regras: {rules}", f"; rules: {rules}") if rules else NOTHING
    heard = Told(f"; sinais de alerta: {flags}", f"; red flags: {flags}") if flags else NOTHING
    by = f"{triage.protocol} {triage.protocol_version}"
    return Told(
        f"Risco: {triage.risk_class} (protocolo {by}{why.pt}{heard.pt})",
        f"Risk: {triage.risk_class} (protocol {by}{why.en}{heard.en})",
    )


def _fault(fault: ContentFault) -> Told:
    where = f"{fault.place}: {fault.sentence} [{fault.rule}]"
    return Told(f"Falha no conteúdo: {where}", f"Fault of the content: {where}")


def _said(said: history.Said) -> Told:
    values = [said.body[key] for key in ("department", "text", "comment") if said.body.get(key)]
    kind, words, fate = _KINDS[said.kind], " — ".join(map(str, values)), _fate(said)
    return Told(f"{kind.pt}: {words}{fate.pt}", f"{kind.en}: {words}{fate.en}")


def _fate(said: history.Said) -> Told:
    if said.sent_at is not None:
        return NOTHING
    if said.failed_at is None:
        return Told(" (ainda não enviado)", " (not sent yet)")
    return Told(f" (não enviado: {said.failure})", f" (not sent: {said.failure})")


def _value(value: Any) -> Told:
    match value:
        case bool():
            return Told("sim", "yes") if value else Told("não", "no")
        case list():
            return joined(map(_value, value), between=", ")
        case None:
            return Told("sem resposta", "no answer")
        case float():
            return Told(str(value).replace(".", ","), str(value))
        case _:
            return alike(str(value))


def _shown(text: str) -> str:
    """Nothing a citizen wrote may steer the reader's terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", _CONTINUED)


_WRITERS: dict[type, Callable[[Any], Told]] = {
    history.Opened: _opened,
    history.Closed: _closed,
    InboundMessage: _inbound,
    Flag: _flag,
    Answer: _answer,
    Triage: _triage,
    ContentFault: _fault,
    history.Said: _said,
}
