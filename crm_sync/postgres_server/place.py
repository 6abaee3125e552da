"""Where does the embedded server keep its things?"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import structlog

from crm_sync.postgres_server.account import Account

_OPEN_TO_PASS = 0o711
_CLOSED = 0o700
_SECRET = 0o600
#: What the kernel allows for the path of a Unix socket, less PostgreSQL's name for it.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.65535")
_LOG_KEPT_BYTES = 5_000_000

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folder of one embedded server."""

    home: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.home / "data"

    @property
    def unfinished_data(self) -> Path:
        """Where it is made, so that a machine lost in the middle leaves no half of one."""
        return self.home / "data.unfinished"

    @property
    def copies(self) -> Path:
        """Where programs are copied that the server's account could not read."""
        return self.home / "programs"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "postgres.log"

    @property
    def sockets(self) -> Path | None:
        """The folder of the Unix socket; None where its path is too long for one."""
        folder = self.home / "socket"
        return folder if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER else None

    def data_major(self) -> int | None:
        """The major version that made the data; None when there are none."""
        version = self.data / "PG_VERSION"
        return int(version.read_text(encoding="ascii").strip()) if version.exists() else None

    def password(self) -> str:
        """The superuser's password, made on first use and readable by the server's account alone."""
        file = self.password_file
        if not file.exists():
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SECRET)
            with os.fdopen(descriptor, "w", encoding="ascii") as opened:
                opened.write(secrets.token_urlsafe(24))
            self.account.own(file)
        return file.read_text(encoding="ascii")

    @property
    def password_file(self) -> Path:
        """Where it is kept."""
        return self.home / "password"

    def make_folder(self, folder: Path) -> None:
        """A folder of the server's account."""
        folder.mkdir(mode=_CLOSED, exist_ok=True)
        self.account.own(folder)

    def turn_log(self) -> None:
        """Keep one older log once this one is long."""
        if self.log.exists() and self.log.stat().st_size > _LOG_KEPT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))


def prepare(folder: Path, *, account: Account, shelter: Path) -> Place:
    """Make the folder; where the server's account cannot reach it, one in the shelter stands for it.

    A clone under root's closed home is such a case: the permissions of folders above ours are not changed.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    home = folder
    if not account.can_reach(folder.parent):
        home = shelter / f"{folder.parent.name}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
        home.mkdir(parents=True, exist_ok=True)
        _log.warning("postgres_data_elsewhere", asked=str(folder), used=str(home))
    home.chmod(_OPEN_TO_PASS if account.is_another else _CLOSED)
    place = Place(home=home, account=account)
    if place.sockets is not None:
        place.make_folder(place.sockets)
    return place


class Lock:
    """Who may start and stop the server of a place: one living process at a time, released by the kernel at its end."""

    def __init__(self, place: Place) -> None:
        self._file = place.home / "supervisor.lock"
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Whether it is ours now."""
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, _SECRET)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let the next one have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
