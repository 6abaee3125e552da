"""The simulator's program behind its page: started when somebody asks, ended when nobody has for a while, or when it hangs."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

#: A conversation that takes longer to hold runs in circles.
_ANSWER_WITHIN: Final = 30.0
#: Seconds after the last question in which somebody still looks.
_WANTED_FOR: Final = 300.0
#: Bytes of one answer.
_LARGEST_ANSWER: Final = 16 * 1024 * 1024


class NoAnswer(Exception):
    """The simulator did not answer; the message says what to do, in Portuguese."""


class SimulatorChild:
    """Asks the program of one deployment, one question after the other."""

    def __init__(self, folder: Path, *, answer_within: float = _ANSWER_WITHIN) -> None:
        """`folder` is the deployment's. Nothing is started yet."""
        self._command = (sys.executable, "-m", "bot.simulating.serving", str(folder))
        self._answer_within = answer_within
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._ending: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        """Nothing to do before the first question."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the program."""
        async with self._turn:
            await self._end()

    async def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The program's answer. Raises NoAnswer."""
        async with self._turn:
            self._wanted()
            try:
                async with asyncio.timeout(self._answer_within):
                    return await self._answer(question)
            except TimeoutError:
                await self._end()
                raise NoAnswer(
                    "A conversa levou tempo demais; desfaça o último passo, ou rode: bela flows lint"
                ) from None
            except (OSError, ValueError):
                await self._end()
                raise NoAnswer("O simulador parou; tente de novo, ou rode: bela flows lint") from None

    async def _answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=_LARGEST_ANSWER
            )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(question).encode() + b"\n")
        await process.stdin.drain()
        # An empty line is the end of the program: no JSON, a ValueError.
        answer: dict[str, Any] = json.loads(await process.stdout.readline())
        return answer

    def _wanted(self) -> None:
        if self._ending:
            self._ending.cancel()
        loop = asyncio.get_running_loop()
        self._ending = loop.call_later(_WANTED_FOR, self._forget)

    def _forget(self) -> None:
        """Nobody looks any more: without questions the program ends by itself."""
        if self._process and self._process.stdin:
            self._process.stdin.close()

    async def _end(self) -> None:
        if self._ending:
            self._ending.cancel()
        process, self._process = self._process, None
        if process and process.returncode is None:
            process.kill()
            await process.wait()
