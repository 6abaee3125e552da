"""Which files are a version, and how do they travel? As one zip that is the same for the same files."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.publishing import errors

#: Zip's first day: the time of a file is no part of what it says.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: A pack of text is some hundred kilobytes; this is where somebody put something else into the folder.
_MOST_BYTES: Final = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The files of a content folder at one moment."""

    #: SHA-256 over names and bytes, hex.
    digest: str
    #: A zip.
    packed: bytes = field(repr=False)


def pack(folder: Path) -> Archive:
    """Read every file of the folder, hidden ones left out. Raises errors.DraftUnreadable."""
    digest, packed, size = hashlib.sha256(), io.BytesIO(), 0
    with zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for path in files(folder):
            try:
                content = path.read_bytes()
            except OSError as error:
                raise errors.DraftUnreadable(path, error.strerror or "erro de leitura") from error
            size += len(content)
            if size > _MOST_BYTES:
                raise errors.DraftUnreadable(path, f"a pasta passa de {_MOST_BYTES // 1_000_000} MB")
            name = path.relative_to(folder).as_posix()
            _take_into(digest, name, content)
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content, compress_type=zipfile.ZIP_DEFLATED)
    return Archive(digest=digest.hexdigest(), packed=packed.getvalue())


def digest_of(folder: Path) -> str:
    """The digest that `pack` would give."""
    return pack(folder).digest


def files(folder: Path) -> list[Path]:
    """The files that belong to a version, by name: no hidden ones, nothing that a link leads out of the folder."""
    root = folder.resolve()
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.resolve().is_relative_to(root)
    ]


def lay_out(packed: bytes, folder: Path) -> None:
    """Make the folder hold exactly these files; it is there whole or not at all.

    Where it holds them by now, since somebody else did the same, it stays: they may be reading it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(beside)
        beside.chmod(0o755)
        if folder.exists() and digest_of(folder) == digest_of(beside):
            return
        if folder.exists():
            shutil.rmtree(folder)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put_into(packed: bytes, folder: Path) -> None:
    """Replace the folder's files by these, one by one: a folder under version control stays the same folder."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        wanted = set(archive.namelist())
        for path in files(folder):
            if path.relative_to(folder).as_posix() not in wanted:
                path.unlink()
        for name in archive.namelist():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(archive.read(name))
            beside.replace(path)


def _take_into(digest: hashlib._Hash, name: str, content: bytes) -> None:
    """Lengths keep the end of a name apart from the beginning of what follows."""
    for part in (name.encode(), content):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
