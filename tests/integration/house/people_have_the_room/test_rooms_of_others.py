from __future__ import annotations

import pytest

from crm_sync.encounters import Owner
from sandbox.world import closing, forwarding, users
from tests.house import Chat
from tests.integration.house.people_have_the_room.rooms import ANA, BRUNO, minutes, owned_by, says, served_by


async def test_a_room_that_a_person_took_while_bela_was_gone_is_known_as_theirs(house):
    """No timer was planned: Bela looks, is silent there, and says that she is there again once it is given back."""
    chat = Chat(house)
    await chat.says("oi")
    await house.stop()
    world = house.box.world
    forwarding.forward(world, chat.room, world.users.named("bela"), user_id=world.users.named(ANA)["_id"])
    chat.citizen.write("sim")
    heard = len(chat.citizen.heard)
    await house.start()
    await owned_by(chat, Owner.HUMAN)
    assert len(chat.citizen.heard) == heard
    says(house, chat, ANA, "Olá, sou a Ana.")
    forwarding.forward(world, chat.room, world.users.named(ANA), user_id=world.users.named("bela")["_id"])
    await chat.hears("de novo")
    await owned_by(chat, Owner.BOT)


@pytest.mark.parametrize("closer", ["visitor", "agent", "server"])
async def test_a_room_that_was_closed_while_bela_was_gone_is_over(house, closer):
    """By the citizen, a supervisor, or Rocket.Chat itself for inactivity: the encounter is closed, and nothing is said into it."""
    chat = Chat(house)
    await chat.says("oi")
    await house.stop()
    world = house.box.world
    closed_by(world, chat, closer)
    heard = len(chat.citizen.heard)
    await house.start()
    await owned_by(chat, Owner.CLOSED)
    assert len(chat.citizen.heard) == heard


def closed_by(world, chat, closer):
    if closer == "visitor":
        closing.by_visitor(world, chat.room, chat.citizen.visitor)
    elif closer == "agent":
        closing.by_user(world, chat.room, world.users.named("admin"), comment="fim do expediente")
    else:  # Livechat_visitor_inactivity_timeout: the server's own user closes with a comment
        closing.by_user(world, chat.room, users.ROCKET_CAT, comment="Encerrado por inatividade")


@pytest.mark.parametrize("closer", ["visitor", "agent", "server"])
async def test_a_room_that_is_closed_under_bela_is_over(house, closer):
    """However late her reminders are, and whatever the citizen does to an earlier message: silence; the next word opens a new room."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("sim")
    closed_by(house.box.world, chat, closer)
    await owned_by(chat, Owner.CLOSED)
    heard = len(chat.citizen.heard)
    chat.citizen.edit(chat.written, "não")
    house.pass_time(minutes(60))
    other = Chat(house)
    await other.says("oi")
    assert len(chat.citizen.heard) == heard
    closed = chat.room_id
    await chat.says("oi")
    assert chat.room_id != closed


async def test_an_edit_a_deletion_and_a_late_timer_in_a_persons_room_are_met_with_silence(house):
    """What the citizen changes there is the person's to see."""
    chat = await with_bruno(house)
    heard = len(chat.citizen.heard)
    written = chat.citizen.write("tenho uma dúvida")
    chat.citizen.edit(written, "tenho duas dúvidas")
    chat.citizen.delete(written)
    chat.citizen.edit(chat.written, "quero falar com o médico")
    house.pass_time(minutes(60))
    other = Chat(house)
    await other.says("oi")
    assert len(chat.citizen.heard) == heard
    assert chat.room["servedBy"]["username"] == BRUNO


async def with_bruno(house):
    """A citizen who asked for a person and has one."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await served_by(chat, BRUNO)
    await owned_by(chat, Owner.HUMAN)
    return chat
