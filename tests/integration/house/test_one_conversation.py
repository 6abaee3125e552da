from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.engine.turn import Parse
from crm_sync.encounters import Owner
from sandbox.world import closing, forwarding, messages
from tests.house import Chat
from tests.polling import until

OPENING = ["oi", "sim", "Maria da Silva", "34", "fortaleza"]


async def play(chat, *texts):
    said = ""
    for text in texts:
        said = await chat.says(text)
    return said


async def served_by(chat, username):
    async def holds():
        return (chat.room.get("servedBy") or {}).get("username") == username

    await until(holds, within=10)


async def owner(house, chat):
    return (await house.registry.conversation(chat.room["_id"])).owner


async def test_a_grave_case_reaches_a_human_with_the_note_before_the_first_word(house):
    """From "falta de ar" to Ana of Urgência, who finds the note in the room and talks on."""
    chat = Chat(house)
    assert "192" in await chat.says("oi, tô com febre e falta de ar")
    await play(chat, "45", "caucaia")
    await served_by(chat, "ana.urgencia")
    note = await chat.hears("Resumo para a equipe")
    assert "Falta de ar" in note
    assert "Grave" in note
    ana = house.box.world.users.named("ana.urgencia")
    messages.from_user(house.box.world, chat.room, ana, {"msg": "Olá, sou a Ana. Como está a respiração?"})
    await chat.hears("sou a Ana")
    heard = len(chat.citizen.heard)
    chat.citizen.write("muito ruim")
    assert await owner(house, chat) is Owner.HUMAN
    assert len(chat.citizen.heard) == heard, "Bela is silent while a person has the room"


async def test_a_light_case_stands_in_the_registry_with_its_history(house):
    """A person with light symptoms gets advice, an ID and a history that tells everything."""
    chat = Chat(house)
    await play(chat, *OPENING, "tosse e coriza", "ontem", "normal", "36,5", "nenhum", "não", "não")
    await chat.hears("Precisa de mais alguma coisa?")
    history = await house.history(chat.citizen)
    assert history.name == "Maria da Silva"
    assert history.code.startswith("BELA-")
    told = [str(entry.what) for entry in history.entries]
    assert any("leve" in line for line in told)
    assert len(history.encounters) == 1


async def test_a_moderate_case_goes_to_the_ordinary_department(house):
    """Risk conditions lead to Bruno of Atendimento."""
    chat = Chat(house)
    await play(chat, "oi", "sim", "José", "67", "sobral", "tosse", "3 dias", "normal", "37", "diabetes")
    await chat.says("não")
    await served_by(chat, "bruno.atendimento")


async def test_goodbye_closes_the_room_with_a_comment(house):
    """After "parar" and some silence the room is closed on the server, with the comment Rocket.Chat asks for."""
    chat = Chat(house)
    await play(chat, *OPENING)
    await chat.says("parar")
    assert chat.room.get("open")
    house.pass_time(timedelta(minutes=3))

    async def closed():
        return not chat.room.get("open")

    await until(closed, within=5)
    assert chat.room["closedBy"]["username"] == "bela"


async def test_a_person_who_comes_back_is_the_same_person(house):
    """A new room of the same visitor belongs to the same ID, with both encounters in its history."""
    chat = Chat(house)
    await play(chat, *OPENING)
    await chat.says("parar")
    house.pass_time(timedelta(minutes=3))

    async def closed():
        return not chat.room.get("open")

    await until(closed, within=5)
    first = chat.room["_id"]
    await chat.says("oi")
    assert chat.room["_id"] != first
    assert len((await house.history(chat.citizen)).encounters) == 2


async def test_nobody_online_is_told_and_a_person_takes_over_when_there_is_one(house):
    """Nobody there: 192 and an honest word; as soon as Ana is online the room is hers."""
    house.offline("ana.urgencia")
    chat = Chat(house)
    await chat.says("nao consigo respirar")
    await play(chat, "45", "sobral")
    assert "192" in await chat.hears("não há ninguém da equipe online")
    assert (chat.room.get("servedBy") or {}).get("username") == "bela"
    house.online("ana.urgencia")
    standing = await house.registry.conversation(chat.room["_id"])
    assert standing.state["wake_at"] is not None


