"""Whoever holds only the database reads nothing personal."""

from __future__ import annotations

import asyncio
import json

import psycopg

from crm_sync import encounters, errors, phones, steps, tables
from tests.registry_samples import START, contact, step

NAME, GIVEN_NAME = "Raimunda Nonata", "Dona Mundinha"
PHONE = "+55 85 98765-4321"
TOKEN = "visitor-token-4f2a"
TEXT, ANSWER, SAID, FLAGGED, INPUT = (
    "dor no peito forte",
    "asma braba",
    "respire fundo",
    "boca roxa",
    "gestante",
)
STATE, FAULT, FAILURE = "guardado no estado", "valor 'asma' inesperado", "recusado: bloqueada"
ASKED = "posso tomar banho de mar"
PLANNED = "remédio de pressão"
SECRETS = (
    NAME,
    GIVEN_NAME,
    PHONE,
    phones.matching_form(PHONE),
    TOKEN,
    TEXT,
    ANSWER,
    SAID,
    FLAGGED,
    INPUT,
    STATE,
    FAULT,
    FAILURE,
    ASKED,
    PLANNED,
)
#: Tables about the content and the processes, which nothing of citizens ever reaches.
OF_THE_HOUSE = {"content_publication", "content_version", "leadership"}


async def everything_stored(url):
    """Every value of every row of every table, as bytes."""
    stored = []
    async with await psycopg.AsyncConnection.connect(url) as connection:
        for table in tables.metadata.sorted_tables:
            rows = await (await connection.execute(f"select * from {table.name}")).fetchall()
            assert rows or table.name in OF_THE_HOUSE, f"the test leaves {table.name} empty"
            stored += [
                value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
            ]
    return stored


async def test_no_table_holds_a_name_phone_token_or_text(a_registry, postgres_url):
    """After a full step in which every field is filled, no stored value contains any of what was said or given."""
    admission = await a_registry.admit(contact(name=NAME, phone=PHONE, account=TOKEN), now=START)
    await a_registry.record(
        step(
            admission,
            state={"said": STATE},
            person_name=GIVEN_NAME,
            inbound=steps.InboundMessage(id="m", text=TEXT, sent_at=START),
            answers=(steps.Answer(question="condicao", value=ANSWER),),
            flags=(steps.Flag(id="cyanosis", words=FLAGGED),),
            triage=steps.Triage(risk_class="severe", protocol="p", protocol_version="1", inputs={"x": INPUT}),
            outgoing=(steps.Outgoing(id="o", body={"text": SAID}),),
            faults=(steps.ContentFault(rule="r", place="p", sentence=FAULT),),
            unanswered=ASKED,
        )
    )
    await a_registry.beginnings.plan(
        admission.person_code, "acompanhamento", slots={"remedio": PLANNED}, due_at=START, by="ana"
    )
    await a_registry.mark_failed("o", FAILURE, at=START)
    stored = b"\n".join(await everything_stored(postgres_url))
    forms = {form for secret in SECRETS for form in (secret, json.dumps(secret)[1:-1])}
    assert not [form for form in forms if form.encode() in stored]


async def test_a_value_moved_to_another_row_is_not_read(a_registry, postgres_url):
    """Copying one person's encrypted name over another's is noticed, not believed."""
    await a_registry.admit(contact(name="Ana", room_id="a"), now=START)
    await a_registry.admit(contact(name="Bia", room_id="b"), now=START)
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        await connection.execute("update person set name = (select name from person order by id limit 1)")
    rooms = (a_registry.conversation("a"), a_registry.conversation("b"))
    own, moved = sorted(
        await asyncio.gather(*rooms, return_exceptions=True), key=lambda result: isinstance(result, Exception)
    )
    assert isinstance(own, encounters.Admission)
    assert own.person_name in {"Ana", "Bia"}
    assert isinstance(moved, errors.FieldUnreadable)
    assert moved.field == "person.name"
