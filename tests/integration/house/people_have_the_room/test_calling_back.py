from __future__ import annotations

from datetime import timedelta

from structlog.testing import capture_logs

from crm_sync.encounters import Owner
from tests.house import Chat
from tests.integration.house.people_have_the_room.rooms import (
    ANA,
    WITHIN_S,
    by_hand,
    grave,
    looked_after,
    minutes,
    nobody_online,
    owned_by,
    served_by,
    steps_of,
    watched,
)
from tests.polling import until


async def offered_a_call(house, **who):
    """A grave case that nobody answered in all the time there was: Bela has it, and has offered a call."""
    chat = await grave(house, **who)
    for number, wait in enumerate((3, 3, 4), start=1):
        house.pass_time(minutes(wait))
        await watched(house, chat, number)
    await chat.hears("escreva o seu telefone")
    await served_by(chat, "bela")
    return chat


def notes_with(chat, number):
    """Messages of Bela's for the team that tell the number."""
    heard = [message["msg"] for message in chat.citizen.heard]
    return [text for text in heard if "Resumo para a equipe" in text and number in text]


async def call_is_asked_for(house, chat):
    """People have the room with the number; supervisors were told once, without it, and the ladder is over."""
    house.pass_time(timedelta(seconds=31))
    await watched(house, chat, 4)
    await served_by(chat, ANA)
    assert [name for name, _ in await steps_of(house, chat)][3:] == ["call_back_asked:done"]
    assert len(notes_with(chat, "(85) 98765-4321")) == 1
    told = [message["msg"] for message in house.box.world.channels.said("#plantao")]
    assert "pede que a equipe ligue" in told[-1]
    assert chat.room_id in told[-1]
    house.pass_time(minutes(60))
    other = Chat(house)
    await other.says("oi")
    assert len(await steps_of(house, chat)) == 4
    assert chat.room["servedBy"]["username"] == ANA
    assert chat.since(0).count("Anotei") == 1


async def test_a_telephone_written_after_the_offer_ends_the_ladder(house):
    """One confirming word, the number in the team's note and in no log, one line for supervisors, no step after that."""
    with capture_logs() as entries:
        chat = await offered_a_call(house)
        assert "(85) 98765-4321" in await chat.says("pode ligar 85 98765-4321")
        await call_is_asked_for(house, chat)
    assert any(entry.get("step") == "call_back_asked" for entry in entries)
    assert "98765" not in str(entries)


async def test_a_telephone_written_when_people_have_the_room_again_ends_the_ladder(house):
    """Nobody answers there either: Bela comes back for it, confirms, and calls people with the number."""
    chat = await offered_a_call(house)
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)
    await owned_by(chat, Owner.HUMAN)
    chat.citizen.write("85 98765-4321")
    house.pass_time(timedelta(seconds=31))
    await chat.hears("Anotei")
    await call_is_asked_for(house, chat)


async def test_a_yes_written_when_people_have_the_room_again_is_met_with_the_question_for_the_number(house):
    """Bela comes back for it once, asks, and goes on calling people; the number that follows ends the ladder."""
    chat = await offered_a_call(house)
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)
    await owned_by(chat, Owner.HUMAN)
    chat.citizen.write("sim, por favor")
    house.pass_time(timedelta(seconds=31))
    await chat.hears("preciso do número")
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)
    await owned_by(chat, Owner.HUMAN)
    await looked_after(house, chat, seconds=31)
    assert chat.since(0).count("preciso do número") == 1
    chat.citizen.write("85 98765-4321")
    house.pass_time(timedelta(seconds=31))
    await chat.hears("Anotei")
    await call_is_asked_for(house, chat)


async def test_a_yes_on_whatsapp_has_the_call_noted_for_the_number_written_from(house):
    """Nobody has to write what Rocket.Chat tells; the team reads it, and no log holds it."""
    with capture_logs() as entries:
        chat = await offered_a_call(house, source="app", label="WhatsApp", phone="5585987654321")
        assert "(85) 98765-4321" in await chat.says("pode ligar")
        await call_is_asked_for(house, chat)
    assert "98765" not in str(entries)


async def test_where_nobody_is_online_anywhere_a_call_is_offered_and_its_number_reaches_supervisors(house):
    """Own department, next one, supervisors again, 192 and the offer; a number is noted, and supervisors are told of it though nobody came."""
    chat = await nobody_online(house)
    for number, wait in enumerate((0, 3, 3, 4), start=1):
        house.pass_time(minutes(wait))
        await watched(house, chat, number)
    assert [name for name, _ in await steps_of(house, chat)] == [
        "nobody_online:done",
        "next_department:done",
        "tell_supervisors:done",
        "call_back:done",
    ]
    assert "192" in await chat.hears("escreva o seu telefone")
    assert "(85) 98765-4321" in await chat.says("85 98765-4321")
    house.pass_time(timedelta(seconds=31))
    await watched(house, chat, 5)
    told = [message["msg"] for message in house.box.world.channels.said("#plantao")]
    assert "pede que a equipe ligue" in told[-1]
    assert "98765" not in " ".join(told)
    house.online(ANA)
    house.pass_time(timedelta(seconds=31))
    await served_by(chat, ANA)
    assert len(notes_with(chat, "(85) 98765-4321")) == 1


async def test_danger_is_heard_after_a_call_was_asked_for(house):
    """In a queue, with the number noted: 192, and the urgent department with a watch of its own."""
    chat = await offered_a_call(house)
    by_hand(house)
    await chat.says("85 98765-4321")
    house.pass_time(timedelta(seconds=31))
    await owned_by(chat, Owner.QUEUED)
    await watched(house, chat, 4)
    chat.citizen.write("ela desmaiou agora")

    async def looked_and_taken():
        # The look before may have planned the next one by the clock as it was, or as it is.
        house.pass_time(timedelta(seconds=1))
        return (chat.room.get("servedBy") or {}).get("username") == "bela"

    await until(looked_and_taken, within=WITHIN_S)
