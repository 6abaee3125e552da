from __future__ import annotations

from datetime import timedelta

from crm_sync.encounters import Owner
from sandbox.world import forwarding
from tests.house import Chat
from tests.integration.house.people_have_the_room.rooms import (
    ANA,
    BRUNO,
    grave,
    looked_after,
    minutes,
    nobody_online,
    owned_by,
    says,
    served_by,
    steps_of,
    watched,
)


def figures(house):
    return house.figures.text(states={}, numbers={}).decode()


async def test_a_grave_case_that_nobody_answers_climbs_the_ladder(house):
    """Next department, supervisors, and at last Bela herself with 192 and a call-back; each step stands there with its time."""
    chat = await grave(house)
    house.pass_time(minutes(3))
    await served_by(chat, BRUNO)
    assert not house.box.world.channels.said("#plantao")
    house.pass_time(minutes(3))
    await watched(house, chat, 2)
    [notice] = house.box.world.channels.said("#plantao")
    assert "Caso grave sem resposta" in notice["msg"]
    assert chat.room_id in notice["msg"]
    heard = len(chat.citizen.heard)
    house.pass_time(minutes(4))
    assert "192" in await chat.hears("Ninguém da equipe respondeu")
    assert len(chat.citizen.heard) == heard + 1
    await served_by(chat, "bela")
    taken = await steps_of(house, chat)
    assert [name for name, _ in taken] == ["next_department:done", "tell_supervisors:done", "call_back:done"]
    assert [at for _, at in taken] == sorted(at for _, at in taken)
    assert 'bela_watch_steps_total{outcome="done",step="call_back"} 1.0' in figures(house)
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)


async def test_where_nobody_is_online_for_a_grave_case_supervisors_are_told_at_once(house):
    """One line with the room's address and nothing of the person; it stands in the registry with its time."""
    chat = await nobody_online(house)
    await watched(house, chat, 1)
    [notice] = house.box.world.channels.said("#plantao")
    assert "ninguém está on-line (Urgência)" in notice["msg"]
    assert chat.room_id in notice["msg"]
    assert [name for name, _ in await steps_of(house, chat)] == ["nobody_online:done"]


async def test_where_nobody_is_online_the_next_department_is_asked(house):
    """Bruno of Atendimento is there after all, and has the room; before that the citizen heard 192."""
    chat = await nobody_online(house)
    await watched(house, chat, 1)
    house.online(BRUNO)
    assert chat.room["servedBy"]["username"] == "bela"
    house.pass_time(minutes(3))
    await served_by(chat, BRUNO)
    await owned_by(chat, Owner.HUMAN)
    assert [name for name, _ in await steps_of(house, chat)] == ["nobody_online:done", "next_department:done"]


async def test_where_nobody_is_online_for_a_light_case_nobody_is_woken(house):
    """Who only wants to talk waits with an honest word; supervisors hear of grave cases alone."""
    house.offline(ANA)
    house.offline(BRUNO)
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    house.pass_time(minutes(11))
    await chat.hears("Ainda ninguém entrou na conversa")
    assert not house.box.world.channels.said("#plantao")
    assert await steps_of(house, chat) == []


async def test_a_persons_first_word_ends_the_watch(house):
    """Ana writes in time: no step is ever taken, and Bela stays silent, however late her timers are."""
    chat = await grave(house)
    says(house, chat, ANA, "Olá, sou a Ana. Como está a respiração?")
    heard = len(chat.citizen.heard)
    house.pass_time(minutes(4))
    await looked_after(house, chat)
    assert 'bela_waited_for_people_seconds_bucket{le="180.0",until="answered"} 0.0' in figures(house)
    assert 'bela_waited_for_people_seconds_bucket{le="300.0",until="answered"} 1.0' in figures(house)
    house.pass_time(minutes(60))
    other = Chat(house)
    await other.says("oi")
    assert await steps_of(house, chat) == []
    assert chat.room["servedBy"]["username"] == ANA
    assert len(chat.citizen.heard) == heard


async def test_the_watch_survives_a_restart(house):
    """Bela ends while nobody has answered; started again, she takes the step that is due."""
    chat = await grave(house)
    await house.stop()
    house.pass_time(minutes(3))
    await house.start()
    await served_by(chat, BRUNO)


async def test_a_step_that_cannot_be_taken_is_written_down_and_the_next_one_follows(house):
    """Nobody is online in the next department: the room stays, and supervisors are told in time."""
    chat = await grave(house)
    house.offline(BRUNO)
    house.pass_time(minutes(3))
    await watched(house, chat, 1)
    assert chat.room["servedBy"]["username"] == ANA
    house.pass_time(minutes(3))
    await watched(house, chat, 2)
    assert [name for name, _ in await steps_of(house, chat)] == [
        "next_department:error-no-agents-online-in-department",
        "tell_supervisors:done",
    ]


async def test_the_same_department_as_next_step_changes_nothing(house):
    """A forward to where the room is already is no error to anybody."""
    chat = await grave(house)
    world = house.box.world
    common = world.departments.named("Atendimento")
    forwarding.forward(world, chat.room, world.users.named(ANA), department_id=common["_id"])
    heard = len(chat.citizen.heard)
    house.pass_time(minutes(3))
    await watched(house, chat, 1)
    assert [name for name, _ in await steps_of(house, chat)] == [
        "next_department:error-forwarding-chat-same-department"
    ]
    assert len(chat.citizen.heard) == heard
