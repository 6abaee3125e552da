"""A simulated conversation becomes a case of the pack: a file of its own in `cases/recorded`, played at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.cases import playing, reading, writing
from bot.cases.definitions import Case
from bot.content.errors import ContentInvalid
from bot.engine.flows import Flows
from bot.simulating.script import Played
from config.errors import ToldInBoth

#: Characters of a case's name, and of what it is for.
LONGEST_NAME: Final = 100
LONGEST_DESCRIPTION: Final = 500
_FOLDER: Final = Path(reading.FOLDER) / "recorded"
_LONGEST_FILE_NAME: Final = 60


class CannotRecord(ToldInBoth):
    """The case is not written; the message says why."""


class AlreadyRecorded(CannotRecord):
    """A file of that name is there; it is written over only by who says so."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} já existe.", f"{path} exists already.")
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A case that was written."""

    path: Path
    #: Whether it holds, played again from the file.
    holds: bool


def record(
    flows: Flows, played: Played, *, pack: Path, name: str, description: str = "", replace: bool = False
) -> Recorded:
    """Write the case and play it. Raises CannotRecord; AlreadyRecorded without `replace`."""
    name, description = " ".join(name.split()), " ".join(description.split())
    _check(played, name, description)
    path = pack / _FOLDER / f"{_file_name(name)}.yml"
    _check_name(pack, path, name, flows)
    if path.exists() and not replace:
        raise AlreadyRecorded(path)
    head = "".join(f"# {line}\n" for line in _wrapped(description))
    text = head + writing.file([writing.case(name, played.script.person, played.done)])
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    (case,) = reading.read([path], root=pack, zone=flows.time_zone)
    return Recorded(path=path, holds=playing.play(flows, case).holds)


def _check(played: Played, name: str, description: str) -> None:
    if not played.done or not name:
        raise CannotRecord(
            "Converse primeiro, e dê um nome ao caso.", "Talk first, and give the case a name."
        )
    if len(name) > LONGEST_NAME or len(description) > LONGEST_DESCRIPTION:
        raise CannotRecord(
            f"Um nome tem até {LONGEST_NAME} letras, e uma descrição até {LONGEST_DESCRIPTION}.",
            f"A name has at most {LONGEST_NAME} letters, and a description at most {LONGEST_DESCRIPTION}.",
        )
    if not _file_name(name):
        raise CannotRecord(
            "O nome do caso precisa de letras ou números.", "The case's name needs letters or digits."
        )


def _check_name(pack: Path, path: Path, name: str, flows: Flows) -> None:
    """A name is taken once in a pack."""
    for case in _cases(pack, path, flows):
        if case.name == name:
            raise CannotRecord(
                f'O caso "{name}" já existe em {case.mark}; escolha outro nome.',
                f'The case "{name}" exists already at {case.mark}; choose another name.',
            )


def _cases(pack: Path, path: Path, flows: Flows) -> Iterator[Case]:
    """Those of all other files that can be read."""
    for other in reading.find(pack):
        if other != path:
            try:
                yield from reading.read([other], root=pack, zone=flows.time_zone)
            except ContentInvalid:
                continue  # `bela flows test` tells what is wrong there


def _file_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST_FILE_NAME].strip("_")


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + len(word) >= writing.WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line
