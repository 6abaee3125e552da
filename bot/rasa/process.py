"""How does Rasa live on this machine? Started, watched, started again, and ended with the program."""

import asyncio
import os
import signal
import socket
import time
from asyncio.subprocess import DEVNULL, STDOUT, Process
from datetime import timedelta
from pathlib import Path

import structlog

from bot.rasa import environment

_log = structlog.get_logger(__name__)

_SHORTEST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
#: A Rasa that lived this long was in order: the next pause is the shortest again.
_IN_ORDER_SECONDS = 60.0
_LONGEST_LOG_BYTES = 5_000_000


class RasaProcess:
    """One `rasa run` on the loopback interface."""

    def __init__(
        self,
        *,
        model: Path,
        data_folder: Path,
        token: str,
        port: int | None = None,
        python: Path = environment.PYTHON,
        patience: timedelta = timedelta(seconds=5),
    ) -> None:
        """Choose a free port unless one is given; nothing runs before `run`. `patience` is given to a Rasa asked to end."""
        #: What the next start loads; a swap while running sets it.
        self.model = model
        self.port = port or _free_port()
        self.log = data_folder.absolute() / "log" / "rasa.log"
        self._home = data_folder.absolute() / "rasa"
        self._token = token
        self._python = python
        self._patience = patience.total_seconds()
        self._child: Process | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Its process id while it lives."""
        return self._child.pid if self._child and self._child.returncode is None else None

    async def run(self) -> None:
        """Keep Rasa alive until cancelled; then it is ended, and nothing of it is left."""
        pause = _SHORTEST_PAUSE_SECONDS
        while True:
            started = time.monotonic()
            code = await self._live()
            lived = time.monotonic() - started
            pause = _SHORTEST_PAUSE_SECONDS if lived >= _IN_ORDER_SECONDS else pause
            _log.warning("rasa_ended", code=code, lived_seconds=round(lived, 1), again_in_seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _live(self) -> int | None:
        """Run it once to its end, ours or its own; None when it could not even be started."""
        try:
            child = await self._start()
        except OSError as error:
            _log.warning("rasa_not_started", reason=type(error).__name__)
            return None
        try:
            return await child.wait()
        finally:
            await _end(child, self._patience)

    async def _start(self) -> Process:
        command = environment.command(
            *("run", "--enable-api", "--interface", "127.0.0.1", "--port", str(self.port)),
            *("--model", str(self.model)),
            python=self._python,
        )
        for folder in (self._home, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
        _turn_over(self.log)
        with self.log.open("ab") as log:
            self._child = await asyncio.create_subprocess_exec(
                *command,
                cwd=self._home,
                env=environment.variables(self._home, {"BELA_RASA_TOKEN": self._token}),
                stdin=DEVNULL,
                stdout=log,
                stderr=STDOUT,
                start_new_session=True,
            )
        _log.info("rasa_started", pid=self._child.pid, port=self.port, model=self.model.name)
        return self._child


async def _end(child: Process, patience: float) -> None:
    if child.returncode is not None:
        return
    os.killpg(child.pid, signal.SIGTERM)
    # Not asyncio.timeout: Debian's Python 3.11.2 turns no time-out into an error in a task that is being cancelled.
    ended, _ = await asyncio.wait({asyncio.ensure_future(child.wait())}, timeout=patience)
    if not ended:
        os.killpg(child.pid, signal.SIGKILL)
        await child.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _turn_over(log: Path) -> None:
    """Keep one older log beside the present one."""
    if log.exists() and log.stat().st_size > _LONGEST_LOG_BYTES:
        log.replace(log.with_suffix(".1.log"))
