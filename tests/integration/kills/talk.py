"""One conversation from "oi" to a human's first word, and everything that is to be the same however often Bela dies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from crm_sync import history, person_codes, steps
from crm_sync.encounters import Owner
from sandbox.citizens import Citizen
from tests.integration.kills.stage import HUMAN_GREETING, Stage
from tests.polling import until

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
#: What is written to the human afterwards; Bela has no answer to it.
LAST_WORD = "Estou melhor, obrigada"
_CODE = re.compile(r"BELA(-[0-9A-Z]{4}){2}")
_ANSWERED_WITHIN_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is left of a conversation, without what differs from person to person."""

    #: What the citizen heard, in order.
    heard: list[str]
    #: The departments the room was given to.
    transfers: list[str]
    owner: Owner
    encounters: int
    #: Question and value, in order.
    answers: list[tuple[str, Any]]
    #: Risk classes.
    triages: list[str]
    #: What the registry has as decided to be sent: kind and words, in order.
    decided: list[tuple[str, str]]
    #: Beginnings of those that did not arrive by the registry's word, and why.
    undelivered: list[tuple[str, str | None]]
    #: How many steps each message of the citizen has, in order.
    steps: list[int]


class Talk:
    """A citizen who follows the script, whatever becomes of Bela."""

    def __init__(self, stage: Stage, *, source: str = "api", impatient: bool = False) -> None:
        """`impatient`: while Bela is dead the next message is written already."""
        self._stage = stage
        self.citizen: Citizen = stage.box.citizen(source=source)
        self._impatient = impatient
        #: How many entries of the script are written.
        self._entries = 0
        self._written: list[str] = []
        #: How many messages were heard after each entry of the script.
        self.pace: list[int] = []

    @property
    def room_id(self) -> str:
        """The conversation's room."""
        return str(self.citizen.room["_id"])

    @property
    def has_begun(self) -> bool:
        """Whether anything was written."""
        return bool(self._written)

    async def play(self, pace: Sequence[int]) -> None:
        """The whole conversation; `pace` tells how many messages are heard when an entry is answered."""
        for number, count in enumerate(pace, start=1):
            self._write(number)
            await self._insist(partial(self._has_heard, count))
        await self._end()

    async def play_undisturbed(self) -> None:
        """The whole conversation, by the registry's word that everything has left."""
        for number in range(1, len(SCRIPT) + 1):
            self._write(number)
            await until(self._is_answered, within=_ANSWERED_WITHIN_S)
            self.pace.append(len(self.citizen.heard))
        await self._end()

    async def outcome(self) -> Outcome:
        """What the citizen, Rocket.Chat and the registry have of it."""
        people = self._stage.people
        admission = await people.conversation(self.room_id)
        assert admission is not None
        person = await people.history(person_codes.parse(admission.person_code))
        assert person is not None
        told = [entry.what for entry in person.entries]
        said = [what for what in told if isinstance(what, history.Said)]
        return Outcome(
            heard=self.heard,
            transfers=self._stage.transfers(self.citizen.room),
            owner=admission.owner,
            encounters=len(person.encounters),
            answers=[(what.question, what.value) for what in told if isinstance(what, steps.Answer)],
            triages=[what.risk_class for what in told if isinstance(what, steps.Triage)],
            decided=[(what.kind.value, _plain(what.body.get("text", ""))) for what in said],
            undelivered=[
                (what.body.get("text", "")[:30], what.failure) for what in said if what.sent_at is None
            ],
            steps=[await self._stage.steps(self.room_id, each) for each in self._written],
        )

    @property
    def heard(self) -> list[str]:
        """What the citizen heard, without the person's code."""
        return [_plain(message["msg"]) for message in self.citizen.heard]

    def _write(self, number: int) -> None:
        """So many entries of the script are written now, unless they were before."""
        for entry in SCRIPT[self._entries : number]:
            self._written += [self.citizen.write(text)["_id"] for text in entry]
        self._entries = max(self._entries, number)

    async def _end(self) -> None:
        """Until the human has the word and Bela owes nothing; the citizen's last word is the human's."""
        await self._insist(self._is_over)
        self.citizen.write(LAST_WORD)

    async def _insist(self, holds) -> None:
        """Wait for something that Bela does, bringing her back as often as she dies."""

        async def holds_or_dead() -> bool:
            return not self._stage.bela.running or await holds()

        while True:
            await until(holds_or_dead, within=_ANSWERED_WITHIN_S)
            if self._stage.bela.running:
                return
            if self._impatient:
                self._write(self._entries + 1)
            await self._stage.bela.start()

    async def _has_heard(self, count: int) -> bool:
        return len(self.citizen.heard) >= count

    async def _is_answered(self) -> bool:
        known = [await self._stage.steps(self.room_id, each) for each in self._written]
        return all(known) and not await self._stage.people.unsent(self.room_id)

    async def _is_over(self) -> bool:
        admission = await self._stage.people.conversation(self.room_id)
        with_human = admission is not None and admission.owner is Owner.HUMAN
        return (
            with_human
            and self.heard[-1] == HUMAN_GREETING
            and not await self._stage.people.unsent(self.room_id)
        )


def _plain(text: str) -> str:
    return _CODE.sub("BELA-…", text)
