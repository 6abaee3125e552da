"""Contacts that Bela is to make: planned for an open room, due at their time, settled once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_sync import encounters, errors
from tests.registry_samples import START, contact, step


async def test_a_contact_is_due_at_its_time_and_until_it_is_settled(a_registry):
    """Not before, and with what is known; settling it twice changes nothing."""
    admission = await a_registry.admit(contact(room_id="sala"), now=START)
    due_at = START + timedelta(hours=1)
    slots = {"dia": "3", "sintomas": ["tosse"], "febre": None}
    await a_registry.beginnings.plan(
        admission.person_code, "acompanhamento", slots=slots, due_at=due_at, by="ana"
    )
    assert await a_registry.beginnings.due(due_at - timedelta(seconds=1)) == []
    [found] = await a_registry.beginnings.due(due_at)
    assert (found.room_id, found.entry, found.slots) == ("sala", "acompanhamento", slots)
    await a_registry.beginnings.settle(found.id)
    await a_registry.beginnings.settle(found.id)
    assert await a_registry.beginnings.due(due_at) == []


async def test_the_newest_open_room_is_the_one(a_registry):
    """Of a person's rooms the one opened last, unless it was closed."""
    old = await a_registry.admit(contact(room_id="velha", account="ana"), now=START)
    new = await a_registry.admit(contact(room_id="nova", account="ana"), now=START + timedelta(days=1))
    assert new.person_code == old.person_code
    await a_registry.beginnings.plan(old.person_code, "a", slots={}, due_at=START, by="ana")
    await a_registry.record(step(new, owner=encounters.Owner.CLOSED))
    await a_registry.beginnings.plan(old.person_code, "b", slots={}, due_at=START, by="ana")
    due = await a_registry.beginnings.due(START)
    assert {(one.entry, one.room_id) for one in due} == {("a", "nova"), ("b", "velha")}


async def test_without_an_open_room_nothing_is_planned(a_registry):
    """Every room of the person is closed: one sentence says so."""
    admission = await a_registry.admit(contact(), now=START)
    await a_registry.record(step(admission, owner=encounters.Owner.CLOSED))
    with pytest.raises(errors.NoOpenRoom, match="não tem conversa aberta"):
        await a_registry.beginnings.plan(admission.person_code, "a", slots={}, due_at=START, by="ana")
