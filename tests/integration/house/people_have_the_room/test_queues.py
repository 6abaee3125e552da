from __future__ import annotations

from datetime import timedelta

from crm_sync.encounters import Owner
from sandbox.world import agents, closing, routing
from tests.house import Chat, open_house
from tests.integration.house.people_have_the_room.rooms import (
    ANA,
    BRUNO,
    WATCHING,
    by_hand,
    grave,
    looked_after,
    minutes,
    owned_by,
    served_by,
    takes,
)
from tests.talk import demo_flows


async def queued(house):
    """A citizen who asked for a person and waits in a queue."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await owned_by(chat, Owner.QUEUED)
    return chat


async def test_a_room_in_a_queue_is_known_as_such_until_somebody_takes_it(house):
    """Manual routing: queued, then a person's; Bela learns both by looking."""
    by_hand(house)
    chat = await grave(house, serving=None)
    takes(house, chat, ANA)
    house.pass_time(timedelta(seconds=31))
    await owned_by(chat, Owner.HUMAN)


async def test_who_waits_in_a_queue_hears_an_honest_word_at_intervals(house):
    """After ten minutes one word, where nobody serves the room; none once somebody does."""
    by_hand(house)
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await owned_by(chat, Owner.QUEUED)
    heard = len(chat.citizen.heard)
    house.pass_time(timedelta(seconds=31))
    await looked_after(house, chat)
    assert len(chat.citizen.heard) == heard
    house.pass_time(minutes(10))
    await chat.hears("Ainda ninguém entrou na conversa")
    takes(house, chat, BRUNO)
    heard = len(chat.citizen.heard)
    house.pass_time(minutes(11))
    await owned_by(chat, Owner.HUMAN)
    assert len(chat.citizen.heard) == heard


async def test_a_question_asked_in_a_queue_is_answered_once_where_the_deployment_wants_it(postgres_url):
    """The room stays in its queue; what is no question is met with silence, and danger is heard right behind the answer."""
    async with open_house(postgres_url, demo_flows(), watching=WATCHING, answer_while_queued=True) as house:
        house.online(ANA)
        house.online(BRUNO)
        by_hand(house)
        chat = await queued(house)
        heard = len(chat.citizen.heard)
        chat.citizen.write("como pega covid?")
        chat.citizen.write("quero cancelar")
        house.pass_time(timedelta(seconds=31))
        await chat.hears("O vírus passa pelo ar")
        for _ in range(2):
            await looked_after(house, chat, seconds=31)
        assert len(chat.citizen.heard) == heard + 1
        await owned_by(chat, Owner.QUEUED)
        assert chat.room.get("servedBy") is None
        chat.citizen.write("tô com muita falta de ar")
        house.pass_time(timedelta(seconds=31))
        await chat.hears("192")
        await served_by(chat, "bela")


async def test_a_question_asked_in_a_queue_is_met_with_silence_by_default(house):
    """Without the setting Bela says nothing to it."""
    by_hand(house)
    chat = await queued(house)
    heard = len(chat.citizen.heard)
    chat.citizen.write("como pega covid?")
    for _ in range(2):
        await looked_after(house, chat, seconds=31)
    assert len(chat.citizen.heard) == heard


async def test_danger_written_in_a_queue_is_heard(house):
    """A red flag while nobody serves the room: Bela takes it back, says 192, and hands it to the urgent department."""
    by_hand(house)
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await owned_by(chat, Owner.QUEUED)
    chat.citizen.write("tô com muita falta de ar")
    house.pass_time(timedelta(seconds=31))
    await chat.hears("192")
    await chat.hears("idade")
    assert chat.room["servedBy"]["username"] == "bela"
    await chat.says("45")
    await chat.says("caucaia")
    await owned_by(chat, Owner.QUEUED)
    urgent = house.box.world.departments.named("Urgência")
    assert chat.room["departmentId"] == urgent["_id"]


async def test_a_conversation_closed_in_a_queue_is_over(house):
    """The citizen gave up waiting: the encounter is closed, and nothing more is said."""
    by_hand(house)
    chat = await grave(house, serving=None)
    world = house.box.world
    closing.by_visitor(world, chat.room, chat.citizen.visitor)
    heard = len(chat.citizen.heard)
    house.pass_time(timedelta(seconds=31))
    await owned_by(chat, Owner.CLOSED)
    assert len(chat.citizen.heard) == heard


async def test_a_queue_that_gives_the_room_back_to_the_bot_is_no_end(house):
    """Rocket.Chat routes the waiting room to the bot again: Bela has it, and goes on calling people."""
    by_hand(house)
    chat = await grave(house, serving=None)
    world = house.box.world
    bela = world.users.named("bela")
    routing.take(world, world.inquiries.of_room(chat.room_id), bela)
    await owned_by(chat, Owner.BOT)
    world.settings["Livechat_Routing_Method"] = "Auto_Selection"
    agents.set_presence(world, world.users.named(ANA), "online")
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)
