"""The keys of the fields: made once, opened by the master key alone, changed without a stop."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from crm_sync import encryption, errors, registry, steps
from tests.registry_samples import START, contact, step


async def keys_in(url):
    async with await psycopg.AsyncConnection.connect(url) as connection:
        found = await connection.execute(
            "select purpose, count(*) from data_key group by purpose order by purpose"
        )
        return dict(await found.fetchall())


async def test_registries_opened_at_once_make_one_set_of_keys(open_registry, postgres_url):
    """Ten first openings of an empty database agree on one data key and one index key."""
    await asyncio.gather(*(open_registry() for _ in range(10)))
    assert await keys_in(postgres_url) == {"fields": 1, "index": 1}


async def test_another_master_key_is_refused_in_one_sentence(a_registry, postgres_url):
    """Opening a database with the wrong master key says which variable is wrong, and changes nothing."""
    with pytest.raises(errors.WrongMasterKey, match="BELA_MASTER_KEY não é a chave"):
        await registry.Registry.open(postgres_url, keys=encryption.MasterKey(b"w" * 32))
    assert await keys_in(postgres_url) == {"fields": 1, "index": 1}


async def test_after_a_rotation_old_and_new_are_read(a_registry, open_registry, admitted, postgres_url):
    """What was written before and after a new data key is read by this registry and by one opened later."""
    before = steps.InboundMessage(id="m1", text="antes", sent_at=START)
    await a_registry.record(step(admitted, inbound=before))
    assert await a_registry.rotate_data_key() > 1
    after = steps.InboundMessage(id="m2", text="depois", sent_at=START)
    await a_registry.record(step(admitted, expected_revision=1, inbound=after))
    for one in (a_registry, await open_registry()):
        told = await one.history(admitted.person_code)
        assert [entry.what for entry in told.entries[1:]] == [before, after]
    assert await keys_in(postgres_url) == {"fields": 2, "index": 1}


async def test_a_running_registry_learns_of_a_rotation_elsewhere(open_registry):
    """A registry that meets a field of a newer key fetches the key and goes on; nobody restarts it."""
    here, elsewhere = await open_registry(), await open_registry()
    admission = await here.admit(contact(room_id="home"), now=START)
    await elsewhere.rotate_data_key()
    outgoing = (steps.Outgoing(id="o", body={"text": "oi"}),)
    await elsewhere.record(step(admission, state={"by": "elsewhere"}, outgoing=outgoing))
    assert [pending.body for pending in await here.unsent()] == [{"text": "oi"}]
    assert (await here.conversation("home")).state == {"by": "elsewhere"}


async def test_people_are_found_again_after_a_rotation(a_registry):
    """The index key stays, so an account known before a rotation is the same person after it."""
    first = await a_registry.admit(contact(account="same"), now=START)
    await a_registry.rotate_data_key()
    assert (await a_registry.admit(contact(account="same"), now=START)).person_id == first.person_id


async def test_a_lost_data_key_is_named(a_registry, admitted, postgres_url):
    """When the table of keys lacks one that a field names, the sentence says which and where."""
    await a_registry.record(step(admitted))
    async with await psycopg.AsyncConnection.connect(postgres_url) as connection:
        await connection.execute("update data_key set id = 77 where purpose = 'fields'")
    fresh = await registry.Registry.open(postgres_url, keys=encryption.MasterKey(b"m" * 32))
    try:
        with pytest.raises(errors.UnknownDataKey, match="tabela data_key"):
            await fresh.conversation("home")
    finally:
        await fresh.close()
