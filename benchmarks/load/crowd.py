"""Who writes when? Many open conversations, in which messages arrive as they please, whether or not Bela keeps up.

An answer's time counts from the moment at which its message was meant to be written: a Bela that falls behind is not spared
the waiting of those who could not even write.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Final

from benchmarks.bela_side import Town
from benchmarks.load import outcomes

#: Seconds after which an answer is lost.
_LOST_AFTER: Final = 120.0
#: Conversations that are made ready at once, before anything is measured.
_AT_ONCE: Final = 24


@dataclass(slots=True, kw_only=True)
class _Citizen:
    ids: dict[str, str]
    outcome: str
    #: How many of the script's messages were written.
    written: int = 0
    #: How many messages were there when the last answer was complete.
    heard: int = 0


@dataclass(slots=True)
class Heard:
    """What a stretch of time showed."""

    #: Seconds from the moment a message was meant to be written until all of its answer was there.
    latencies: list[float] = field(default_factory=list)
    unanswered: int = 0
    #: People to whom Bela came back before they wrote again: the team has them, and the script no longer holds.
    called_back: int = 0
    #: Conversations that ended, by outcome.
    ended: Counter[str] = field(default_factory=Counter)
    #: The most messages that waited for an answer at one moment.
    most_waiting: int = 0
    #: Seconds from the last arrival until everything was answered.
    drained_s: float = 0.0

    def figures(self) -> dict[str, float]:
        """The figures of a report; times in milliseconds."""
        cuts = quantiles(self.latencies, n=100)
        return {
            "messages": len(self.latencies),
            "unanswered": self.unanswered,
            "called_back": self.called_back,
            "p50_ms": round(cuts[49] * 1000, 1),
            "p95_ms": round(cuts[94] * 1000, 1),
            "p99_ms": round(cuts[98] * 1000, 1),
            "longest_ms": round(max(self.latencies) * 1000, 1),
            "most_waiting": self.most_waiting,
            "drained_s": round(self.drained_s, 2),
        }


class Crowd:
    """So many conversations that stay open; whoever has finished makes room for somebody new."""

    def __init__(self, town: Town, answers: Mapping[str, Sequence[int]], dice: random.Random) -> None:
        """`answers` tells how many messages answer each message of a script."""
        self._town = town
        self._answers = answers
        self._dice = dice
        #: Conversations in which nobody waits for an answer, the longest silent first.
        self._silent: deque[_Citizen] = deque()
        self._spoken = asyncio.Condition()
        self._size = 0

    async def grow(self, size: int) -> None:
        """Open conversations until there are so many, each somewhere between its first words and its end."""
        missing = iter(range(size - self._size))

        async def open_some() -> None:
            for _ in missing:
                citizen = await self._newcomer()
                length = len(outcomes.SCRIPTS[citizen.outcome])
                for _ in range(self._dice.randrange(1, length - 1)):
                    await self._say(citizen, Heard(), time.perf_counter())
                self._silent.append(citizen)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(open_some())
        self._dice.shuffle(self._silent)
        self._size = size

    async def speak(self, *, per_second: float, seconds: float) -> Heard:
        """Messages arrive at this rate, at random moments, for so long; returns when all are answered."""
        heard, waiting = Heard(), set[asyncio.Task[None]]()
        begun = at = time.perf_counter()
        while (at := at + self._dice.expovariate(per_second)) < begun + seconds:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            task = asyncio.create_task(self._one_more(heard, at))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
            heard.most_waiting = max(heard.most_waiting, len(waiting))
        last = time.perf_counter()
        await asyncio.gather(*waiting)
        heard.drained_s = time.perf_counter() - last
        return heard

    async def fall_silent(self, people: int) -> list[_Citizen]:
        """So many more citizens tell of danger and then write nothing: minutes later Bela comes back to each, unasked."""
        silent: list[_Citizen] = []
        missing = iter(range(people))

        async def alarm_some() -> None:
            for _ in missing:
                citizen = _Citizen(ids=await self._town.open_room(), outcome=outcomes.ALARM)
                for _ in range(outcomes.UP_TO_THE_ALARM):
                    await self._say(citizen, Heard(), time.perf_counter())
                silent.append(citizen)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(alarm_some())
        return silent

    def words_to(self, citizens: Sequence[_Citizen]) -> int:
        """How many messages these citizens have heard so far."""
        return sum(self._town.heard(citizen.ids) for citizen in citizens)

    async def _one_more(self, heard: Heard, meant_at: float) -> None:
        """Somebody who waits for nothing writes; where all wait, the message does too."""
        async with self._spoken:
            await self._spoken.wait_for(lambda: bool(self._silent))
            citizen = self._silent.popleft()
        if self._town.heard(citizen.ids) > citizen.heard:
            heard.called_back += 1
            await self._town.leave(citizen.ids)
            citizen = await self._newcomer()
        await self._say(citizen, heard, meant_at)
        if citizen.written == len(outcomes.SCRIPTS[citizen.outcome]):
            heard.ended[citizen.outcome] += 1
            await self._town.leave(citizen.ids)
            citizen = await self._newcomer()
        async with self._spoken:
            self._silent.append(citizen)
            self._spoken.notify()

    async def _say(self, citizen: _Citizen, heard: Heard, meant_at: float) -> None:
        text = outcomes.SCRIPTS[citizen.outcome][citizen.written]
        answers = self._answers[citizen.outcome][citizen.written]
        citizen.written += 1
        try:
            async with asyncio.timeout(_LOST_AFTER):
                await self._town.ask(citizen.ids, text, answers)
        except TimeoutError:
            heard.unanswered += 1
        else:
            heard.latencies.append(time.perf_counter() - meant_at)
        citizen.heard = self._town.heard(citizen.ids)

    async def _newcomer(self) -> _Citizen:
        return _Citizen(ids=await self._town.open_room(), outcome=outcomes.draw(self._dice))
