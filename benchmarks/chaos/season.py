"""Many storms, one after the other: one that goes wrong ends no other, and a run that was broken off goes on where it was."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Self

from benchmarks.chaos import stage as stages
from benchmarks.chaos import storms
from benchmarks.chaos.verdict import Verdict

#: What a storm's outcome hangs on; a run is not gone on with over other code.
_CODE: Final = ("bot", "rocketchat_bridge", "crm_sync", "sandbox", "config", "flows", "benchmarks/chaos")
_KINDS: Final = ("*.py", "*.sql", "*.yml")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One storm's place in the season."""

    seeds: range
    took_s: float
    #: None when it could not be held to its end; `fault` says why.
    storm: storms.Storm | None = None
    fault: str = ""

    @property
    def dirty(self) -> list[int]:
        """Seeds that were not clean; all of them where there is no verdict."""
        if self.storm is None:
            return list(self.seeds)
        return [each.seed for each in self.storm.verdicts if not each.clean]

    def line(self) -> str:
        """For the logbook."""
        storm = None if self.storm is None else dataclasses.asdict(self.storm)
        span = [self.seeds.start, self.seeds.stop]
        return json.dumps({"seeds": span, "took_s": self.took_s, "storm": storm, "fault": self.fault})

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The storm that `line` gave."""
        data = json.loads(line)
        return cls(
            seeds=range(*data["seeds"]),
            took_s=data["took_s"],
            storm=None if data["storm"] is None else _storm(data["storm"]),
            fault=data["fault"],
        )


class Logbook:
    """A file with a line for each storm held, good for one state of the code."""

    def __init__(self, path: Path, *, code: str) -> None:
        self._path = path
        self._code = code

    def begin(self) -> None:
        """Forget what an earlier run wrote."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(f"{self._code}\n", encoding="utf-8")

    def read(self) -> list[Held]:
        """The storms that were held with this code; those not clean are held again."""
        if not self._path.exists():
            return []
        code, *lines = self._path.read_text(encoding="utf-8").splitlines()
        held = map(Held.from_line, lines if code == self._code else ())
        return [each for each in held if not each.dirty]

    def add(self, held: Held) -> None:
        """Write one down."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{held.line()}\n")


async def hold(groups: Sequence[range], *, with_rasa: bool, told: Callable[[Held], None]) -> list[Held]:
    """Hold a storm for each group of seeds, and tell of each. After one that could not be held all is set up anew."""
    held: list[Held] = []
    while len(held) < len(groups):
        async with stages.opened(with_rasa=with_rasa) as stage:
            for seeds in groups[len(held) :]:
                held.append(await _one(stage, seeds))
                told(held[-1])
                if held[-1].storm is None:
                    break
    return held


async def _one(stage: stages.Stage, seeds: range) -> Held:
    started = time.monotonic()
    try:
        storm = await storms.hold(stage, seeds)
    except Exception as fault:  # ruff: ignore[blind-except] -- whatever it is, the other storms are held, and it is told
        return Held(seeds=seeds, took_s=time.monotonic() - started, fault=_reason(fault))
    return Held(seeds=seeds, took_s=time.monotonic() - started, storm=storm)


def code_state(root: Path = Path()) -> str:
    """A name for the present state of the code."""
    digest = hashlib.sha256()
    for path in sorted(_files(root)):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    for folder in _CODE:
        for kind in _KINDS:
            yield from (path for path in (root / folder).rglob(kind) if "node_modules" not in path.parts)


def _reason(fault: BaseException) -> str:
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return f"{type(fault).__name__}: {fault}"


def _storm(data: dict[str, Any]) -> storms.Storm:
    return storms.Storm(
        verdicts=tuple(Verdict(**each) for each in data["verdicts"]),
        deaths=data["deaths"],
        recovery_s=tuple(data["recovery_s"]),
    )
