"""People close the conversations that they have; Bela, who hears nothing there any more, learns it all the same."""

from __future__ import annotations

import contextlib
from functools import partial

import psycopg
import pytest

from bot.web import server, webhook
from crm_sync.encounters import Owner
from crm_sync.history import Closed
from crm_sync.steps import Closer
from rocketchat_bridge import webhooks
from sandbox.world import closing, forwarding, users
from tests.house import Chat
from tests.integration.house.people_have_the_room.rooms import (
    ANA,
    BRUNO,
    WITHIN_S,
    by_hand,
    minutes,
    owned_by,
    says,
    served_by,
    takes,
)

SECRET = "turmalina"


async def with_bruno(house):
    """A citizen who asked for a person and has one, who has answered: nothing wakes Bela there."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await served_by(chat, BRUNO)
    await owned_by(chat, Owner.HUMAN)
    says(house, chat, BRUNO, "Olá, sou o Bruno.")
    return chat


def closes(house, chat, who):
    """By the person who has it, by the citizen, or by `Livechat_visitor_inactivity_timeout`."""
    world = house.box.world
    if who is Closer.VISITOR:
        closing.by_visitor(world, chat.room, chat.citizen.visitor)
    elif who is Closer.AGENT:
        closing.by_user(world, chat.room, world.users.named(BRUNO), comment="resolvido")
    else:
        closing.by_user(world, chat.room, users.ROCKET_CAT, comment="Encerrado por inatividade")


async def end_of(house, chat):
    """Who ended it and when, as the person's history tells."""
    history = await house.history(chat.citizen)
    (entry,) = [entry for entry in history.entries if isinstance(entry.what, Closed)]
    return entry.what.by, entry.at


async def ends(house, chat):
    """The steps of the registry that ended the conversation."""
    async with await psycopg.AsyncConnection.connect(house.database) as connection:
        cursor = await connection.execute(
            "select event_id from step join encounter on encounter.id = encounter_id "
            "where room_id = %s and event_id like 'closed:%%'",
            (chat.room_id,),
        )
        return [event_id for (event_id,) in await cursor.fetchall()]


@pytest.mark.parametrize("who", [Closer.VISITOR, Closer.AGENT, Closer.SERVER])
async def test_a_room_that_people_had_is_over_when_it_was_closed(house, who):
    """When and by whom, by the server's clock; nothing is said into it however late, and monitoring counts it no more."""
    chat = await with_bruno(house)
    assert (await house.registry.counts()).with_people == 1
    heard, room = len(chat.citizen.heard), chat.room
    closes(house, chat, who)
    house.pass_time(minutes(1))
    await owned_by(chat, Owner.CLOSED)
    assert await end_of(house, chat) == (who, room["closedAt"])
    house.pass_time(minutes(60))
    other = Chat(house)
    await other.says("oi")
    counts = await house.registry.counts()
    assert (counts.with_people, counts.encounters_open) == (0, 1)
    assert len(await ends(house, chat)) == 1
    assert len(chat.citizen.heard) == heard


async def test_a_room_that_was_closed_while_bela_was_dead_is_over_when_she_is_back(house):
    """The first round after the start finds it; so does no second one."""
    chat = await with_bruno(house)
    await house.stop()
    closes(house, chat, Closer.AGENT)
    heard = len(chat.citizen.heard)
    await house.start()
    await owned_by(chat, Owner.CLOSED)
    house.pass_time(minutes(2))
    await Chat(house).says("oi")
    assert len(await ends(house, chat)) == 1
    assert len(chat.citizen.heard) == heard


async def test_a_room_that_goes_back_to_the_queue_and_is_taken_by_another_stays_open(house):
    """It was looked at, and is still the team's."""
    chat, closed = await with_bruno(house), await with_bruno(house)
    by_hand(house)
    world = house.box.world
    urgent = world.departments.named("Urgência")
    forwarding.forward(world, chat.room, world.users.named(BRUNO), department_id=urgent["_id"])
    takes(house, chat, ANA)
    closes(house, closed, Closer.AGENT)
    journal = house.box.journal
    since, asked = journal.mark(), partial(is_a_look, chat.room_id)
    house.pass_time(minutes(1))
    await owned_by(closed, Owner.CLOSED)
    await journal.wait_for(asked, since=since, timeout=WITHIN_S)
    house.pass_time(minutes(1))
    await journal.wait_for(asked, since=journal.mark(), timeout=WITHIN_S)
    await owned_by(chat, Owner.HUMAN)
    assert not await ends(house, chat)


def is_a_look(room_id, entry):
    """Whether Bela asked the server for this room."""
    return entry.kind == "rest" and entry.name == "rooms.info" and entry.content.get("roomId") == room_id


async def test_a_webhook_tells_at_once(house):
    """No round is due: Rocket.Chat's word that a conversation was closed is enough for a look."""
    async with told_by_webhook(house):
        chat = await with_bruno(house)
        closes(house, chat, Closer.AGENT)
        await owned_by(chat, Owner.CLOSED)
        by, at = await end_of(house, chat)
    assert (by, at) == (Closer.AGENT, chat.room["closedAt"])


async def test_whose_room_was_closed_by_people_is_met_as_ever(house):
    """The next message opens a room with Bela, who asks the lasting answers no second time."""
    chat = await with_bruno(house)
    before = chat.room_id
    closes(house, chat, Closer.AGENT)
    house.pass_time(minutes(1))
    await owned_by(chat, Owner.CLOSED)
    said = await chat.says("oi")
    assert chat.room_id != before
    assert said
    history = await house.history(chat.citizen)
    assert [summary.owner for summary in history.encounters] == [Owner.CLOSED, Owner.BOT]


@contextlib.asynccontextmanager
async def told_by_webhook(house):
    """Rocket.Chat tells Bela of closed conversations; her clock stands, so that no round begins."""
    receiver = webhooks.Receiver(secret=SECRET, nudge=house.bela.nudge)
    async with server.serve(webhook.routes(receiver), port=0) as port:
        house.box.world.settings.update(
            {
                "Livechat_webhookUrl": f"http://127.0.0.1:{port}{webhook.PATH}",
                "Livechat_secret_token": SECRET,
                "Livechat_webhook_on_close": True,
            }
        )
        yield
