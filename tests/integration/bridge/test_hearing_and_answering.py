from __future__ import annotations

from datetime import timedelta

import pytest

from rocketchat_bridge import documents, errors
from tests import bridge_samples as samples
from tests import bridge_town


def word(number):
    return documents.MessageId(f"answer-of-the-bot-{number}")


async def test_a_message_is_told_and_its_answer_reaches_the_citizen(town):
    """The plain way: hear, answer."""
    async with town.running() as bela:
        maria, room = await town.meet("oi, tô com febre")
        await bela.send(room, word(1), "Olá, Maria!")
        await maria.hears(1)
        assert town.diary.entries == [("opened", room), ("message", "oi, tô com febre")]
        assert maria.heard[0]["_id"] == word(1)
        assert bela.serves(room)


async def test_the_room_tells_who_writes_and_through_what(town):
    """Name, token, channel."""
    async with town.running():
        _, room = await town.meet(name="Maria", source="app", label="WhatsApp")
        told = town.diary.rooms[room]
        assert (told.visitor.name, told.channel, told.open) == ("Maria", "whatsapp", True)
        assert told.served_by is not None
        assert told.served_by.username == "bela"


async def test_a_citizen_without_a_name_is_served_too(town):
    """No name is needed."""
    async with town.running() as bela:
        _, room = await town.meet(name="")
        assert town.diary.rooms[room].visitor.name is None
        await bela.send(room, word(1), "Olá!")
        assert town.spoken(room) == ["Olá!"]


async def test_three_messages_in_a_burst_are_told_in_their_order(town):
    """None is dropped, none overtakes."""
    async with town.running():
        maria, _ = await town.meet("um")
        maria.write("dois")
        maria.write("três")
        maria.write("quatro")
        await town.diary.wait_for_texts(4)
        assert town.diary.texts == ["um", "dois", "três", "quatro"]


async def test_what_history_told_is_not_waited_for(town):
    """The first message of a new room is read from its history, before which nothing older is missing: told at once."""
    async with town.running(settle=timedelta(minutes=1)):
        await town.meet("oi, tô com febre")
        assert town.diary.texts == ["oi, tô com febre"]


async def test_every_kind_of_message_is_told_with_its_kind(town):
    """Photos, voice, places: none is silence."""
    async with town.running():
        maria, _ = await town.meet("")
        maria.send_file(name="foto.jpg", kind="image/jpeg")
        maria.send_file(name="voz.ogg", kind="audio/ogg")
        maria.send_file(name="tosse.mp4", kind="video/mp4")
        maria.send_file(name="exame.pdf", kind="application/pdf")
        maria.send_location(longitude=-38.5, latitude=-3.7)
        await town.diary.wait_for_texts(6)
        kinds = [message.kind.value for message in town.diary.messages]
        assert kinds == ["text", "image", "audio", "video", "file", "location"]
        assert town.diary.messages[2].file_name == "voz.ogg"
        assert str(town.diary.messages[2].file).startswith("audio/ogg, 1 bytes, ")


async def test_an_edit_and_a_deletion_are_told_as_changes(town):
    """The message itself is not told again."""
    async with town.running():
        maria, room = await town.meet("febre de 38")
        message = town.box.world.messages.of_room(room)[-1]
        maria.edit(message, "febre de 39")
        await town.diary.wait_for_entry("edited", "febre de 39")
        await town.box.journal.wait_for(
            lambda entry: entry.name == "stream-notify-room" and room in str(entry.content)
        )
        maria.delete(message)
        await town.diary.wait_for_entry("deleted", message["_id"])
        assert town.diary.texts == ["febre de 38"]


async def test_the_bots_own_words_are_not_told(town):
    """The stream echoes them; nobody answers himself."""
    async with town.running() as bela:
        maria, room = await town.meet("um")
        await bela.send(room, word(1), "sim?")
        maria.write("dois")
        await town.diary.wait_for_texts(2)
        assert town.diary.texts == ["um", "dois"]


