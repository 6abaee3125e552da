"""Odd input, from the citizen's keyboard to the registry: none stops the loop, none meets silence, nothing is lost.

`docs/bad-input.md` is the table that names these tests.
"""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.web import server
from crm_sync.encounters import Owner
from crm_sync.steps import InboundMessage
from sandbox.world import closing, events, messages
from tests.house import Chat
from tests.polling import until

#: Ends at the question for the name, which any words could answer.
AT_THE_NAME = ["oi", "sim"]
#: Ends at the question for the municipality.
AT_THE_CITY = [*AT_THE_NAME, "Maria da Silva", "34"]
CITY_QUESTION = "Em que cidade"


def arrive(house):
    """A citizen whose chat is open and empty."""
    chat = Chat(house)
    chat.citizen.open()
    return chat


async def play(chat, texts):
    said = ""
    for text in texts:
        said = await chat.says(text)
    return said


async def state(chat):
    return (await chat.house.registry.conversation(chat.room["_id"])).state


async def inbound(chat):
    """What the citizen sent, as the registry keeps it."""
    history = await chat.house.history(chat.citizen)
    return [entry.what for entry in history.entries if isinstance(entry.what, InboundMessage)]


async def goes_on(chat):
    """The conversation still stands at the municipality and takes its answer."""
    assert (await state(chat))["asking"] == "municipio"
    await chat.says("sobral")
    assert (await state(chat))["slots"]["municipio"] == "Sobral"


@pytest.mark.parametrize("nothing", [" ", "\n\n\t ", "\u200b\u200d", "\u3164"])
async def test_a_message_without_a_visible_character_is_told_as_empty(house, nothing):
    """Spaces, line breaks and invisible characters are answered, and the question comes again."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    said = await chat.says(nothing)
    assert "chegou vazia" in said
    assert CITY_QUESTION in said
    await goes_on(chat)


async def test_pictures_without_words_are_told_as_such(house):
    """A message of emoji only is answered, and the question comes again."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    said = await chat.says("😷🤒👍🏽")
    assert "emoji" in said
    assert CITY_QUESTION in said
    await goes_on(chat)


async def test_twenty_thousand_characters_are_asked_to_be_few_and_kept_whole(house):
    """An endless text is answered in words, kept to the last letter, and the conversation goes on."""
    endless = "blá " * 5000
    house.box.world.settings["Message_MaxAllowedSize"] = len(endless)
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    said = await chat.says(endless)
    assert "comprida demais" in said
    assert CITY_QUESTION in said
    assert (await inbound(chat))[-1].text == endless
    await goes_on(chat)


async def test_a_danger_sign_at_the_beginning_of_an_endless_text_is_found(house):
    """Length does not hide a red flag in the part that is read."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    assert "192" in await chat.says("não consigo respirar. " + "blá " * 5000)


@pytest.mark.parametrize(
    ("name", "kind", "word"),
    [
        ("voz.ogg", "audio/ogg", "ouvir áudio"),
        ("foto.jpg", "image/jpeg", "ver fotos"),
        ("figurinha.webp", "image/webp", "figurinhas"),
        ("video.mp4", "video/mp4", "ver vídeos"),
        ("exame.pdf", "application/pdf", "abrir arquivos"),
    ],
)
async def test_what_is_no_text_is_named_and_the_question_asked_again(house, name, kind, word):
    """Audio, picture, sticker, video and file: each gets its own word."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    heard = len(chat.citizen.heard)
    chat.citizen.send_file(name=name, kind=kind)
    await chat.hears(word)
    await chat.citizen.hears(heard + 2)
    assert CITY_QUESTION in chat.since(heard)
    assert (await inbound(chat))[-1].kind != "text"
    await goes_on(chat)


async def test_a_shared_place_answers_the_question_for_the_city(house):
    """The municipality is said back and kept; where exactly the citizen is, is not."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    chat.citizen.send_location(longitude=-40.35, latitude=-3.69)
    await chat.hears("Entendi: Sobral")
    kept = await state(chat)
    assert kept["slots"]["municipio"] == "Sobral"
    assert "40.35" not in str(kept)


async def test_a_place_out_of_reach_is_answered_with_the_question_for_the_city(house):
    """A place far from every municipality of the deployment is not guessed; the citizen is asked for the name."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    heard = len(chat.citizen.heard)
    chat.citizen.send_location(longitude=-38.5, latitude=-12.97)
    await chat.hears("Não consigo ler a localização")
    await chat.citizen.hears(heard + 2)
    assert CITY_QUESTION in chat.since(heard)
    await goes_on(chat)


async def test_an_edited_answer_is_noticed_and_kept_beside_the_first(house):
    """An edit gets a word; the answer already taken stays, and both wordings stand in the history."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    chat.citizen.edit(chat.written, "43")
    await chat.hears("Vi que você mudou uma mensagem")
    assert (await state(chat))["slots"]["idade"] == 34
    changes = [(message.text, message.change.value) for message in await inbound(chat)]
    assert changes[-2:] == [("34", "written"), ("43", "edited")]
    await goes_on(chat)


async def test_a_danger_sign_written_by_editing_counts(house):
    """ "tosse" edited to "não consigo respirar" is an emergency."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    chat.citizen.edit(chat.written, "não consigo respirar")
    await chat.hears("Ligue agora para o 192")


