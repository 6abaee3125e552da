"""A person's history as lines of Portuguese."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from config.told import Language
from crm_sync import encounters, history, history_text, steps
from crm_sync.identifiers import PersonCode, PersonId

ROOM, OTHER_ROOM = UUID(int=31), UUID(int=32)
START = datetime(2031, 5, 7, 2, 58, tzinfo=UTC)
ZONE = ZoneInfo("America/Fortaleza")


def entry(minutes, what, room=ROOM):
    return history.Entry(
        at=START + timedelta(minutes=minutes), encounter_id=room, revision=minutes, what=what
    )


def said(text, **changed):
    values: dict[str, Any] = {
        "kind": steps.OutgoingKind.MESSAGE,
        "sent_at": START,
        "failed_at": None,
        "failure": None,
    }
    return history.Said(id="o", body={"text": text}, **values | changed)


def summary(room=ROOM, **changed):
    values: dict[str, Any] = {
        "room_id": "r",
        "channel": "livechat",
        "owner": encounters.Owner.QUEUED,
        "department": "urgencia",
        "opened_at": START,
        "closed_at": None,
    }
    return history.EncounterSummary(id=room, **values | changed)


def rendered(*entries, rooms=(ROOM,), name="Raimunda", language=Language.pt):
    told = history.PersonHistory(
        person_id=PersonId(UUID(int=7)),
        code=PersonCode("BELA-7K3M-94QD"),
        name=name,
        since=START,
        accounts=(
            history.ChannelAccount(channel="livechat", account="token-abc", phone="85987654321", since=START),
        ),
        encounters=tuple(summary(room) for room in rooms),
        entries=entries,
    )
    return list(history_text.lines(told, zone=ZONE, language=language))


def test_a_whole_conversation_reads_from_top_to_bottom():
    """Every kind of happening has its line, with the deployment's own clock and a heading per day."""
    triage = steps.Triage(
        risk_class="grave",
        protocol="covid19",
        protocol_version="3",
        rules=("falta-de-ar",),
        red_flags=("dispneia",),
    )
    assert rendered(
        entry(0, history.Opened()),
        entry(1, steps.InboundMessage(id="m", text="tô sem ar", sent_at=START)),
        entry(1, steps.Flag(id="dispneia", words="sem ar")),
        entry(2, steps.Answer(question="febre", value=True)),
        entry(2, steps.Answer(question="temperatura", value=38.5)),
        entry(2, steps.Answer(question="sintomas", value=["tosse", "coriza"])),
        entry(2, triage),
        entry(3, said("Vou chamar a equipe.")),
        entry(3, said("", kind=steps.OutgoingKind.HAND_OFF, sent_at=None)),
        entry(
            4,
            said("Nota", kind=steps.OutgoingKind.NOTE, sent_at=None, failed_at=START, failure="sala fechada"),
        ),
        entry(5, steps.ContentFault(rule="no-text", place="a.yml:1:2", sentence="falta o texto")),
        entry(6, history.Closed(by=steps.Closer.AGENT)),
    ) == [
        "BELA-7K3M-94QD  Raimunda",
        "No registro desde 06/05/2031 23:58",
        "Canal livechat: toke…, telefone 85987654321",
        "Atendimento 1: livechat, na fila, setor urgencia",
        "",
        "06/05/2031",
        "23:58 — Início do atendimento —",
        "23:59 Pessoa: tô sem ar",
        "23:59 Sinal de alerta: dispneia («sem ar»)",
        "",
        "07/05/2031",
        "00:00 Resposta: febre = sim",
        "00:00 Resposta: temperatura = 38,5",
        "00:00 Resposta: sintomas = tosse, coriza",
        "00:00 Risco: grave (protocolo covid19 3; regras: falta-de-ar; sinais de alerta: dispneia)",
        "00:01 Bela: Vou chamar a equipe.",
        "00:01 Encaminhamento:  (ainda não enviado)",
        "00:02 Nota para a equipe: Nota (não enviado: sala fechada)",
        "00:03 Falha no conteúdo: a.yml:1:2: falta o texto [no-text]",
        "00:04 — Fim do atendimento (encerrado pela equipe) —",
    ]


def test_the_history_is_told_in_english_where_that_is_asked_for():
    """The same lines; what the person wrote stays in their words."""
    told = rendered(
        entry(0, history.Opened()),
        entry(1, steps.InboundMessage(id="m", text="tô sem ar", sent_at=START)),
        entry(2, steps.Answer(question="febre", value=True)),
        entry(3, said("", kind=steps.OutgoingKind.HAND_OFF, sent_at=None)),
        entry(6, history.Closed(by=steps.Closer.AGENT)),
        name=None,
        language=Language.en,
    )
    assert told == [
        "BELA-7K3M-94QD  without a name",
        "In the registry since 2031-05-06 23:58",
        "Channel livechat: toke…, telephone 85987654321",
        "Encounter 1: livechat, in the queue, department urgencia",
        "",
        "2031-05-06",
        "23:58 — Encounter begins —",
        "23:59 Person: tô sem ar",
        "",
        "2031-05-07",
        "00:00 Answer: febre = yes",
        "00:01 Hand-off:  (not sent yet)",
        "00:04 — Encounter ends (closed by the team) —",
    ]


def test_several_encounters_are_told_apart():
    """With more than one room, each line names its encounter."""
    lines = rendered(
        entry(0, history.Opened()), entry(1, history.Opened(), OTHER_ROOM), rooms=(ROOM, OTHER_ROOM)
    )
    assert "23:58 [1] — Início do atendimento —" in lines
    assert "23:59 [2] — Início do atendimento —" in lines


def test_text_cannot_steer_the_terminal():
    """Escape sequences and direction marks a citizen wrote are shown as replaced, line breaks are indented."""
    message = steps.InboundMessage(id="m", text="a\x1b[2Jb\u202ec\nd", sent_at=START)
    assert rendered(entry(0, message))[-1] == "23:58 Pessoa: a\ufffd[2Jb\ufffdc\n      d"


def test_a_person_without_a_name_is_named_so():
    """Nobody's name is invented."""
    assert rendered(name=None)[0] == "BELA-7K3M-94QD  sem nome"


def test_edits_and_other_kinds_of_message_are_marked():
    """An edited or deleted message and an image say what they are."""
    edited = steps.InboundMessage(id="m", text="38", sent_at=START, change=steps.MessageChange.EDITED)
    image = steps.InboundMessage(id="n", text="foto.jpg", sent_at=START, kind="image")
    lines = rendered(entry(0, edited), entry(0, image))
    assert lines[-2:] == ["23:58 Pessoa (corrigiu a mensagem): 38", "23:58 Pessoa [image]: foto.jpg"]
