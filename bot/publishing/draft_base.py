"""Which version did a draft folder begin from? Noted in the data folder, so that nobody undoes what they never saw."""

from __future__ import annotations

import json
from pathlib import Path

_FILE = "draft-bases.json"


class DraftBases:
    """For each draft folder the number of the version it was equal to last."""

    def __init__(self, data_folder: Path) -> None:
        """Keep the notes in this folder."""
        self._path = data_folder / _FILE

    def of(self, folder: Path) -> int | None:
        """The number of the version; None when nothing is known of this folder."""
        found = self._read().get(str(folder.resolve()))
        return found if isinstance(found, int) else None

    def note(self, folder: Path, number: int) -> None:
        """From now on the draft counts as begun in this version."""
        noted = self._read()
        if noted.get(str(folder.resolve())) == number:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(noted | {str(folder.resolve()): number}, indent=1), encoding="utf-8")
        beside.replace(self._path)

    def _read(self) -> dict[str, object]:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # nothing noted, or not by us: the draft counts as begun now
        return read if isinstance(read, dict) else {}
