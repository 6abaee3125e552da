"""Where does a version lie as a folder? Every tool that reads content reads a folder, so a version is laid out once."""

from __future__ import annotations

from pathlib import Path

from bot.publishing import archives

_NAME_LENGTH = 16


class VersionFolders:
    """Versions below the data folder, each named by its digest; what is missing or was touched is laid out anew."""

    def __init__(self, data_folder: Path) -> None:
        """Keep them in `versions` of the data folder; nothing else has to be kept there."""
        self._root = data_folder.absolute() / "versions"

    def laid_out(self, digest: str) -> Path | None:
        """The folder that holds this version, unchanged; None when it must be laid out first."""
        folder = self._folder(digest)
        return folder if folder.is_dir() and archives.digest_of(folder) == digest else None

    def lay_out(self, archive: archives.Archive) -> Path:
        """The folder that holds the archive's files."""
        folder = self.laid_out(archive.digest)
        if folder is None:
            folder = self._folder(archive.digest)
            archives.lay_out(archive.packed, folder)
        return folder

    def _folder(self, digest: str) -> Path:
        return self._root / digest[:_NAME_LENGTH]
