"""What Bela does for a room that people have, or are to have: she looks after it, and speaks only where nobody serves it."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
import pytest_asyncio
from structlog.testing import capture_logs

import config
from crm_sync.encounters import Owner
from sandbox.world import agents, closing, forwarding, messages, routing, users
from tests.house import Chat, open_house
from tests.polling import until
from tests.talk import demo_flows

ANA, BRUNO = "ana.urgencia", "bruno.atendimento"
WITHIN_S = 15


def minutes(number):
    return timedelta(minutes=number)


WATCHING = config.Watching(
    operators_room=None,
    supervisors_room="#plantao",
    guard_after=minutes(1),
    guard_rooms_after=minutes(3),
    guard_department=None,
    severe=config.SevereWatch(
        classes=("grave",),
        steps=(
            config.WatchStep(
                after=minutes(3),
                kind=config.StepKind.next_department,
                department=config.DepartmentId("atendimento"),
            ),
            config.WatchStep(after=minutes(6), kind=config.StepKind.tell_supervisors, department=None),
            config.WatchStep(after=minutes(10), kind=config.StepKind.call_back, department=None),
        ),
    ),
)


@pytest_asyncio.fixture
async def house(postgres_url):
    """Bela with a watch over grave cases, both departments staffed."""
    async with open_house(postgres_url, demo_flows(), watching=WATCHING) as house:
        house.box.world.channels.open("plantao")
        house.online(ANA)
        house.online(BRUNO)
        yield house


async def grave(house, *, serving=ANA, **who):
    """A grave case that a department has."""
    chat = Chat(house, **who)
    await chat.says("oi, tô com febre e falta de ar")
    await chat.says("45")
    await chat.says("caucaia")
    await served_by(chat, serving)
    await owned_by(chat, Owner.HUMAN if serving else Owner.QUEUED)
    return chat


def figures(house):
    return house.figures.text(states={}, numbers={}).decode()


async def served_by(chat, username):
    async def holds():
        return (chat.room.get("servedBy") or {}).get("username") == username

    await until(holds, within=WITHIN_S)


async def owned_by(chat, owner):
    async def holds():
        return (await chat.house.registry.conversation(chat.room_id)).owner is owner

    await until(holds, within=WITHIN_S)


async def steps_of(house, chat):
    """The watch's steps, as the registry has them with their moments."""
    async with await psycopg.AsyncConnection.connect(house.database) as connection:
        cursor = await connection.execute(
            "select event_id, at from step join encounter on encounter.id = encounter_id "
            "where room_id = %s and event_id like 'watch:%%' order by revision",
            (chat.room_id,),
        )
        return [
            (event_id.partition(":")[2].partition(":")[2], at) for event_id, at in await cursor.fetchall()
        ]


async def watched(house, chat, count):
    async def holds():
        return len(await steps_of(house, chat)) == count

    await until(holds, within=WITHIN_S)


async def queued(house):
    """A citizen who asked for a person and waits in a queue."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("quero falar com uma pessoa")
    await owned_by(chat, Owner.QUEUED)
    return chat


async def looked_after(house, chat, *, seconds=0):
    """Wait until Bela has looked at the room once more, so much later, though there is nothing to be done."""
    turn = await chat.turn()
    house.pass_time(timedelta(seconds=seconds))

    async def holds():
        return await chat.turn() > turn

    await until(holds, within=WITHIN_S)


def says(house, chat, username, text):
    messages.from_user(house.box.world, chat.room, house.box.world.users.named(username), {"msg": text})


def by_hand(house):
    """Agents take rooms out of the queue by themselves."""
    house.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"


def takes(house, chat, username):
    world = house.box.world
    routing.take(world, world.inquiries.of_room(chat.room_id), world.users.named(username))


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


async def nobody_online(house):
    """A grave case that finds nobody of the urgent department."""
    house.offline(ANA)
    house.offline(BRUNO)
    chat = Chat(house)
    await chat.says("oi, tô com febre e falta de ar")
    await chat.says("45")
    await chat.says("caucaia")
    assert "192" in await chat.hears("não há ninguém da equipe online")
    return chat


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
