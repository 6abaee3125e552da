"""A dead Bela leaves people waiting in conversations that are hers; the guard passes them on, and she finds them with people."""

from __future__ import annotations

from functools import partial

import pytest

from crm_sync.encounters import Owner
from sandbox import hooks
from sandbox.world import agents, forwarding, messages
from tests.integration.failover.pair import quiet
from tests.polling import until

#: Patience of six seconds, a look each six, and a busy machine.
WITHIN_S = 40
BRUNO = "bruno.atendimento"
MOVED, NOBODY = "Passei a sua conversa para a equipe", "não há ninguém da equipe"

pytestmark = [pytest.mark.timeout(300), pytest.mark.parametrize("guarded", [6], indirect=True)]


async def served_by(citizen, username):
    return (citizen.room.get("servedBy") or {}).get("username") == username


async def owner_is(pair, citizen, owner):
    return (await pair.people.conversation(citizen.room["_id"])).owner is owner


def heard_of(citizen, part):
    return [message["msg"] for message in citizen.heard if part in message["msg"]]


def told(pair, part):
    return [message["msg"] for message in pair.box.world.channels.said("#plantao") if part in message["msg"]]


def presence(pair, status):
    bruno = pair.box.world.users.named(BRUNO)
    agents.set_presence(pair.box.world, bruno, status)


def die(bela):
    bela.kill()


def freeze(bela):
    bela.freeze()


@pytest.mark.parametrize("blow", [die, freeze])
async def test_who_waits_for_a_bela_that_is_gone_reaches_people(guarded, blow):
    """One word with 192, one hand-off; back, she says nothing there, goes on elsewhere, and takes the room again when it is given back."""
    bela, guard = (each.process for each in guarded.belas)
    assert await bela.start(), bela.said()
    guard.launch("guard")
    waiting, resting = await guarded.greeted(within=WITHIN_S), await guarded.greeted(within=WITHIN_S)
    blow(bela)
    waiting.write("sim")
    await until(partial(served_by, waiting, BRUNO), within=WITHIN_S)
    await waiting.hears(4, within=WITHIN_S)
    assert "192" in heard_of(waiting, MOVED)[0]
    assert resting.room["servedBy"]["username"] == "bela"
    if bela.running:
        bela.thaw()
    else:
        assert await bela.start(), bela.said()
    await until(partial(owner_is, guarded, waiting, Owner.HUMAN), within=WITHIN_S)
    resting.write("sim")
    await resting.hears(4, within=WITHIN_S)
    await quiet(1.5, lambda: len(waiting.heard) == 4)
    assert len(heard_of(waiting, MOVED)) == 1
    assert not heard_of(resting, MOVED)
    assert len(told(guarded, "Passei para a equipe 1 conversa")) == 1
    await given_back(guarded, waiting)


async def is_back(pair):
    return bool(told(pair, "responde de novo"))


async def given_back(pair, citizen):
    """A person gives the room back: Bela says that she is there again, and hears nothing of what was said before."""
    world = pair.box.world
    bruno, bela = world.users.named(BRUNO), world.users.named("bela")
    await until(partial(is_back, pair), within=WITHIN_S)
    messages.from_user(world, citizen.room, bruno, {"msg": "Olá, sou o Bruno."})
    forwarding.forward(world, citizen.room, bruno, user_id=bela["_id"])
    count = len(citizen.heard) + 1
    await citizen.hears(count, within=WITHIN_S)
    await quiet(1.5, lambda: len(citizen.heard) == count)
    assert "de novo" in citizen.heard[-1]["msg"]


@pytest.mark.parametrize("writes_on", [False, True])
async def test_what_a_guard_did_not_live_to_say_the_next_one_says(guarded, writes_on):
    """Killed between the forward and its word: said once by its successor, who passes nothing on anew; a citizen may have written since."""
    bela, guard = (each.process for each in guarded.belas)
    assert await bela.start(), bela.said()
    guard.launch("guard")
    citizen = await guarded.greeted(within=WITHIN_S)
    forward = hooks.request_of("admin", path="livechat/room.forward")
    # The first is refused: nobody of the urgent department is online.
    guarded.box.hooks.when(forward, partial(dies, guard), nth=2, moment=hooks.Moment.CARRIED_OUT)
    bela.kill()
    citizen.write("sim")
    await until(partial(is_gone, guard), within=WITHIN_S)
    assert await served_by(citizen, BRUNO)
    if writes_on:
        citizen.write("tem alguém aí?")
    assert not heard_of(citizen, MOVED)
    guard.launch("guard")
    await citizen.hears(4, within=2 * WITHIN_S)
    await quiet(8, lambda: len(citizen.heard) == 4)
    assert "(Atendimento)" in heard_of(citizen, MOVED)[0]
    assert len(told(guarded, "Passei para a equipe 1 conversa")) == 1
    assert len(forwards(citizen, guarded)) == 1


async def is_gone(process):
    return not process.running


def dies(process, _entry):
    process.kill()
    return hooks.Outcome.NO_ANSWER


def forwards(citizen, pair):
    return forwarding.history(pair.box.world, citizen.room)


async def test_where_nobody_is_online_one_word_is_said_and_a_bela_that_comes_back_answers(guarded):
    """One honest word however much is written, one line for operators; what was written meanwhile is answered once."""
    bela, guard = (each.process for each in guarded.belas)
    assert await bela.start(), bela.said()
    guard.launch("guard")
    citizen, undisturbed = await guarded.greeted(within=WITHIN_S), await guarded.greeted(within=WITHIN_S)
    undisturbed.write("sim")
    await undisturbed.hears(4, within=WITHIN_S)
    await until(partial(guarded.all_is_written, undisturbed), within=WITHIN_S)
    presence(guarded, "offline")
    bela.kill()
    citizen.write("sim")
    await citizen.hears(4, within=WITHIN_S)
    assert "192" in heard_of(citizen, NOBODY)[0]
    await quiet(8, lambda: len(citizen.heard) == 4)
    assert len(told(guarded, "ninguém da equipe está on-line")) == 1
    assert await bela.start(), bela.said()
    count = len(undisturbed.heard) + 1
    await citizen.hears(count, within=WITHIN_S)
    await quiet(1.5, lambda: len(citizen.heard) == count)
    assert [m["msg"] for m in citizen.heard if NOBODY not in m["msg"]] == [
        m["msg"] for m in undisturbed.heard
    ]


async def test_without_a_database_who_was_seen_waiting_long_enough_reaches_people(guarded):
    """Bela lives and may not speak; when the database is back she leaves the room to whom it was given."""
    bela, standby = guarded.belas
    for each in guarded.belas:
        assert await each.process.start(), each.process.said()
    citizen = await guarded.greeted(within=WITHIN_S)
    for each in guarded.belas:
        each.way.block()
    citizen.write("sim")
    await until(partial(served_by, citizen, BRUNO), within=2 * WITHIN_S)
    await citizen.hears(4, within=WITHIN_S)
    for each in (bela, standby):
        each.way.mend()
    await until(partial(owner_is, guarded, citizen, Owner.HUMAN), within=WITHIN_S)
    await quiet(1.5, lambda: len(citizen.heard) == 4)
    assert heard_of(citizen, MOVED)
