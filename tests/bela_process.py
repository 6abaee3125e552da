"""Bela as a process of its own, `bela run`, which a test may kill and start again."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import aiohttp

from tests import ports
from tests.polling import until
from tests.talk import DEMO, ROOT

#: No promise, only patience with a machine that does other work besides.
_START_WITHIN_S = 180
_ANSWER_WITHIN = aiohttp.ClientTimeout(total=2)
#: The bytes of `tests.house.KEY`.
_MASTER_KEY = base64.b64encode(bytes(range(32))).decode()
#: What the tests' own terminal says must not reach Bela.
_NOT_INHERITED = ("BELA_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")


class BelaProcess:
    """One deployment's bot; without Rasa, as its address is a port at which nobody listens."""

    def __init__(
        self,
        *,
        rocketchat_url: str,
        token: str,
        database_url: str,
        folder: Path,
        bytecode: Path,
        deployment: Path = DEMO,
        more: Mapping[str, str] = MappingProxyType({}),
        arguments: Sequence[str] = (),
    ) -> None:
        """`bytecode` keeps what Python compiles, so that only the first start of all compiles.

        `more` is added to its environment; `arguments` stand in for `run`.
        """
        self._health_port = ports.free()
        self._output = folder / "output.txt"
        self._environment = _inherited(os.environ) | {
            "BELA_DEPLOYMENT": str(deployment),
            "BELA_ROCKETCHAT_URL": rocketchat_url,
            "BELA_ROCKETCHAT_TOKEN": token,
            "BELA_MASTER_KEY": _MASTER_KEY,
            "BELA_HEALTH_PORT": str(self._health_port),
            "BELA_DATA_FOLDER": str(folder),
            "BELA_RASA_URL": f"http://127.0.0.1:{ports.free()}",
            "DATABASE_URL": database_url,
            "PYTHONPYCACHEPREFIX": str(bytecode),
            **more,
        }
        self._command = [sys.executable, "-m", "bot", *(arguments or ("run",))]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    async def start(self) -> bool:
        """Start it, and wait until it says that it answers people; false when it is gone before."""
        self.launch()
        async with aiohttp.ClientSession() as session:
            await until(lambda: self._ready_or_gone(session), within=_START_WITHIN_S)
        return self.running

    def kill(self) -> None:
        """SIGKILL; it is gone when this returns."""
        self._end(signal.SIGKILL)

    def ask_to_end(self) -> None:
        """SIGTERM, without waiting for what comes of it."""
        self._signal(signal.SIGTERM)

    def reload(self) -> None:
        """SIGHUP, without waiting for what comes of it."""
        self._signal(signal.SIGHUP)

    def freeze(self) -> None:
        """SIGSTOP: it is there, and does nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT: it goes on where it was, and knows nothing of the time that passed."""
        self._signal(signal.SIGCONT)

    async def state(self) -> str:
        """What its health page says of its connection to Rocket.Chat: "well", "standby", "down"; "gone" without an answer."""
        try:
            return (await self.part("Rocket.Chat"))["state"]
        except (aiohttp.ClientError, TimeoutError):
            return "gone"

    async def part(self, name: str) -> dict[str, str]:
        """What its health page says of one part. Raises aiohttp.ClientError and TimeoutError without an answer."""
        async with (
            aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session,
            session.get(f"http://127.0.0.1:{self._health_port}/health") as answer,
        ):
            parts: list[dict[str, str]] = (await answer.json())["parts"]
        return next(part for part in parts if part["name"] == name)

    async def metrics(self) -> str:
        """What it tells Prometheus. Raises aiohttp.ClientError and TimeoutError without an answer."""
        async with (
            aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session,
            session.get(f"http://127.0.0.1:{self._health_port}/metrics") as answer,
        ):
            return await answer.text()

    def stop(self) -> None:
        """Ask it to end in good order, and wait until it did."""
        self._end(signal.SIGTERM)

    def said(self) -> str:
        """What all its lives wrote to the terminal."""
        return self._output.read_text(encoding="utf-8")

    def launch(self, *arguments: str) -> None:
        """Start it without waiting for anything, with another command than ever if one is given."""
        command = [*self._command[:3], *arguments] if arguments else self._command
        self._start(command)

    def _start(self, command: list[str]) -> None:
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=self._environment,
            )

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None, "start it first"
        self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()

    async def _ready_or_gone(self, session: aiohttp.ClientSession) -> bool:
        if not self.running:
            return True
        try:
            async with session.get(f"http://127.0.0.1:{self._health_port}/ready") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


def _inherited(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environment.items() if not name.startswith(_NOT_INHERITED)}
