"""Who starts, watches and stops the embedded server?"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess  # ruff: ignore[suspicious-subprocess-import] -- starting PostgreSQL is this package's work
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
import structlog
from psycopg import sql

from crm_sync import errors
from crm_sync.postgres_server import binaries, launching, place, postmaster
from crm_sync.postgres_server.account import Account

_USER = "bela"
_DATABASE = "bela"
#: Where data go when the folder asked for cannot be reached by the server's account.
_SHELTER = Path("/var/lib/bela")
#: Crash recovery of a busy server may take this long.
_START_PATIENCE_S = 120.0
_LOOK_AGAIN_S = 0.02
_JOIN_LOOK_AGAIN_S = 0.1
_JOIN_CERTAIN_S = 0.2
#: A port found free may be taken before the server has it.
_PORT_ATTEMPTS = 3
_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 5.0
#: A server that lived this long is started again without a pause.
_SETTLED_S = 30.0
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    # Nothing a citizen wrote may reach the log: no statements, no parameters, no details of errors.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
    "log_min_messages": "warning",
}

_log = structlog.get_logger(__name__)


class EmbeddedPostgres:
    """A PostgreSQL server in a folder, for as long as the `async with` lasts.

    The process that comes first supervises: it starts the server again whenever it is lost, at the same address, and
    stops it at the end. Others that open the same folder meanwhile (a command beside the running bot) only use it.
    """

    def __init__(
        self, folder: Path, *, shelter: Path = _SHELTER, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._folder = folder
        self._shelter = shelter
        self._environment = environment
        self._ending = contextlib.AsyncExitStack()
        self._port = 0
        self._password = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The database's address; it stays the same when the server is started again."""
        return self._address(_DATABASE)

    @property
    def folder(self) -> Path:
        """Where it lies: as asked for, or where the server's account can reach it."""
        return self._place.home

    @property
    def pid(self) -> int | None:
        """The server's first process; None when another process supervises it."""
        return self._process.pid if self._process else None

    async def __aenter__(self) -> Self:
        """Start the server, or join the one that another process supervises.

        Raises errors.EmbeddedNeedsLinux, errors.PostgresNotFound, errors.PostgresVersionDiffers and
        errors.PostgresDidNotStart.
        """
        if not hasattr(os, "pidfd_open"):
            raise errors.EmbeddedNeedsLinux
        self._place = place.prepare(self._folder, account=Account.for_server(), shelter=self._shelter)
        async with contextlib.AsyncExitStack() as ending:
            lock = place.Lock(self._place)
            ending.callback(lock.release)
            if not await self._joined_another(lock):
                ending.push_async_callback(self._stop)
                await self._start_first()
                ending.push_async_callback(
                    _cancelled, asyncio.create_task(self._watch(), name="postgres watch")
                )
            self._ending = ending.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the server that we supervise."""
        await self._ending.aclose()

    async def _joined_another(self, lock: place.Lock) -> bool:
        """Whether somebody else's server answers; False as soon as the lock, and with it the work, is ours."""
        while not lock.acquire():
            running = postmaster.written_down(self._place.data)
            if running is not None:
                self._port, self._password = running.port, self._place.password()
                if await self._answers(_DATABASE) and await self._is_kept(lock):
                    return True
            await asyncio.sleep(_JOIN_LOOK_AGAIN_S)
        return False

    @staticmethod
    async def _is_kept(lock: place.Lock) -> bool:
        """Whether the supervisor still lives a moment later: one just killed leaves a server that is about to end."""
        await asyncio.sleep(_JOIN_CERTAIN_S)
        if not lock.acquire():
            return True
        lock.release()
        return False

    async def _start_first(self) -> None:
        self._password = self._place.password()
        self._binaries = await asyncio.to_thread(self._find_binaries)
        self._place.turn_log()
        if self._place.data_major() is None:
            await asyncio.to_thread(self._make_data)
        await postmaster.clear(self._place.data)
        for _ in range(_PORT_ATTEMPTS):
            self._port = _free_port()
            if await self._start():
                await self._make_database()
                return
        raise errors.PostgresDidNotStart(self._place.log, self._last_line())

    def _find_binaries(self) -> binaries.Binaries:
        found = binaries.find(
            environment=self._environment, data_major=self._place.data_major(), data=self._place.data
        )
        return binaries.readable_copy(found, account=self._place.account, copies=self._place.copies)

    def _make_data(self) -> None:
        unfinished = self._place.unfinished_data
        shutil.rmtree(unfinished, ignore_errors=True)
        self._place.make_folder(unfinished)
        arguments = (
            f"--pgdata={unfinished}",
            f"--username={_USER}",
            f"--pwfile={self._place.password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
            *self._binaries.locale_arguments(),
        )
        with self._place.log.open("ab") as log:
            initdb = launching.launch(
                self._binaries.initdb, arguments, account=self._place.account, output=log
            )
            if initdb.wait() != 0:
                raise errors.PostgresDidNotStart(self._place.log, self._last_line())
        unfinished.rename(self._place.data)

    async def _start(self) -> bool:
        """Whether the server answers; False when it ended instead.

        Raises errors.PostgresDidNotStart when it does neither in time.
        """
        sockets = self._place.sockets
        settings = {**_SETTINGS, "port": str(self._port), "unix_socket_directories": str(sockets or "")}
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        with self._place.log.open("ab") as log:
            self._process = launching.launch(
                self._binaries.postgres,
                ["-D", str(self._place.data), *arguments],
                account=self._place.account,
                output=log,
            )
        deadline = time.monotonic() + _START_PATIENCE_S
        while not await self._answers("postgres"):
            if self._process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                raise errors.PostgresDidNotStart(self._place.log, self._last_line())
            await asyncio.sleep(_LOOK_AGAIN_S)
        return True

    async def _watch(self) -> None:
        """Start the server again whenever it ends, at once or, when it keeps ending, after growing pauses."""
        pause, started_at = 0.0, time.monotonic()
        while self._process is not None:
            await postmaster.exited(self._process.pid)
            lost_at = time.monotonic()
            _log.warning("postgres_lost", exit_code=self._process.wait())
            if lost_at - started_at > _SETTLED_S:
                pause = 0.0
            while not await self._started_again(pause):
                pause = min(max(pause * 2, _FIRST_PAUSE_S), _LONGEST_PAUSE_S)
            started_at = time.monotonic()
            pause = min(max(pause * 2, _FIRST_PAUSE_S), _LONGEST_PAUSE_S)
            _log.info("postgres_back", after_s=round(started_at - lost_at, 3))

    async def _started_again(self, pause: float) -> bool:
        await asyncio.sleep(pause)
        try:
            return await self._start()
        except (
            errors.PostgresDidNotStart,
            OSError,
        ) as error:  # OSError: the disk is full, too many processes …
            _log.warning("postgres_restart_failed", reason=type(error).__name__)
            await self._stop()
            return False

    async def _stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            await postmaster.end(self._process.pid)
            self._process.wait()

    async def _answers(self, database: str) -> bool:
        try:
            async with await psycopg.AsyncConnection.connect(self._address(database), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    async def _make_database(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            self._address("postgres"), autocommit=True
        ) as connection:
            existing = await connection.execute("select from pg_database where datname = %s", (_DATABASE,))
            if existing.rowcount == 0:
                await connection.execute(sql.SQL("create database {}").format(sql.Identifier(_DATABASE)))

    def _address(self, database: str) -> str:
        # Over its Unix socket a question costs a fifth less than over TCP, on either side.
        sockets = self._place.sockets
        host = quote(str(sockets), safe="") if sockets else "127.0.0.1"
        return f"postgresql://{_USER}:{self._password}@{host}:{self._port}/{database}"

    def _last_line(self) -> str:
        lines = self._place.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1].strip() if lines else ""


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