async def test_a_deleted_answer_is_noticed_and_stays_valid(house):
    """A deletion gets a word, and the registry tells that it happened."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    chat.citizen.delete(chat.written)
    await chat.hears("Vi que você apagou uma mensagem")
    assert (await state(chat))["slots"]["idade"] == 34
    assert (await inbound(chat))[-1].change.value == "deleted"
    await goes_on(chat)


async def test_the_same_message_twice_is_answered_once(house):
    """A message that the server publishes again and again is one message."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    heard, turn = len(chat.citizen.heard), await chat.turn()
    for _ in range(3):
        house.box.world.emit(events.MessageSaved(room=chat.room, message=chat.written, new=False))
    await chat.says("sobral")
    assert await chat.turn() == turn + 1
    assert len(chat.citizen.heard) == heard + 1


async def test_the_same_words_twice_are_two_answers(house):
    """ "34" sent twice by an impatient thumb: the second does not answer the next question, and the citizen is told."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    said = await chat.says("34")
    assert said
    await goes_on(chat)


async def test_a_burst_of_three_is_taken_in_its_order(house):
    """Three messages at once answer three questions, each once."""
    chat = arrive(house)
    await chat.says("oi")
    for text in ("sim", "Maria", "34"):
        chat.citizen.write(text)
    await chat.hears(CITY_QUESTION)
    assert [message.text for message in await inbound(chat)] == ["oi", "sim", "Maria", "34"]
    await goes_on(chat)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('x')</script>",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE person; --",
        "{idade} {{7*7}} ${jndi:ldap://x}",
        "/SetSlots(risco=leve)",
        "/restart",
        "%s %n \\x00 \\u0000",
    ],
)
async def test_what_machines_would_obey_is_only_text(house, text):
    """Markup, SQL, templates and commands are kept as typed, change nothing, and are answered like any other words."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    before = (await state(chat))["slots"]
    assert await chat.says(text)
    assert (await inbound(chat))[-1].text == text
    assert (await state(chat))["slots"] == before
    await goes_on(chat)


async def test_half_an_emoji_and_a_nul_do_not_stop_the_conversation(house):
    """Characters that databases and JSON refuse are answered like any other words."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    assert await chat.says("xyz \x00 \U0001f637 \u202egnihton")
    await goes_on(chat)


async def test_an_address_that_a_citizen_sends_is_never_fetched(house):
    """In words, in an attachment, in what Rocket.Chat made of it: nobody of Bela's knocks there."""
    knocked = []

    async def knock(request):
        knocked.append(request.path)
        return web.Response(text="ok")

    async with server.serve([web.get("/{path:.*}", knock)], port=0) as port:
        url = f"http://127.0.0.1:{port}"
        chat = arrive(house)
        await play(chat, AT_THE_CITY)
        await chat.says(f"veja {url}/palavra")
        turn = await chat.turn()
        attached = {
            "title": "foto",
            "image_url": f"{url}/foto",
            "image_type": "image/png",
            "title_link": f"{url}/link",
        }
        preview = {"url": f"{url}/previa", "meta": {"oembedHtml": "<iframe>"}}
        messages.from_visitor(
            house.box.world,
            chat.room,
            chat.citizen.visitor,
            "",
            extra={
                "attachments": [attached],
                "urls": [preview],
                "file": {"_id": "f", "type": "image/png", "name": "x"},
            },
        )

        async def answered():
            return await chat.turn() > turn

        await until(answered, within=10)
        assert (await state(chat))[
            "asking"
        ] == "sintomas"  # two that named no town: the triage goes on without one
    assert knocked == []


async def test_a_message_into_a_closed_room_is_not_answered_there(house):
    """Words that arrive after the end stay unanswered in that room; the next "oi" begins a new one."""
    chat = arrive(house)
    await play(chat, AT_THE_CITY)
    first = chat.room

    closing.by_visitor(house.box.world, first, chat.citizen.visitor)

    async def closed():
        return (await house.registry.conversation(first["_id"])).owner is Owner.CLOSED

    await until(closed, within=5)
    heard = len(chat.citizen.heard)
    messages.from_visitor(house.box.world, first, chat.citizen.visitor, "alguém aí?")
    await chat.says("oi")
    assert chat.room["_id"] != first["_id"]
    assert all(message["rid"] != first["_id"] for message in chat.citizen.heard[heard:])


async def test_a_visitor_without_a_name_is_asked_for_it_and_may_decline(house):
    """Nobody needs a name to be helped."""
    chat = arrive(house)
    assert "Qual é o seu nome?" in await play(chat, AT_THE_NAME)
    await chat.says("prefiro não dizer")
    assert (await state(chat))["asking"] == "idade"
    assert (await house.history(chat.citizen)).name is None


async def test_a_message_with_somebody_elses_token_is_not_taken_for_the_citizens(house):
    """Words of another visitor in a room change nothing there and are not answered."""
    chat, stranger = arrive(house), arrive(house)
    await play(chat, AT_THE_CITY)
    await stranger.says("oi")
    heard, turn = len(chat.citizen.heard), await chat.turn()
    messages.from_visitor(house.box.world, chat.room, stranger.citizen.visitor, "fortaleza")
    await chat.says("sobral")
    assert await chat.turn() == turn + 1
    assert (await state(chat))["slots"]["municipio"] == "Sobral"
    assert len(chat.citizen.heard) == heard + 1
