"""Invented people of a pack, who write in the simulator: one file each in its folder `people`."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.cases import reading
from bot.cases.definitions import Person

#: The folder of a pack in which they stand.
FOLDER: Final = "people"


def named(pack: Path) -> list[str]:
    """Their names: those of the files."""
    return sorted(path.stem for path in (pack / FOLDER).glob("*.yml"))


def of(pack: Path, name: str, *, zone: ZoneInfo) -> Person | None:
    """The person of that name; None when there is none. Raises ContentInvalid when the file has faults."""
    if name not in named(pack):
        return None
    return reading.read_person(pack / FOLDER / f"{name}.yml", zone=zone)
