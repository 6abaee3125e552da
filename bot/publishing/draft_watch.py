"""What is in the draft right now? While somebody looks: inspected anew, by a program of its own, after each save."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import structlog

from bot.publishing import archives

_log = structlog.get_logger()

#: Seconds between two looks at the files.
_LOOK_EVERY: Final = 1.0
#: Seconds after the page last asked in which somebody still looks.
_WANTED_FOR: Final = 15.0
#: A draft that takes longer to inspect is not inspected.
_INSPECT_WITHIN: Final = 90.0
_TOO_LONG: Final = (
    "O rascunho levou tempo demais para ser conferido; veja o tamanho dele e rode: bela flows lint"
)
_FAILED: Final = "O rascunho não pôde ser conferido; rode: bela flows lint"


class DraftWatch:
    """Holds the last inspection of the draft folder."""

    def __init__(self, deployment_folder: Path, draft: Path, *, live: Callable[[], Path]) -> None:
        """`live` gives the folder of what is published, which the draft is compared with."""
        self._deployment_folder = deployment_folder
        self._draft = draft
        self._live = live
        #: Grows with each inspection.
        self.version = 0
        #: What `inspecting` said last; None before the first inspection.
        self.inspection: Mapping[str, Any] | None = None
        #: Whether a newer draft is being inspected.
        self.busy = False
        self._wanted = asyncio.Event()
        self._wanted_until = 0.0

    def look(self) -> None:
        """Somebody looks at the page; for a while every save is inspected."""
        self._wanted_until = asyncio.get_running_loop().time() + _WANTED_FOR
        self._wanted.set()

    async def watch(self) -> None:
        """Inspect what changes while somebody looks, until cancelled.

        An inspection costs seconds of a core, which belong to the people who write while nobody edits.
        """
        seen: object = None
        while True:
            if asyncio.get_running_loop().time() > self._wanted_until:
                self._wanted.clear()
                await self._wanted.wait()
            stamp = (await asyncio.to_thread(_stamp, self._draft), self._live())
            if stamp != seen:
                seen = stamp
                await self._inspect()
            await asyncio.sleep(_LOOK_EVERY)

    async def _inspect(self) -> None:
        self.busy = True
        try:
            self.inspection = await self._asked()
        finally:
            self.busy = False
            self.version += 1

    async def _asked(self) -> Mapping[str, Any]:
        arguments = (str(self._deployment_folder), str(self._live()))
        try:
            code, said = await run(
                [sys.executable, "-m", "bot.publishing.inspecting", *arguments], within=_INSPECT_WITHIN
            )
        except TimeoutError:
            _log.warning("draft_not_inspected", why="timeout")
            return _only(_TOO_LONG)
        except OSError as error:
            # A draft that nobody can look at must not end the program that answers people.
            _log.warning("draft_not_inspected", why=type(error).__name__)
            return _only(_FAILED)
        if code != 0:
            _log.warning("draft_not_inspected", why=f"exit code {code}")
            return _only(_FAILED)
        inspected: Mapping[str, Any] = json.loads(said)
        return inspected


async def run(command: Sequence[str], *, within: float, errors_too: bool = False) -> tuple[int, str]:
    """Run a program to its end; gives its exit code and what it said. Raises TimeoutError, and the program is ended."""
    child = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT if errors_too else DEVNULL
    )
    try:
        async with asyncio.timeout(within):
            said, _ = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode or 0, said.decode(errors="replace")


def _only(sentence: str) -> Mapping[str, Any]:
    finding = {"place": "", "rule": "not-inspected", "severity": "error", "sentence": sentence}
    return {
        "digest": "",
        "readable": False,
        "findings": [finding],
        "changes": [],
        "flows": [],
        "drawings": {},
    }


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of all files: cheap to compare, different after any save."""
    found = []
    for path in archives.files(folder):
        try:
            stat = path.stat()
        except OSError:  # it is being replaced at this moment; the next look sees the new one
            continue
        found.append((path.as_posix(), stat.st_mtime_ns, stat.st_size))
    return tuple(found)
