"""Rooms on their way to people, and what is waited for there."""

from __future__ import annotations

from datetime import timedelta

import psycopg

import config
from crm_sync.encounters import Owner
from sandbox.world import messages, routing
from tests.house import Chat
from tests.polling import until

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


async def grave(house, *, serving=ANA, **who):
    """A grave case that a department has."""
    chat = Chat(house, **who)
    await chat.says("oi, tô com febre e falta de ar")
    await chat.says("45")
    await chat.says("caucaia")
    await served_by(chat, serving)
    await owned_by(chat, Owner.HUMAN if serving else Owner.QUEUED)
    return chat


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
