"""What fails, and when? A seeded mixture of the sandbox's faults and of sudden deaths."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Final

from benchmarks.chaos import stage as stages

#: Seconds between two faults.
_CALM: Final = (0.05, 0.9)
#: Faults between two deaths, on average.
_FAULTS_PER_DEATH: Final = 3
#: Seconds that Bela lives at least: who is killed again while she starts answers nobody, and proves nothing.
_LIVES_S: Final = 4.0
#: Half-open sockets pass nothing for so long.
_HALF_OPEN_S: Final = 1.0
#: Then most of them turn out to be dead; the others live on, and what they should have passed is lost without a sign.
_DEAD_AFTER_HALF_OPEN: Final = 0.75
#: Calls that are carried out and whose answers are lost.
_LOSABLE: Final = ("chat.sendMessage", "livechat/room.forward", "chat.syncMessages", "livechat/rooms")


async def storm(stage: stages.Stage, dice: random.Random, *, until: asyncio.Event) -> list[float]:
    """One fault after the other until everybody has written; gives the moments of death, by the monotonic clock."""
    deaths: list[float] = []
    gentle, deadly = _gentle(stage, dice), _deadly(stage)
    while not until.is_set():
        if dice.randrange(_FAULTS_PER_DEATH) == 0 and stage.up_for > _LIVES_S:
            await dice.choice(deadly)()
            deaths.append(time.monotonic())
        else:
            dice.choice(gentle)()
        if stage.box.faults.plan.half_open:
            await asyncio.sleep(_HALF_OPEN_S)
            stage.box.faults.set(half_open=False)
            if dice.random() < _DEAD_AFTER_HALF_OPEN:
                stage.box.gateway.drop_all("bela")
        await asyncio.sleep(dice.uniform(*_CALM))
    stage.box.faults.clear()
    return deaths


def _gentle(stage: stages.Stage, dice: random.Random) -> list[Callable[[], object]]:
    faults = stage.box.faults
    return [
        lambda: stage.box.gateway.drop_all("bela"),
        lambda: faults.set(duplicate_frames=True),
        lambda: faults.set(reorder_frames=True),
        lambda: faults.set(republish_noise=True),
        lambda: faults.set(lose_before_ready=True, ready_delay=0.1),
        lambda: faults.set(half_open=True),
        lambda: faults.set(bad_gateway=dice.randint(1, 5), path="", user="bela"),
        lambda: faults.set(lost_answers=dice.randint(1, 3), path=dice.choice(_LOSABLE), user="bela"),
        lambda: faults.set(too_many_requests=1, path="chat.sendMessage", user="bela"),
        lambda: faults.set(latency=dice.uniform(0.02, 0.3)),
        faults.clear,
    ]


def _deadly(stage: stages.Stage) -> list[Callable[[], Awaitable[None]]]:
    """Bela dies most often: hers are the guarantees."""
    return [
        stage.kill_bela,
        stage.kill_bela,
        stage.kill_postgres,
        *([stages.kill_rasa] if stage.with_rasa else []),
    ]
