from __future__ import annotations

import asyncio

import pytest

from rocketchat_bridge import documents, errors
from sandbox import mishaps
from sandbox.world import forwarding, routing
from tests import bridge_samples as samples

WORD = documents.MessageId("answer-of-the-bot")


def losses(town):
    return [about for kind, about in town.diary.entries if kind == "lost"]


async def test_a_visitor_who_closes_is_told_once_and_answered_no_more(town):
    """Membership, room and farewell each tell it; the listener hears it once."""
    async with town.running() as bela:
        maria, room = await town.meet()
        maria.close()
        await town.diary.wait_for_entry("lost", "closed")
        with pytest.raises(errors.RoomNotServed):
            await bela.send(room, WORD, "Alô?")
        assert losses(town) == ["closed"]
        assert town.spoken(room) == []


async def test_a_human_who_takes_the_room_is_told_once_and_not_disturbed(town):
    """The bot is silent from that moment."""
    async with town.running() as bela:
        _, room = await town.meet()
        mishaps.human_takes(town.box.world, town.box.world.rooms.get(room), "ana")
        await town.diary.wait_for_entry("lost", "forwarded")
        with pytest.raises(errors.RoomNotServed):
            await bela.send(room, WORD, "Alô?")
        assert losses(town) == ["forwarded"]


async def test_an_answer_that_waits_is_given_up_when_the_visitor_closes(town):
    """It is not said into a closed room once the limit is over."""
    async with town.running() as bela:
        maria, room = await town.meet()
        town.box.faults.set(bad_gateway=1000, path="chat.sendMessage")
        answering = asyncio.create_task(bela.send(room, WORD, "Olá!"))
        await town.box.journal.wait_for(lambda entry: entry.name == "chat.sendMessage")
        maria.close()
        with pytest.raises(errors.RoomNotServed):
            await answering
        town.box.faults.clear()
        assert town.spoken(room) == []


async def test_an_answer_that_waits_is_given_up_when_a_human_takes_the_room(town):
    """The human speaks now."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(bad_gateway=1000, path="chat.sendMessage")
        answering = asyncio.create_task(bela.send(room, WORD, "Olá!"))
        await town.box.journal.wait_for(lambda entry: entry.name == "chat.sendMessage")
        mishaps.human_takes(town.box.world, town.box.world.rooms.get(room), "ana")
        with pytest.raises(errors.RoomNotServed):
            await answering
        assert town.spoken(room) == []


async def test_a_human_who_takes_the_room_while_the_answer_arrives(town):
    """The server refuses, and that means: not ours."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(human_takes_on_reply="ana")
        with pytest.raises(errors.RoomNotServed):
            await bela.send(room, WORD, "Olá!")
        await town.diary.wait_for_entry("lost", "forwarded")
        assert town.spoken(room) == []


async def test_a_room_returned_to_the_queue_is_lost(town):
    """Nobody serves it, so the bot does not speak."""
    async with town.running() as bela:
        _, room = await town.meet()
        world = town.box.world
        routing.unassign(world, world.inquiries.of_room(room), None)
        await town.diary.wait_for_entry("lost", "forwarded")
        assert not bela.serves(room)


async def test_a_room_that_a_human_gives_back_is_opened_again(town):
    """What was said to the human is not told to the bot, what is said after is."""
    async with town.running() as bela:
        maria, room = await town.meet("um")
        world = town.box.world
        document = world.rooms.get(room)
        mishaps.human_takes(world, document, "ana")
        await town.diary.wait_for_entry("lost", "forwarded")
        maria.write("para a Ana")
        await asyncio.sleep(0.005)
        forwarding.forward(world, document, town.ana, user_id=town.bot["_id"])
        await town.diary.wait_for(lambda diary: [kind for kind, _ in diary.entries].count("opened") == 2)
        maria.write("dois")
        await town.diary.wait_for_texts(2)
        await bela.send(room, WORD, "Voltei!")
        assert town.diary.texts == ["um", "dois"]
        assert town.spoken(room) == ["Voltei!"]


async def test_a_room_that_a_human_gives_back_while_the_bot_is_away(town):
    """After a restart too, the bot hears only what was said to it."""
    async with town.running():
        maria, room = await town.meet("um")
    world = town.box.world
    document = world.rooms.get(room)
    mishaps.human_takes(world, document, "ana")
    maria.write("para a Ana")
    await asyncio.sleep(0.005)
    forwarding.forward(world, document, town.ana, user_id=town.bot["_id"])
    await asyncio.sleep(0.005)
    maria.write("dois")
    async with town.running():
        await town.diary.wait_for_entry("message", "dois")
        assert "para a Ana" not in town.diary.texts


async def test_the_next_conversation_of_the_same_citizen_is_a_new_room(town):
    """A closed room is never reopened; the visitor's token is the same."""
    async with town.running():
        maria, first = await town.meet("um")
        maria.close()
        await town.diary.wait_for_entry("lost", "closed")
        maria.write("dois")
        await town.diary.wait_for_texts(2)
        second = documents.RoomId(maria.room["_id"])
        assert second != first
        assert town.diary.rooms[first].visitor.token == town.diary.rooms[second].visitor.token


async def test_a_message_that_is_published_after_the_closing_is_not_told(town):
    """A late frame of a closed room is nobody's business."""
    async with town.running():
        maria, room = await town.meet("um")
        maria.close()
        await town.diary.wait_for_entry("lost", "closed")
        world = town.box.world
        from sandbox.world import messages

        messages.from_visitor(world, world.rooms.get(room), maria.visitor, "ainda estou aqui")
        await town.meet("outra pessoa", name="José")
        assert town.diary.texts == ["um", "outra pessoa"]


async def test_rooms_are_independent_when_one_listener_call_never_ends(town):
    """A citizen whose answer hangs does not silence the others."""
    async with town.running():
        stuck = asyncio.Event()
        town.diary.at_message = lambda _room, message: stuck.wait() if message.text == "presa" else None
        town.box.citizen(name="Rosa").write("presa")
        await samples.eventually(lambda: town.diary.entries)
        await town.meet("livre", name="José")
        assert town.diary.texts == ["livre"]
        stuck.set()
        await town.diary.wait_for_texts(2)
