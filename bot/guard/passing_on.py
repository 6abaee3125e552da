"""How do the people whom a dead Bela left waiting reach the team? The guard gives their conversations to people.

While it does, it leads for the bot in the database, without speaking: a Bela that comes up meanwhile waits for a moment, and then
finds the conversation with people. Where a Bela lives and is not heard, or the database is away, nobody can be kept out like that; then
only whom the guard itself has seen waiting for the whole time is passed on, as a Bela that can speak answers within seconds.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

import structlog

import config
from rocketchat_bridge import documents
from rocketchat_bridge.left_behind import Waiting

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

_log = structlog.get_logger()


class Rooms(Protocol):
    """Rocket.Chat's conversations, as far as a guard touches them; every call may raise AdminError."""

    def waiting(self, bot: str) -> list[Waiting]:
        """The bot's rooms in which a citizen waits, the longest waiting first."""

    def pass_on(self, room_id: documents.RoomId, bot: str, departments: Sequence[str]) -> str | None:
        """Give it to the first department that takes it: its name; None when nobody can."""

    def say(self, waiting: Waiting, text: str, *, what: str) -> None:
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

    async def look(self, *, act: bool) -> None:
        """See who waits, and pass them on where it is time to `act`.

        Raises:
            rocketchat_bridge.admin_errors.AdminError: Rocket.Chat is away, or refuses the administrator.
        """
        waiting = await asyncio.to_thread(self.rooms.waiting, self.bot)
        now = self.clock()
        self._seen = {key: self._seen.get(key, now) for key in map(_key, waiting)}
        if not waiting or not act:
            return
        async with self.instead() as alone:
            moved = [await self._pass_on(room) for room in self._in_time(waiting, alone)]
        await asyncio.to_thread(self._report, moved)

    def forget(self) -> None:
        """Bela answers again."""
        self._seen, self._stranded = {}, 0

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
            self.rooms.say(room, _MOVED.format(department=department, samu=self.samu), what="moved")
        else:
            self.rooms.say(room, _NOBODY.format(samu=self.samu), what="nobody")
        return department

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
