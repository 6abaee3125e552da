"""How does a running Bela take over changed settings? On SIGHUP: what is safe at once, the rest is named; a bad file changes nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from typing import Final

import structlog

import config
from bot import errors, fault_words
from bot.content.errors import ContentInvalid
from bot.runtime.live_content import LiveContent
from bot.told import Told, joined
from config.errors import SettingsInvalid
from config.taking_over import taken_over

_log = structlog.get_logger()

_STDIN: Final = 0
_AS_READ: Final = "Em vigor como estavam na última leitura"
_REFUSED: Final = Told(
    "Os ajustes não foram relidos, e vale o que valia:",
    "The settings were not read again, and what was in force stays in force:",
)


class Settings:
    """The settings in force, and how the last reading of the files went."""

    def __init__(
        self,
        deployment: config.Deployment,
        *,
        read: Callable[[], config.Deployment],
        content: LiveContent,
        say: Callable[[Told], None],
    ) -> None:
        """`read` reads the files anew."""
        self._read = read
        self._content = content
        self._say = say
        #: What holds now.
        self.deployment = deployment
        #: What differs in the files and waits for a restart, as `bela config show` names it.
        self.waiting: tuple[str, ...] = ()
        #: Why the files could not be taken over the last time; None: they were.
        self.fault: str | None = None

    def in_force(self) -> config.Deployment:
        """What holds now."""
        return self.deployment

    async def keep(self, asked: asyncio.Event) -> None:
        """Read the files anew whenever that is asked for, until cancelled."""
        while True:
            await asked.wait()
            asked.clear()
            await self.reload()

    async def reload(self) -> None:
        """Take over what the files say now, as far as that is safe; nothing of it when there is a fault."""
        try:
            taken = taken_over(self.deployment, await asyncio.to_thread(self._read))
            await self._content.prepare_for(taken.deployment)
        except (SettingsInvalid, ContentInvalid, errors.CannotRun) as error:
            self.fault = str(error).splitlines()[0]
            _log.warning("settings_refused", first=self.fault)
            told = fault_words.told(error) if isinstance(error, ContentInvalid) else error.told
            self._say(joined((_REFUSED, told), between="\n"))
            return
        self.deployment, self.waiting, self.fault = taken.deployment, taken.waiting, None
        _log.info("settings_taken_over", waiting=taken.waiting)
        again = Told("Ajustes relidos.", "Settings read again.")
        self._say(joined((again, *_needing_restart(taken.waiting)), between=" "))

    def sentence(self) -> str:
        """How it stands, for the health page."""
        if self.fault is not None:
            return f"{_REFUSED.pt} {self.fault}"
        return "".join(told.pt for told in _needing_restart(self.waiting)) or _AS_READ


def hang_ups() -> asyncio.Event:
    """An event that SIGHUP sets, as `systemctl reload` sends it.

    SIGHUP is also what a closing terminal sends: a program started in one that is gone ends in good order, as people expect.
    """
    asked = asyncio.Event()
    began_in_terminal = os.isatty(_STDIN)

    def heard() -> None:
        if began_in_terminal and not os.isatty(_STDIN):
            signal.raise_signal(signal.SIGTERM)
        else:
            asked.set()

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, heard)
    return asked


def _needing_restart(waiting: tuple[str, ...]) -> Iterator[Told]:
    if waiting:
        names = ", ".join(waiting)
        yield Told(
            f"Mudou e só vale depois de reiniciar: {names}",
            f"Changed, and in force after a restart only: {names}",
        )
