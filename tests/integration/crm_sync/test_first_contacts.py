"""Who is made a person, and when are two contacts the same one?"""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

import psycopg

from tests.registry_samples import START, contact, step


async def people_in(url):
    async with await psycopg.AsyncConnection.connect(url) as connection:
        counted = await connection.execute(
            "select (select count(*) from person), (select count(*) from channel_identity), (select count(*) from encounter)"
        )
        return await counted.fetchone()


async def test_a_new_room_makes_a_person_with_an_id(a_registry):
    """A first contact has a readable ID, an empty conversation at revision 0, and belongs to the bot."""
    admission = await a_registry.admit(contact(name="Raimunda"), now=START)
    assert admission.person_code.startswith("BELA-")
    assert admission.person_name == "Raimunda"
    assert (admission.state, admission.revision, admission.owner) == (None, 0, "bot")
    assert admission.opened_at == START
    assert admission.last_seen_at is None


async def test_admitting_a_known_room_changes_nothing(a_registry):
    """The second admission of a room answers the first one's person, encounter and moment."""
    someone = contact()
    first = await a_registry.admit(someone, now=START)
    assert await a_registry.admit(someone, now=START.replace(hour=20)) == first


async def test_an_unknown_room_has_no_conversation(a_registry):
    """A room that was never admitted is None."""
    assert await a_registry.conversation("nowhere") is None


async def test_a_second_room_of_an_account_is_the_same_person(a_registry):
    """A person who comes back in a new room keeps the ID and gets a new encounter."""
    first = await a_registry.admit(contact(account="same", room_id="one"), now=START)
    second = await a_registry.admit(contact(account="same", room_id="two"), now=START)
    assert (second.person_id, second.person_code) == (first.person_id, first.person_code)
    assert second.encounter_id != first.encounter_id


async def test_200_first_contacts_at_once_make_one_person(open_registry, postgres_url):
    """One account in 200 rooms at once, through two registries, makes one person and 200 encounters."""
    registries = [await open_registry(), await open_registry()]
    rooms = [contact(account="same phone", phone="5585987654321") for _ in range(200)]
    admissions = await asyncio.gather(
        *(registries[n % 2].admit(one_room, now=START) for n, one_room in enumerate(rooms))
    )
    assert len({admission.person_code for admission in admissions}) == 1
    assert await people_in(postgres_url) == (1, 1, 200)


async def test_200_admissions_of_one_room_make_one_encounter(open_registry, postgres_url):
    """One room admitted 200 times at once, through two registries, has one person and one encounter."""
    registries = [await open_registry(), await open_registry()]
    room = contact()
    admissions = await asyncio.gather(*(registries[n % 2].admit(room, now=START) for n in range(200)))
    assert len(set(map(str, admissions))) == 1
    assert await people_in(postgres_url) == (1, 1, 1)


async def test_a_shared_phone_never_joins_two_accounts(a_registry):
    """A family writing from two accounts with one phone number is two people."""
    mother = await a_registry.admit(contact(account="mother", phone="5585987654321"), now=START)
    son = await a_registry.admit(contact(account="son", phone="5585987654321"), now=START)
    assert mother.person_id != son.person_id


async def test_the_same_account_name_on_two_channels_is_two_people(a_registry):
    """An account identifies a person only within its channel."""
    here = await a_registry.admit(contact(channel="livechat", account="same"), now=START)
    there = await a_registry.admit(contact(channel="whatsapp", account="same"), now=START)
    assert here.person_id != there.person_id


async def test_a_phone_learnt_later_is_kept(a_registry):
    """A known account that comes back with a phone number has it in its history."""
    first = await a_registry.admit(contact(account="same", phone=None), now=START)
    await a_registry.admit(contact(account="same", phone="+55 85 98765-4321"), now=START)
    told = await a_registry.history(first.person_code)
    assert [account.phone for account in told.accounts] == ["+55 85 98765-4321"]


async def test_a_visitor_without_name_and_phone_is_welcome(a_registry):
    """Nothing but the account is needed."""
    admission = await a_registry.admit(contact(name=None, phone=None), now=START)
    assert admission.person_name is None


async def test_odd_identifiers_are_one_person_every_time(a_registry):
    """NUL characters, lone surrogates and 20,000 characters in what a channel sends neither break nor split a person."""
    odd = {
        "account": "a\0\ud800" * 7000,
        "room_id": "r\0\udfff",
        "channel": "c\0",
        "name": "n\0\ud800",
        "phone": "\0",
    }
    first = await a_registry.admit(contact(**odd), now=START)
    assert await a_registry.admit(contact(**odd), now=START) == first
    assert first.person_name == "n\0\ud800"
    assert await a_registry.conversation("r\0\udfff") == first


async def test_who_is_told_to_be_unknown_is_found_all_the_same(a_registry):
    """A caller who is wrong about a room being new gets what is there: nothing is made twice, nothing is forgotten."""
    known = contact(name="Maria", room_id="known")
    first = await a_registry.admit(known, now=START, unknown=True)
    assert (first.revision, first.state, first.person_name, first.opened_at) == (0, None, "Maria", START)
    assert await a_registry.admit(known, now=START) == first
    await a_registry.record(step(first, person_name="Maria da Silva"))
    again = await a_registry.admit(known, now=START + timedelta(hours=1), unknown=True)
    assert (again.encounter_id, again.revision, again.state) == (first.encounter_id, 1, {"step": 1})
    other = await a_registry.admit(
        dataclasses.replace(known, room_id="other"), now=START + timedelta(hours=2), unknown=True
    )
    assert (other.person_id, other.person_code) == (first.person_id, first.person_code)
    assert (other.person_name, other.revision, other.opened_at) == (
        "Maria da Silva",
        0,
        START + timedelta(hours=2),
    )


async def test_a_person_who_comes_back_has_earlier_conversations(a_registry):
    """Those of the person's other rooms, the newest first; nobody else's, and not the room's own."""
    for day, (account, room) in enumerate([("same", "one"), ("other", "two"), ("same", "three")]):
        admission = await a_registry.admit(
            contact(account=account, room_id=room), now=START + timedelta(days=day)
        )
        await a_registry.record(step(admission, state={"slots": {"room": room}}))
    now = await a_registry.admit(contact(account="same", room_id="four"), now=START + timedelta(days=3))
    earlier = await a_registry.earlier(now, most=5)
    assert [state["slots"]["room"] for state in earlier] == ["three", "one"]
    assert len(await a_registry.earlier(now, most=1)) == 1