async def test_an_answer_sent_twice_under_one_id_appears_once(town):
    """As after a crash between sending and remembering."""
    async with town.running() as bela:
        _, room = await town.meet()
        await bela.send(room, word(1), "Olá!")
        await bela.send(room, word(1), "Olá!")
        assert town.spoken(room) == ["Olá!"]


async def test_a_long_text_arrives_whole_in_messages_that_the_server_takes(town):
    """No part exceeds the server's limit."""
    async with town.running() as bela:
        _, room = await town.meet()
        paragraphs = [letter * 1500 for letter in "abcdefg"]
        await bela.send(room, word(1), "\n\n".join(paragraphs))
        spoken = town.spoken(room)
        assert "\n\n".join(spoken) == "\n\n".join(paragraphs)
        assert max(map(len, spoken)) <= 4000


async def test_answers_leave_in_the_order_in_which_they_were_given(town):
    """Even when nobody waits for one before the next."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(bad_gateway=1, path="chat.sendMessage")
        async with samples.together() as start:
            for number in range(5):
                start(bela.send(room, word(number), f"palavra {number}"))
        assert town.spoken(room) == [f"palavra {number}" for number in range(5)]


async def test_a_text_without_words_is_the_callers_mistake(town):
    """The server would refuse it."""
    async with town.running() as bela:
        _, room = await town.meet()
        with pytest.raises(ValueError, match="no words"):
            await bela.send(room, word(1), " \n")


async def test_one_answer_costs_one_call(town):
    """No look at the room per message."""
    async with town.running() as bela:
        maria, room = await town.meet("0")
        mark = town.box.journal.mark()
        for number in range(1, 6):
            maria.write(str(number))
            await town.diary.wait_for_texts(number + 1)
            await bela.send(room, word(number), "ok")
        calls = [entry.name for entry in town.box.journal if entry.kind == "rest" and entry.number > mark]
        assert calls == ["chat.sendMessage"] * 5


async def test_the_first_answer_in_a_new_widget_room_waits_for_the_widget(town):
    """It loads its history half a second after the room appears, and forgets what came before; typing shows meanwhile."""
    async with town.running(first_answer_after=timedelta(seconds=0.6)) as bela:
        before = bridge_town.utc_now()
        _, room = await town.meet(source="widget")
        await bela.send(room, word(1), "Olá!")
        answer = town.box.world.messages.get(word(1))
        assert answer["ts"] - before >= timedelta(seconds=0.5)
        typing = town.box.journal.matching(
            lambda entry: entry.verb == "method" and "user-typing" in str(entry.content)
        )
        assert typing


async def test_no_other_channel_waits_for_the_widget(town):
    """WhatsApp and the like are answered at once."""
    async with town.running(first_answer_after=timedelta(minutes=5)) as bela:
        _, room = await town.meet(source="app", label="WhatsApp")
        await bela.send(room, word(1), "Olá!")
        assert town.spoken(room) == ["Olá!"]


async def test_a_republished_message_is_not_told_again(town):
    """Link previews publish a message a second time."""
    town.box.faults.set(republish_noise=True)
    async with town.running():
        maria, room = await town.meet("veja https://saude.example")
        first = town.box.world.messages.of_room(room)[-1]
        await samples.eventually(lambda: first["_updatedAt"] > first["ts"])
        maria.write("e agora?")
        await town.diary.wait_for_texts(2)
        assert town.diary.texts == ["veja https://saude.example", "e agora?"]


async def test_nothing_is_said_where_the_bot_does_not_serve(town):
    """An unknown room is refused without asking the server."""
    async with town.running() as bela:
        mark = town.box.journal.mark()
        with pytest.raises(errors.RoomNotServed):
            await bela.send(documents.RoomId("nowhere"), word(1), "Alô?")
        assert not [entry for entry in town.box.journal if entry.kind == "rest" and entry.number > mark]


async def test_rooms_of_humans_are_not_heard(town):
    """What is said to Ana is not told to the bot, not even when it may read all rooms."""
    town.box.world.permissions.replace("view-livechat-rooms", ["bot"])
    async with town.running():
        jose = town.box.citizen(name="José", department=town.urgent["_id"])
        jose.write("é urgente")
        await town.meet("oi")
        assert town.diary.texts == ["oi"]
