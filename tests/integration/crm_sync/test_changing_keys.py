"""Everything stored comes under the newest data key, whatever interrupts it; the master key changes whole or not at all."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from functools import partial

import psycopg
import pytest
from psycopg import sql

from crm_sync import data_keys, encryption, errors, registry, steps, tables
from crm_sync.resealing import SEALED, KeyChange
from tests.polling import until
from tests.registry_samples import START, contact, step
from tests.talk import DEMO, ROOT

MASTER, OTHER = encryption.MasterKey(b"m" * 32), encryption.MasterKey(b"n" * 32)
#: Columns of bytes that hold no sealed field.
_NOT_SEALED = {
    "data_key.wrapped",
    "channel_identity.account_index",
    "channel_identity.phone_index",
    "content_version.files",
}
_KILLED = """
import asyncio, os, signal, sys
from crm_sync import encryption
from crm_sync.resealing import KeyChange

async def main():
    batches = 0
    def die(_):
        nonlocal batches
        batches += 1
        if batches == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    async with KeyChange.opened(sys.argv[1], encryption.MasterKey(b"m" * 32)) as keys:
        await keys.reseal(die)

asyncio.run(main())
"""


def test_every_column_of_sealed_fields_is_known():
    """A new one that is forgotten here would be lost with its key."""
    binary = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    }
    assert binary - _NOT_SEALED == {each.name for each in SEALED}


@pytest.fixture
async def full(a_registry):
    """Two hundred rooms with a step each in which every field is filled, and an answer given up; and their people."""
    people = []
    for number in range(200):
        admission = await a_registry.admit(
            contact(account=f"a{number}", room_id=f"r{number}", name="Zefinha", phone="85987654321"),
            now=START,
        )
        await a_registry.record(full_step(admission, number))
        people.append(admission.person_code)
    await a_registry.mark_failed("o7", "porque sim", at=START)
    return people


def full_step(admission, number):
    return step(
        admission,
        state={"dito": number},
        person_name="Josefa",
        inbound=steps.InboundMessage(id=f"m{number}", text="tosse", sent_at=START),
        answers=(steps.Answer(question="idade", value=34),),
        flags=(steps.Flag(id="falta_de_ar", words="falta de ar"),),
        triage=steps.Triage(
            risk_class="grave",
            protocol="p",
            protocol_version="1",
            rules=(),
            red_flags=(),
            inputs={"idade": 34},
        ),
        faults=(steps.ContentFault(rule="r", place="p", sentence="s"),),
        unanswered="onde fica?",
        outgoing=(steps.Outgoing(id=f"o{number}", body={"text": "oi"}),),
    )


async def told_of(one, people):
    return [await one.history(code) for code in people]


async def keys_named(url):
    """The data keys that stored fields name."""
    found = set()
    async with await psycopg.AsyncConnection.connect(url) as connection:
        for each in SEALED:
            query = sql.SQL("select distinct substring({} from 1 for 4) from {} where {} is not null").format(
                *map(sql.Identifier, (each.column, each.table, each.column))
            )
            rows = await (await connection.execute(query)).fetchall()
            found |= {int.from_bytes(row[0]) for row in rows}
    return found


async def test_after_resealing_every_field_names_the_newest_key_and_says_the_same(
    a_registry, full, postgres_url
):
    """Beside a running registry, which reads and writes on; the older key can then be deleted, and not before."""
    before = await told_of(a_registry, full)
    newest = await a_registry.rotate_data_key()
    done: list[int] = []
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        total = await keys.left()
        await keys.reseal(done.append)
        assert (sum(done), await keys.left()) == (total, 0)
        with pytest.raises(errors.OthersConnected, match="pare todas"):
            await keys.forget_older()
    assert await keys_named(postgres_url) == {newest}
    assert await told_of(a_registry, full) == before
    await a_registry.close()
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        assert await keys.forget_older() == 1
    fresh = await registry.Registry.open(postgres_url, keys=MASTER)
    try:
        assert await told_of(fresh, full) == before
    finally:
        await fresh.close()


async def test_resealing_that_was_killed_goes_on(a_registry, full, postgres_url):
    """SIGKILL after the second batch: what was done stays done, the rest follows, every word is there."""
    before = await told_of(a_registry, full)
    newest = await a_registry.rotate_data_key()
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        total = await keys.left()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _KILLED, postgres_url)
    assert await process.wait() == -signal.SIGKILL
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        left = await keys.left()
        assert 0 < left < total
        done: list[int] = []
        await keys.reseal(done.append)
        assert sum(done) == left
    assert await keys_named(postgres_url) == {newest}
    assert await told_of(a_registry, full) == before


async def test_what_is_written_meanwhile_is_not_overwritten(a_registry, full, postgres_url):
    """Somebody's turn is being written when resealing comes to their conversation: it stands where the turn left it."""
    await a_registry.rotate_data_key()
    admission = await a_registry.conversation("r5")
    async with (
        await psycopg.AsyncConnection.connect(postgres_url) as turn,
        KeyChange.opened(postgres_url, MASTER) as keys,
    ):
        cipher = (await data_keys.read(turn, MASTER)).cipher()
        row = str(admission.encounter_id)
        state = cipher.seal_json({"dito": "outra coisa"}, column="conversation.state", row=row)
        await turn.execute("update conversation set state = %s where encounter_id = %s", (state, row))
        resealing = asyncio.create_task(keys.reseal(lambda _: None))
        await until(partial(waits_for_a_row, postgres_url), within=10)
        await turn.commit()
        await resealing
        assert await keys.left() == 0
    assert (await a_registry.conversation("r5")).state == {"dito": "outra coisa"}


