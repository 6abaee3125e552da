"""Two Belas of one bot user, each a process of its own with its own way to PostgreSQL, and a citizen who follows a script."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crm_sync import registry
from crm_sync.encounters import Owner
from sandbox import Sandbox
from sandbox.citizens import Citizen
from tests.bela_process import BelaProcess
from tests.integration.failover.way import Way
from tests.polling import until

#: The first answer after a blow comes within this, whoever gives it.
ANSWER_WITHIN_S = 10
#: No promise, only patience with a machine that does other work besides.
_SETTLED_WITHIN_S = 180
#: How many words answer the first message.
GREETING = 3
_CODE = re.compile(r"BELA(-[0-9A-Z]{4}){2}")
#: What the citizen writes; the answers to one entry are waited for before the next. The third is a burst.
SCRIPT = (
    ("oi",),
    ("sim",),
    ("Maria da Silva", "34", "fortaleza"),
    ("tosse e febre",),
    ("3 dias",),
    ("canso quando ando",),
    ("38,5",),
    ("diabetes",),
    ("não",),
    ("não",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bela:
    """One of the two."""

    process: BelaProcess
    way: Way


class Pair:
    """A leader and a standby; which is which changes."""

    def __init__(self, box: Sandbox, belas: tuple[Bela, Bela], people: registry.Registry) -> None:
        self.box = box
        self.belas = belas
        self.people = people

    async def settle(self) -> None:
        """Both run, one leads and hears, one stands by."""
        self.box.hooks.clear()
        for bela in self.belas:
            bela.way.mend()
        await self.start()
        await until(self._settled, within=_SETTLED_WITHIN_S)

    async def start(self) -> None:
        """Both run, side by side, as each start costs seconds of a core."""
        await asyncio.gather(*(self._run(bela.process) for bela in self.belas))

    async def greeted(self, *, within: float) -> Citizen:
        """A citizen whom Bela has greeted; the last word is hers."""
        citizen = self.box.citizen(source="api")
        citizen.write("oi")
        await citizen.hears(GREETING, within=within)
        await until(partial(self.all_is_written, citizen), within=within)
        return citizen

    async def all_is_written(self, citizen: Citizen) -> bool:
        """Whether the registry knows of everything that the citizen heard."""
        admission = await self.people.conversation(citizen.room["_id"])
        return admission is not None and not await self.people.unsent(citizen.room["_id"])

    async def _run(self, process: BelaProcess) -> None:
        if not process.running:
            assert await process.start(), process.said()

    async def leader(self) -> Bela:
        """The one that speaks."""
        states = [await bela.process.state() for bela in self.belas]
        return self.belas[states.index("well")]

    async def _settled(self) -> bool:
        return sorted([await bela.process.state() for bela in self.belas]) == ["standby", "well"]


class Talk:
    """One conversation from "oi" to the human who takes it."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self.citizen = pair.box.citizen(source="api")
        self._written: list[str] = []
        #: How many messages were heard after each entry of the script.
        self.pace: list[int] = []
        #: Seconds to the first word after the blow.
        self.waited = 0.0

    async def play_undisturbed(self) -> None:
        """What every disturbed conversation is compared with."""
        for entry in SCRIPT:
            self._write(entry)
            await until(self._is_answered, within=_SETTLED_WITHIN_S)
            self.pace.append(len(self.citizen.heard))
        await until(self._is_over, within=_SETTLED_WITHIN_S)

    async def play(self, pace: list[int], *, before: int, blow: Callable[[], None]) -> None:
        """The whole conversation; the blow falls right before the so-and-so-manieth entry is written."""
        for number, (entry, count) in enumerate(zip(SCRIPT, pace, strict=True)):
            heard = len(self.citizen.heard)
            if number == before:
                blow()
            self._write(entry)
            began = time.monotonic()
            await self.citizen.hears(heard + 1, within=_SETTLED_WITHIN_S)
            if number == before:
                self.waited = time.monotonic() - began
            await self.citizen.hears(count, within=_SETTLED_WITHIN_S)
        await until(self._is_over, within=_SETTLED_WITHIN_S)

    @property
    def heard(self) -> list[str]:
        """What the citizen heard, without the person's code."""
        return [_CODE.sub("BELA-…", message["msg"]) for message in self.citizen.heard]

    async def steps(self) -> list[int]:
        """How many messages of the history each message of the citizen is."""
        admission = await self._pair.people.conversation(self.citizen.room["_id"])
        told = await self._pair.people.history(admission.person_code) if admission else None
        ids = [getattr(entry.what, "id", None) for entry in told.entries] if told else []
        return [ids.count(each) for each in self._written]

    def _write(self, entry: tuple[str, ...]) -> None:
        self._written += [self.citizen.write(text)["_id"] for text in entry]

    async def _is_answered(self) -> bool:
        return all(await self.steps()) and not await self._pair.people.unsent(self.citizen.room["_id"])

    async def _is_over(self) -> bool:
        admission = await self._pair.people.conversation(self.citizen.room["_id"])
        unsent = await self._pair.people.unsent(self.citizen.room["_id"])
        return admission is not None and admission.owner is Owner.HUMAN and not unsent


async def quiet(seconds: float, holds: Callable[[], bool]) -> None:
    """See that nothing happens for so long; there is no event for what must not come."""
    until_then = time.monotonic() + seconds
    while time.monotonic() < until_then:
        assert holds()
        await asyncio.sleep(0.05)
