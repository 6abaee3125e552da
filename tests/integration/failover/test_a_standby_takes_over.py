"""The leader is killed, frozen or cut off from PostgreSQL; the standby answers, and nobody who talks with Bela can tell."""

from __future__ import annotations

import pytest

from crm_sync.leadership import SPEAKS_FOR
from sandbox import hooks
from tests.integration.failover.pair import ANSWER_WITHIN_S, Talk, quiet
from tests.polling import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


def kill(leader):
    leader.process.kill()


def freeze(leader):
    leader.process.freeze()


def cut_off(leader):
    leader.way.block()


def mend(leader):
    """Everything that can be undone of a blow."""
    if leader.process.running:
        leader.process.thaw()
    leader.way.mend()


async def has_ended(leader):
    return not leader.process.running


async def one_speaks(pair, talk, undisturbed):
    """Same words in the same order, one step for each message, one hand-off, and both processes in their places."""
    await pair.settle()
    await quiet(1.5, lambda: talk.heard == undisturbed.heard)
    assert await talk.steps() == await undisturbed.steps()
    transfers = [m for m in pair.box.world.messages.of_room(talk.citizen.room["_id"]) if "transferData" in m]
    assert len(transfers) == 1


async def test_of_two_only_one_speaks(pair, undisturbed):
    """Each message has its step, and each word of the answers stands in the room once."""
    assert set(await undisturbed.steps()) == {1}
    words = [message["_id"] for message in undisturbed.citizen.heard]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("blow", "before"),
    [
        pytest.param(kill, 2, id="killed before a burst"),
        pytest.param(freeze, 0, id="frozen before the first word"),
        pytest.param(freeze, 9, id="frozen before the hand-off"),
        pytest.param(cut_off, 2, id="cut off before a burst"),
    ],
)
async def test_the_standby_answers(pair, undisturbed, blow, before):
    """Whatever befalls the leader before a message is written: its answer comes within ten seconds, and all is as ever."""
    leader, talk = await pair.leader(), Talk(pair)
    await talk.play(undisturbed.pace, before=before, blow=lambda: blow(leader))
    assert talk.waited < ANSWER_WITHIN_S
    mend(leader)
    await one_speaks(pair, talk, undisturbed)


@pytest.mark.parametrize(
    ("path", "nth", "moment"),
    [
        ("chat.sendMessage", 2, hooks.Moment.BEFORE),
        ("chat.sendMessage", 9, hooks.Moment.CARRIED_OUT),
        ("livechat/room.forward", 1, hooks.Moment.BEFORE),
        ("livechat/room.forward", 1, hooks.Moment.CARRIED_OUT),
    ],
)
async def test_a_leader_frozen_in_the_middle_of_a_call_says_nothing_when_it_wakes(
    pair, undisturbed, path, nth, moment
):
    """Frozen with a request on its way, and thawed after the conversation is over: no word is said late or twice."""
    leader, talk = await pair.leader(), Talk(pair)
    pair.box.hooks.when(hooks.request_of("bela", path=path), lambda _: freeze(leader), nth=nth, moment=moment)
    await talk.play(undisturbed.pace, before=0, blow=lambda: None)
    mend(leader)
    await one_speaks(pair, talk, undisturbed)


async def test_a_leader_that_wakes_before_anybody_took_over_goes_on(pair, undisturbed):
    """A pause shorter than the lease changes nothing: the same process answers."""
    leader, talk = await pair.leader(), Talk(pair)
    leader.process.freeze()
    await quiet(SPEAKS_FOR / 3, lambda: not talk.heard)
    leader.process.thaw()
    await talk.play(undisturbed.pace, before=0, blow=lambda: None)
    assert await pair.leader() is leader
    await one_speaks(pair, talk, undisturbed)


async def test_a_leader_that_is_asked_to_end_is_followed_at_once(pair, undisturbed):
    """An orderly end gives the lock back; the next answer comes as if nothing had happened."""
    leader, talk = await pair.leader(), Talk(pair)
    await talk.play(undisturbed.pace, before=4, blow=leader.process.ask_to_end)
    assert talk.waited < ANSWER_WITHIN_S / 2
    await until(lambda: has_ended(leader), within=ANSWER_WITHIN_S)
    await one_speaks(pair, talk, undisturbed)
