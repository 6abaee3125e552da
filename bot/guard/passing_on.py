"""How do the people whom a dead Bela left waiting reach the team? The guard gives their conversations to people.

While it does, it leads for the bot in the database, without speaking: a Bela that comes up meanwhile waits for a moment, and then
finds the conversation with people. Where a Bela lives and is not heard, or the database is away, nobody can be kept out like that; then
only whom the guard itself has seen waiting for the whole time is passed on, as a Bela that can speak answers within seconds.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

import structlog

import config
from rocketchat_bridge import documents
from rocketchat_bridge.left_behind import Untold, Waiting

#: Seconds for which a Bela that comes up may be kept waiting.
_AT_A_TIME: Final = 3.0

_MOVED: Final = (
    "A *Bela* está fora do ar. Passei a sua conversa para a equipe ({department}): uma pessoa continua daqui.\n\n"
    "Se piorar ou tiver falta de ar, não espere: ligue *{samu}* (SAMU)."
)
_NOBODY: Final = (
    "A *Bela* está fora do ar, e agora não há ninguém da equipe on-line. O que você escreveu está guardado e vai ser respondido.\n\n"
    "Se for urgente ou piorar, não espere: ligue *{samu}* (SAMU)."
)

#: What the deployment's further languages add: without Bela nobody knows the person's.
_MOVED_IN: Final = {
    "en": "*Bela* is unavailable: a person from our team continues here. If you get worse, call *{samu}*.",
    "es": "*Bela* no está disponible: una persona del equipo continúa aquí. Si empeora, llame al *{samu}*.",
}
_NOBODY_IN: Final = {
    "en": "*Bela* is unavailable and nobody of our team is online now; you will be answered. If it is urgent, call *{samu}*.",
    "es": "*Bela* no está disponible y ahora no hay nadie del equipo en línea; le responderán. Si es urgente, llame al *{samu}*.",
}
#: Looks that act, between two for rooms that were passed on without a word.
_LOOK_FOR_UNTOLD: Final = 10

_log = structlog.get_logger()


class Rooms(Protocol):
    """Rocket.Chat's conversations, as far as a guard touches them; every call may raise AdminError."""

    def waiting(self, bot: str) -> list[Waiting]:
        """The bot's rooms in which a citizen waits, the longest waiting first."""

    def pass_on(self, room_id: documents.RoomId, bot: str, departments: Sequence[str]) -> str | None:
        """Give it to the first department that takes it: its name; None when nobody can."""

    def untold(self, bot: str) -> list[Untold]:
        """Rooms that a guard passed on, and in which it did not live to say so."""

    def say(self, waiting: Waiting | Untold, text: str, *, what: str) -> None:
        """Say something there; the same thing once, until somebody has spoken."""

    def tell_operators(self, text: str) -> None:
        """Say it in the operators' room, where there is one."""


