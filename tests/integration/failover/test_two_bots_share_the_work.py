"""Two bot users of one deployment, each with a process of its own: Rocket.Chat shares the rooms out, the memory is one."""

from __future__ import annotations

import asyncio
from functools import partial

from sandbox.world import messages, rooms
from tests.polling import until

WITHIN_S = 30


async def answered(pair, room_id):
    admission = await pair.people.conversation(room_id)
    return admission is not None and admission.revision > 0 and not await pair.people.unsent(room_id)


async def test_each_bot_answers_the_rooms_it_was_given(two_bots):
    """Rocket.Chat gives new rooms to both in turn; every citizen is answered once, by the bot that serves the room."""
    citizens = [two_bots.box.citizen(source="api") for _ in range(6)]
    for citizen in citizens:
        citizen.write("oi")
    await asyncio.gather(*(citizen.hears(3, within=WITHIN_S) for citizen in citizens))
    serving = [citizen.room["servedBy"]["username"] for citizen in citizens]
    assert sorted(serving) == ["bela"] * 3 + ["bela.2"] * 3
    for citizen, bot in zip(citizens, serving, strict=True):
        assert {message["u"]["username"] for message in citizen.heard} == {bot}
        assert [m["msg"] for m in citizen.heard] == [m["msg"] for m in citizens[0].heard]


async def test_a_person_is_one_whichever_bot_serves(two_bots):
    """One account with two rooms at once, one at each bot: both conversations belong to the same person."""
    world, citizen = two_bots.box.world, two_bots.box.citizen(source="api")
    other, _ = rooms.find_or_open(world, two_bots.box.citizen(source="api").visitor, source=citizen.source)
    first = citizen.open()
    other["v"] = {**first["v"]}
    assert {first["servedBy"]["username"], other["servedBy"]["username"]} == {"bela", "bela.2"}
    for room in (first, other):
        messages.from_visitor(world, room, citizen.visitor, "oi")
    for room in (first, other):
        await until(partial(answered, two_bots, room["_id"]), within=WITHIN_S)
    codes = {(await two_bots.people.conversation(room["_id"])).person_code for room in (first, other)}
    assert len(codes) == 1


async def test_the_others_rooms_are_left_alone(two_bots):
    """One bot's process is gone; its rooms wait for its return, and the other bot neither answers nor books anything in them."""
    citizens = [two_bots.box.citizen(source="api") for _ in range(2)]
    for citizen in citizens:
        citizen.write("oi")
    await asyncio.gather(*(citizen.hears(3, within=WITHIN_S) for citizen in citizens))
    [lonely] = [citizen for citizen in citizens if citizen.room["servedBy"]["username"] == "bela.2"]
    [tended] = [citizen for citizen in citizens if citizen is not lonely]
    two_bots.belas[1].process.kill()
    heard = len(lonely.heard)
    lonely.write("sim")
    tended.write("sim")
    await tended.hears(heard + 1, within=WITHIN_S)
    assert len(lonely.heard) == heard
    assert await two_bots.belas[1].process.start()
    await lonely.hears(len(tended.heard), within=WITHIN_S)
    assert [m["msg"] for m in lonely.heard] == [m["msg"] for m in tended.heard]
