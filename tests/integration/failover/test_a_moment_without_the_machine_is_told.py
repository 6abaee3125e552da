"""A Bela that the machine gives no time for a moment says so, and owes nobody anything."""

from __future__ import annotations

from functools import partial

import aiohttp
import pytest

from tests.integration.failover.pair import GREETING, quiet
from tests.polling import until

#: No promise, only patience with a machine that does other work besides.
WITHIN_S = 60
STALLED = 'bela_log_events_total{event="loop_stalled",level="warning"}'

pytestmark = pytest.mark.timeout(300)


async def test_a_frozen_moment_is_an_alarm_and_the_message_in_it_is_answered(guarded):
    """Too short for a standby to take over: monitoring counts `loop_stalled`, and the citizen gets one answer."""
    bela = guarded.belas[0].process
    assert await bela.start(), bela.said()
    undisturbed, citizen = await guarded.greeted(within=WITHIN_S), await guarded.greeted(within=WITHIN_S)
    undisturbed.write("sim")
    await until(partial(is_answered, guarded, undisturbed), within=WITHIN_S)
    before = await stalls(bela)
    bela.freeze()
    citizen.write("sim")
    await quiet(1.0, lambda: len(citizen.heard) == GREETING)
    bela.thaw()
    await until(partial(is_answered, guarded, citizen), within=WITHIN_S)

    async def told():
        return await stalls(bela) > before

    await until(told, within=WITHIN_S)
    assert [each["msg"] for each in citizen.heard] == [each["msg"] for each in undisturbed.heard]


async def is_answered(pair, citizen):
    return len(citizen.heard) > GREETING and await pair.all_is_written(citizen)


async def stalls(bela):
    """How many stalls monitoring was told of; -1 while it is not answered."""
    try:
        lines = (await bela.metrics()).splitlines()
    except (aiohttp.ClientError, TimeoutError):
        return -1
    return max([float(line.split()[-1]) for line in lines if line.startswith(STALLED)], default=0)