async def test_a_room_that_people_give_back_is_taken_up_again(house):
    """Ana returns the room to the bot; Bela says so and answers the next message."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await served_by(chat, "bruno.atendimento")
    world = house.box.world
    bruno = world.users.named("bruno.atendimento")
    bela = world.users.named("bela")
    forwarding.forward(world, chat.room, bruno, user_id=bela["_id"])
    await served_by(chat, "bela")
    await chat.hears("Aqui é a *Bela* de novo")


async def test_a_question_that_rasa_understands_is_answered_in_between(house):
    """A digression that only Rasa recognises is answered and the question asked again."""
    house.rasa.parses["isso passa de bicho pra gente?"] = Parse(intent="faq_animais", confidence=0.92)
    chat = Chat(house)
    await play(chat, *OPENING[:4])
    said = await chat.says("isso passa de bicho pra gente?")
    assert "Em que cidade" in said or "município" in said.lower()


async def test_three_messages_in_a_burst_are_all_answered_in_order(house):
    """Nothing of a burst is lost or answered twice."""
    chat = Chat(house)
    await chat.says("oi")
    for text in ("sim", "Maria", "34"):
        chat.citizen.write(text)
    await chat.hears("cidade")
    state = (await house.registry.conversation(chat.room["_id"])).state
    assert state["slots"]["nome"] == "Maria"
    assert state["slots"]["idade"] == 34


async def test_media_edits_and_deletions_each_get_a_word(house):
    """Audio, picture and place, an edit and a deletion: none is met with silence."""
    chat = Chat(house)
    await play(chat, *OPENING[:3])
    chat.citizen.send_file(name="voz.ogg", kind="audio/ogg")
    await chat.hears("não consigo ouvir áudio")
    chat.citizen.send_file(name="foto.jpg", kind="image/jpeg")
    await chat.hears("foto")
    await chat.says("menu")
    await chat.says("xyz")
    message = chat.written
    chat.citizen.edit(message, "xyz!")
    await chat.hears("Vi que você mudou uma mensagem")
    chat.citizen.delete(message)
    await chat.hears("Vi que você apagou uma mensagem")


async def test_a_visitor_who_closes_leaves_a_closed_encounter(house):
    """The citizen ends the chat: the registry knows, and nothing is said into the closed room."""
    chat = Chat(house)
    await play(chat, *OPENING[:2])
    heard = len(chat.citizen.heard)
    closing.by_visitor(house.box.world, chat.room, chat.citizen.visitor)

    async def closed():
        return await owner(house, chat) is Owner.CLOSED

    await until(closed, within=5)
    assert len(chat.citizen.heard) == heard


async def test_html_and_sql_are_only_text(house):
    """Markup and SQL are stored and answered like any other words."""
    chat = Chat(house)
    await play(chat, *OPENING[:2])
    await chat.says("<img src=x onerror=alert(1)>'; DROP TABLE person; --")
    history = await house.history(chat.citizen)
    assert any("DROP TABLE" in str(getattr(entry.what, "text", "")) for entry in history.entries), [
        e.what for e in history.entries
    ]


async def test_twenty_thousand_characters_are_answered(house):
    """An endless text is answered with a request to write less, and kept whole."""
    chat = Chat(house)
    await play(chat, *OPENING[:2])
    await chat.says("blá " * 5000)


async def test_a_restart_in_the_middle_loses_nothing(house):
    """Bela stops between two messages and goes on with the same question."""
    chat = Chat(house)
    await play(chat, *OPENING)
    await house.stop()
    before = len(chat.citizen.heard)
    chat.citizen.write("tosse")
    await house.start()
    await chat.citizen.hears(before + 1, within=10)
    state = (await house.registry.conversation(chat.room["_id"])).state
    assert state["slots"]["sintomas"] == ["tosse"]
    assert state["asking"] == "dias_sintomas"


async def test_faults_of_the_network_neither_lose_nor_double(house):
    """Duplicated and reordered frames, 502, 429 and lost answers: each message is answered once."""
    box = house.box
    box.faults.set(duplicate_frames=True, reorder_frames=True, republish_noise=True, user="bela")
    box.faults.set(bad_gateway=2, too_many_requests=1, lost_answers=2)
    chat = Chat(house)
    await play(chat, "oi", "sim", "Maria")
    await chat.says("34")
    await asyncio.wait_for(chat.hears("cidade"), 20)
    texts = [message["msg"] for message in chat.citizen.heard]
    assert len(texts) == len(set(texts)), texts