@dataclass(slots=True, kw_only=True)
class PassingOn:
    """Looks after the conversations that one bot has, while nobody answers for it."""

    bot: str
    rooms: Rooms
    #: The departments' names in Rocket.Chat, the first to be asked first.
    departments: Sequence[str]
    samu: str
    #: The deployment's.
    languages: Sequence[str]
    #: Keeps every process of the bot from speaking, and tells whether it is so.
    instead: Callable[[], AbstractAsyncContextManager[Callable[[], bool]]]
    #: How long somebody is seen waiting before they are passed on although a Bela may live.
    after: timedelta
    #: Seconds that only grow.
    clock: Callable[[], float] = time.monotonic
    #: When each room was first seen to wait with this message.
    _seen: dict[tuple[str, str], float] = field(default_factory=dict)
    #: Rooms that nobody could take at the last look.
    _stranded: int = 0
    #: Looks at which it was time to act, since a Bela answered.
    _acted: int = 0

    async def look(self, *, act: bool) -> None:
        """See who waits, and pass them on where it is time to `act`.

        Raises:
            rocketchat_bridge.admin_errors.AdminError: Rocket.Chat is away, or refuses the administrator.
        """
        waiting = await asyncio.to_thread(self.rooms.waiting, self.bot)
        now = self.clock()
        self._seen = {key: self._seen.get(key, now) for key in map(_key, waiting)}
        if not act:
            return
        moved: list[str | None] = []
        if waiting:
            async with self.instead() as alone:
                moved += [await self._pass_on(room) for room in self._in_time(waiting, alone)]
        if self._acted % _LOOK_FOR_UNTOLD == 0:
            moved += await asyncio.to_thread(self._make_up)
        self._acted += 1
        if moved:
            await asyncio.to_thread(self._report, moved)

    def forget(self) -> None:
        """Bela answers again."""
        self._seen, self._stranded, self._acted = {}, 0, 0

    def _in_time(self, waiting: Sequence[Waiting], alone: Callable[[], bool]) -> Iterator[Waiting]:
        """Those who may be passed on now; the others have their turn at the next look."""
        until = self.clock() + _AT_A_TIME
        due = (room for room in waiting if alone() or self._seen_long(room))
        return itertools.takewhile(lambda _: self.clock() < until, due)

    def _seen_long(self, room: Waiting) -> bool:
        return self.clock() - self._seen[_key(room)] >= self.after.total_seconds()

    async def _pass_on(self, room: Waiting) -> str | None:
        return await asyncio.to_thread(self._pass_one_on, room)

    def _pass_one_on(self, room: Waiting) -> str | None:
        """Runs in a thread: the calls wait for the server. The word follows the deed, so that it promises nothing."""
        department = self.rooms.pass_on(room.room_id, self.bot, self.departments)
        if department:
            _log.warning("room_passed_on", bot=self.bot, room=room.room_id, department=department)
            self._say_moved(room, department)
        else:
            self.rooms.say(room, self._text(_NOBODY, _NOBODY_IN), what="nobody")
        return department

    def _make_up(self) -> list[str]:
        """Say what another guard, or this one at a call that failed, did not come to say. Runs in a thread."""
        owed = self.rooms.untold(self.bot)
        for room in owed:
            _log.warning("word_made_up_for", bot=self.bot, room=room.room_id)
            self._say_moved(room, room.department)
        return [room.department or "?" for room in owed]

    def _say_moved(self, room: Waiting | Untold, department: str) -> None:
        self.rooms.say(room, self._text(_MOVED, _MOVED_IN, department=department), what="moved")

    def _text(self, portuguese: str, others: Mapping[str, str], **facts: str) -> str:
        told = [portuguese, *(others[each] for each in self.languages if each in others)]
        return "\n\n".join(told).format(samu=self.samu, **facts)

    def _report(self, outcomes: Sequence[str | None]) -> None:
        """Tell operators of conversations that went, and once of those that nobody takes."""
        moved, stranded = sum(1 for each in outcomes if each), outcomes.count(None)
        if stranded and not self._stranded:
            _log.warning("nobody_takes_rooms", bot=self.bot, count=stranded)
        if moved or (stranded and not self._stranded):
            self.rooms.tell_operators(_told(self.bot, moved, stranded))
        self._stranded = stranded


def in_order(deployment: config.Deployment) -> list[str]:
    """The names of the departments that are asked, the first one first."""
    first = deployment.watching.guard_department
    ordered = sorted(deployment.departments, key=lambda department: department.id != first)
    return list(dict.fromkeys(department.name for department in ordered))


def _key(room: Waiting) -> tuple[str, str]:
    return room.room_id, room.unanswered


def _told(bot: str, moved: int, stranded: int) -> str:
    words = [f"O robô {bot} não responde."]
    if moved:
        words.append(f"Passei para a equipe {moved} conversa(s) em que alguém esperava por ele.")
    if stranded:
        words.append(
            f"Em {stranded} conversa(s) alguém espera e ninguém da equipe está on-line: chame alguém, ou faça a Bela voltar."
        )
    return " ".join(words)
