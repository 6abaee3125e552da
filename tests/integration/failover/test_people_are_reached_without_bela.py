"""Rocket.Chat gives a dead bot every new conversation; the guard takes it out of routing, and puts it back."""

from __future__ import annotations

from functools import partial

from tests.polling import until

#: Patience of five seconds, a look each two, and a busy machine.
WITHIN_S = 30
HUMAN = "bruno.atendimento"


async def bot_is_in(pair, wanted):
    """Whether routing gives the bot rooms, or gives it none: it is taken out and put back in two calls."""
    bot = pair.box.world.users.named("bela")
    return {"bot" in bot["roles"], bot["statusLivechat"] == "available"} == {wanted}


def served_by(citizen):
    """Who gets a new conversation."""
    citizen.write("oi")
    return citizen.room["servedBy"]["username"]


def told(pair):
    return [message["msg"] for message in pair.box.world.channels.said("#plantao")]


async def test_a_dead_bela_is_taken_out_and_put_back(guarded):
    """`bela guard`: killed, new conversations reach people and operators are told; back, they begin with her again."""
    bela, guard = (each.process for each in guarded.belas)
    assert await bela.start(), bela.said()
    guard.launch("guard")
    assert served_by(guarded.box.citizen()) == "bela"
    bela.kill()
    await until(partial(bot_is_in, guarded, False), within=WITHIN_S)
    assert served_by(guarded.box.citizen()) == HUMAN
    assert "livechat-agent" in guarded.box.world.users.named("bela")["roles"]
    assert await bela.start(), bela.said()
    await until(partial(bot_is_in, guarded, True), within=WITHIN_S)
    citizen = guarded.box.citizen(source="api")
    assert served_by(citizen) == "bela"
    await citizen.hears(1, within=WITHIN_S)
    await until(partial(two_words, guarded), within=WITHIN_S)
    assert "Tirei-o da distribuição" in told(guarded)[0]
    assert "responde de novo" in told(guarded)[1]


async def two_words(pair):
    return len(told(pair)) == 2


async def test_without_a_database_people_are_reached_too(guarded):
    """Leader and standby live, and PostgreSQL cannot be reached: they take their own bot out, and put it back afterwards."""
    for bela in guarded.belas:
        assert await bela.process.start(), bela.process.said()
    for bela in guarded.belas:
        bela.way.block()
    await until(partial(bot_is_in, guarded, False), within=WITHIN_S)
    assert served_by(guarded.box.citizen()) == HUMAN
    for bela in guarded.belas:
        bela.way.mend()
    await until(partial(bot_is_in, guarded, True), within=WITHIN_S)
    assert served_by(guarded.box.citizen()) == "bela"