async def waits_for_a_row(url):
    async with await psycopg.AsyncConnection.connect(url) as connection:
        cursor = await connection.execute(
            "select count(*) from pg_stat_activity where application_name = 'bela keys' and wait_event_type = 'Lock'"
        )
        return await cursor.fetchone() == (1,)


async def test_a_new_master_key_opens_everything_and_the_old_one_nothing(a_registry, full, postgres_url):
    """While a registry is open nothing is changed; afterwards the whole changes at once."""
    before = await told_of(a_registry, full)
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        with pytest.raises(errors.OthersConnected):
            await keys.change_master(OTHER)
    await a_registry.close()
    async with KeyChange.opened(postgres_url, MASTER) as keys:
        await keys.change_master(OTHER)
    with pytest.raises(errors.WrongMasterKey):
        await registry.Registry.open(postgres_url, keys=MASTER)
    fresh = await registry.Registry.open(postgres_url, keys=OTHER)
    try:
        assert await told_of(fresh, full) == before
    finally:
        await fresh.close()


def bela(postgres_url, folder, key, *arguments, given=""):
    """`bela database …` as an operator calls it."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": postgres_url,
        "BELA_MASTER_KEY": key.as_base64(),
        "BELA_DATA_FOLDER": str(folder),
        "BELA_DEPLOYMENT": str(DEMO),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "database", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def test_an_operator_changes_every_key(a_registry, full, postgres_url, tmp_path):
    """As the guide says: a new data key, everything under it, Bela stopped, the old one gone, another master key."""
    before = await told_of(a_registry, full)

    async def call(key, *arguments, given=""):
        return await asyncio.to_thread(bela, postgres_url, tmp_path, key, *arguments, given=given)

    assert "vale daqui em diante" in (await call(MASTER, "rotate-data-key"))[1]
    code, said = await call(MASTER, "reseal", "--forget-older")
    assert (code, "pare todas" in said) == (1, True)
    assert (await call(MASTER, "change-master-key", given=OTHER.as_base64()))[0] == 1
    await a_registry.close()
    assert "Chaves antigas apagadas: 1" in (await call(MASTER, "reseal", "--forget-older"))[1]
    code, said = await call(MASTER, "change-master-key", given="curta demais")
    assert (code, "BELA_MASTER_KEY precisa ser" in said) == (1, True)
    code, said = await call(MASTER, "change-master-key", given=OTHER.as_base64() + "\n")
    assert (code, OTHER.as_base64() in said) == (0, False)
    assert "não é a chave" in (await call(MASTER, "rotate-data-key"))[1]
    fresh = await registry.Registry.open(postgres_url, keys=OTHER)
    try:
        assert await told_of(fresh, full) == before
    finally:
        await fresh.close()
