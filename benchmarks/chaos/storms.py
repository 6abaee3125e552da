"""One storm: some citizens write at the same time while everything fails; each gets a verdict."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from benchmarks.chaos import expecting, scripts, verdict, weather
from benchmarks.chaos.stage import Stage
from rocketchat_bridge import reading
from sandbox.citizens import Citizen
from sandbox.world import forwarding
from tests.polling import until

#: An answer that does not come in so many seconds counts as lost.
_PATIENCE_S: Final = 90.0
#: No storm lasts longer; one that does is counted as not clean.
_LONGEST_S: Final = 600.0
#: After the storm, so long must nothing more be said: what comes twice may come late.
_QUIET_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """What became of it."""

    verdicts: tuple[verdict.Verdict, ...]
    deaths: int
    #: From each death until the next answer that somebody was waiting for.
    recovery_s: tuple[float, ...]


@dataclass(slots=True)
class _Waits:
    """When did somebody wait for an answer? By the monotonic clock."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def after(self, death: float) -> float | None:
        """Seconds until the first answer of those that were waited for at that moment."""
        return min((end - death for start, end in self.spans if start <= death <= end), default=None)


async def hold(stage: Stage, seeds: Sequence[int]) -> Storm:
    """Let the citizens of these seeds talk; the first seed makes the weather.

    Raises TimeoutError when it does not end, ExceptionGroup when Bela does not come up again.
    """
    over, waits = asyncio.Event(), _Waits()
    people = [_Person(stage, scripts.script(seed), waits) for seed in seeds]
    async with asyncio.timeout(_LONGEST_S):
        # Together with the weather: nobody goes on writing to a Bela that does not come up any more.
        async with asyncio.TaskGroup() as outdoors:
            sky = outdoors.create_task(weather.storm(stage, random.Random(f"weather {seeds[0]}"), until=over))
            await asyncio.gather(*(person.talk() for person in people))
            over.set()
        await stage.risen()
        await asyncio.gather(*(person.settle() for person in people))
        await asyncio.sleep(_QUIET_S)
    deaths = sky.result()
    recovered = [seconds for death in deaths if (seconds := waits.after(death)) is not None]
    return Storm(
        verdicts=tuple(person.verdict() for person in people), deaths=len(deaths), recovery_s=tuple(recovered)
    )


class _Person:
    """A citizen who follows a script, and what they should hear."""

    def __init__(self, stage: Stage, script: scripts.Script, waits: _Waits) -> None:
        self._stage = stage
        self._script = script
        self._waits = waits
        # Through the API, where no page has to load before the first answer.
        self._citizen: Citizen = stage.box.citizen(source="api")
        self._expected: expecting.Expected | None = None
        self._messages = 0

    async def talk(self) -> None:
        """Write each entry when the one before is answered; somebody who is not answered goes on all the same."""
        for pause, entry in zip(self._script.pauses, self._script.entries, strict=True):
            await asyncio.sleep(pause)
            if self._expected is not None and self._expected.with_people:
                return
            for text in entry:
                self._write(text)
            started = time.monotonic()
            await self.settle()
            self._waits.spans.append((started, time.monotonic()))

    def _write(self, text: str) -> None:
        self._citizen.write(text)
        if self._expected is None:
            room = self._citizen.room
            channel = reading.channel(room["source"])
            self._expected = expecting.Expected(self._stage.flows, room_id=room["_id"], channel=channel)
        if not self._expected.with_people:
            self._messages += 1
        self._expected.write(text, now=datetime.now(UTC))

    async def settle(self) -> None:
        """Until as much was heard as should be, and a room that was given away has somebody; or patience ends."""
        try:
            await until(self._is_answered, within=_PATIENCE_S)
        except TimeoutError:
            return

    async def _is_answered(self) -> bool:
        assert self._expected is not None
        complete = len(self._citizen.heard) >= len(self._expected.heard)
        return complete and len(self._transfers()) >= len(self._expected.hand_offs)

    def _transfers(self) -> list[str]:
        return [
            str(each["nextDepartment"]["name"])
            for each in forwarding.history(self._stage.box.world, self._citizen.room)
            if each["scope"] == "department"
        ]

    def _is_ownerless(self) -> bool:
        room = self._citizen.room
        queued = self._stage.box.world.inquiries.of_room(room["_id"]) is not None
        return bool(room.get("open")) and not room.get("servedBy") and not queued

    def verdict(self) -> verdict.Verdict:
        """What this citizen's side received, judged."""
        assert self._expected is not None
        return verdict.judge(
            seed=self._script.seed,
            messages=self._messages,
            expected=[expecting.plain(text) for text in self._expected.heard],
            heard=[expecting.plain(message["msg"]) for message in self._citizen.heard],
            decided=self._expected.hand_offs,
            transfers=self._transfers(),
            ownerless=self._is_ownerless(),
        )
