"""Which server runs in a data folder? PostgreSQL writes it down in postmaster.pid; a killed one leaves the file behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

import structlog

_PORT_LINE = 3
#: Fast shutdown first; then at once, without a checkpoint; then by the kernel.
_ENDINGS = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """The server's first process."""

    pid: int
    port: int


def written_down(data: Path) -> Postmaster | None:
    """What postmaster.pid says, true or not."""
    try:
        lines = _pid_file(data).read_text(encoding="utf-8", errors="replace").splitlines()
        return Postmaster(pid=int(lines[0]), port=int(lines[_PORT_LINE]))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def lives_in(pid: int, data: Path) -> bool:
    """Whether this process is a server of the folder; the number may long belong to another program."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except OSError:
        return False


async def clear(data: Path) -> None:
    """End what a killed parent left: an orphaned server, or a file that names somebody else's process."""
    left = written_down(data)
    if left is None:
        return
    if lives_in(left.pid, data):
        _log.warning("orphaned_postgres_stopped", pid=left.pid)
        await end(left.pid)
    elif _exists(left.pid):
        # PostgreSQL would take the stranger for a running server and refuse to start.
        _pid_file(data).unlink()


async def end(pid: int) -> None:
    """Stop a server, gently first; returns when the process is gone."""
    for ending, patience in _ENDINGS:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, ending)
        # Not asyncio.timeout: Debian's Python 3.11.2 turns no time-out into an error in a task that is being cancelled.
        waiting = asyncio.ensure_future(exited(pid))
        ended, _ = await asyncio.wait({waiting}, timeout=patience)
        if ended:
            return
        waiting.cancel()


async def exited(pid: int) -> None:
    """Wait for the end of a process, a child or not."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(descriptor, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


def _exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _pid_file(data: Path) -> Path:
    return data / "postmaster.pid"
