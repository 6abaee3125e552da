"""What was judged is written down at once, so that a run that was broken off goes on where it was."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.mutants.verdicts import Judged, Outcome, Verdict
from bot.mutating.definitions import Mutant

_ROOT: Final = Path(__file__).parents[2]
#: What a verdict hangs on beside the pack: all that reads, plays and proves it, and the judge.
_JUDGES: Final = (_ROOT / "bot", _ROOT / "config", _ROOT / "benchmarks" / "mutants")


class Logbook:
    """A file with a line for each mutant that was judged, good for one state of pack and program."""

    def __init__(self, path: Path, *, state: str) -> None:
        self._path = path
        self._state = state

    def begin(self, known: Iterable[Judged]) -> None:
        """Forget what an earlier run wrote, but for what is known still."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(f"{self._state}\n", encoding="utf-8")
        for judged in known:
            self.add(judged)

    def read(self, wanted: Sequence[Mutant]) -> tuple[Judged, ...]:
        """Those that were judged in this state; the line in which a run was broken off is left out."""
        if not self._path.exists():
            return ()
        state, *lines = self._path.read_text(encoding="utf-8").split("\n")
        if state != self._state:
            return ()
        by_id = {mutant.id: mutant for mutant in wanted}
        found = map(json.loads, lines[:-1])
        return tuple(_judged(by_id[data["id"]], data) for data in found if data["id"] in by_id)

    def add(self, judged: Judged) -> None:
        """Write one down."""
        verdict = dataclasses.asdict(judged.verdict)
        line = {"id": judged.mutant.id, "seconds": round(judged.seconds, 3), "verdict": verdict}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line, ensure_ascii=False)}\n")


def _judged(mutant: Mutant, data: Mapping[str, Any]) -> Judged:
    verdict = {**data["verdict"], "outcome": Outcome(data["verdict"]["outcome"])}
    return Judged(mutant=mutant, verdict=Verdict(**verdict), seconds=data["seconds"])


def state(folders: Iterable[Path], *said: object) -> str:
    """A name for all that verdicts hang on: these folders, the program, and whatever else was said of the run."""
    digest = hashlib.sha256(repr(said).encode())
    for folder in (*folders, *_JUDGES):
        for path in _files(folder):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
