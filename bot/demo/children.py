"""How are the demonstration's programs started, watched and ended? By their own process ids."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from bot import errors
from bot.told import NOTHING, Told

#: Seconds for a program to end by itself before it is ended.
_PATIENCE: Final = 15.0
_PR_SET_PDEATHSIG: Final = 1


class Child:
    """A program that ends when the demonstration ends, however that comes about."""

    def __init__(self, name: Told, process: asyncio.subprocess.Process) -> None:
        """Hold a started process; see `start`."""
        self.name = name
        self._process = process

    @classmethod
    async def start(
        cls, name: Told, command: Sequence[str], *, environment: Mapping[str, str], log: Path | None = None
    ) -> Self:
        """Start it; its words go to the log, or to the terminal when there is none."""
        output = log.open("ab") if log else None
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                env=dict(environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_end_with_parent(),
            )
        finally:
            if output:
                output.close()
        return cls(name, process)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    async def ended(self) -> int:
        """Wait for its end; gives the exit code."""
        return await self._process.wait()

    async def stop(self) -> None:
        """Ask it to end; end it when it does not."""
        if self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._process.wait()
        except TimeoutError:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()

    async def while_running(self, wanted: asyncio.Task[None], *, log: Path | None = None) -> None:
        """Wait for the task, or for the program to fail; raises errors.PartMissing when it fails."""
        ending = asyncio.create_task(self.ended())
        done, _ = await asyncio.wait({ending, wanted}, return_when=asyncio.FIRST_COMPLETED)
        if wanted in done:
            ending.cancel()
            await wanted
            return
        wanted.cancel()
        where = Told(f"; veja {log}", f"; see {log}") if log else NOTHING
        code = ending.result()
        told = Told(
            "$name parou com o código $code$where.", "$name stopped with the code $code$where."
        ).filled(name=self.name, code=str(code), where=where)
        raise errors.PartMissing(told.pt, told.en)


def _end_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel ends the child when this process dies without a word."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
