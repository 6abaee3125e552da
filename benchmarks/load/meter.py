"""What did a stretch of time cost? CPU by part, memory of the bot, statements, round trips and bytes."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, linear_regression
from typing import Any, Final, Self

import aiohttp
import psutil
import psycopg
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.bela_processes import Running

#: Seconds, of the histogram's bounds.
_LATE_BY: Final = ("0.05", "0.25", "1.0")
#: Seconds between two looks at the memory.
_LOOK_EVERY: Final = 2.0
_DATABASE: Final = (
    "select xact_commit, (select wal_bytes from pg_stat_wal), "
    "(select sum(fsyncs) from pg_stat_io where object = 'wal') from pg_stat_database where datname = current_database()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All counters at one moment; two of them tell what lay between."""

    #: Seconds of CPU by part.
    cpu: dict[str, float]
    statements: int
    wal_bytes: int
    fsyncs: int
    #: How often the bot's event loop came back late to a task, by at least so many seconds.
    late: dict[str, int]
    #: The bot's REST calls and realtime frames, and the bytes of their bodies, as the sandbox counts them.
    traffic: dict[str, int]

    def late_since(self, before: Reading) -> dict[str, int]:
        """How often the loop was late since then, by how much."""
        return {name: times - before.late[name] for name, times in self.late.items()}

    def per_message(self, before: Reading, messages: int) -> dict[str, Any]:
        """What one message cost, everything that went on beside it included."""

        def each(now: float, then: float, digits: int = 2) -> float:
            return round((now - then) / messages, digits)

        return {
            "cpu_ms": {part: each(1000 * now, 1000 * before.cpu[part]) for part, now in self.cpu.items()},
            "statements": each(self.statements, before.statements),
            "wal_bytes": each(self.wal_bytes, before.wal_bytes, 0),
            "fsyncs": each(self.fsyncs, before.fsyncs),
            "round_trips": each(self.traffic["calls"], before.traffic["calls"]),
            "rest_bytes": each(self.traffic["rest_bytes"], before.traffic["rest_bytes"], 0),
            "frames": each(self.traffic["frames"], before.traffic["frames"]),
            "frame_bytes": each(self.traffic["frame_bytes"], before.traffic["frame_bytes"], 0),
        }


class Meter:
    """Reads one running Bela."""

    def __init__(self, bela: Running) -> None:
        self._bela = bela

    async def read(self) -> Reading:
        """Every counter now."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._bela.url}/sandbox/traffic") as answer,
            session.get(f"{self._bela.health_url}/metrics") as metrics,
            await psycopg.AsyncConnection.connect(self._bela.database_url, autocommit=True) as database,
        ):
            traffic = (await answer.json())["bela"]
            lateness = late(await metrics.text())
            row = await (await database.execute(_DATABASE)).fetchone()
        assert row is not None
        statements, wal_bytes, fsyncs = map(int, row)
        return Reading(
            cpu=self._cpu(),
            statements=statements,
            wal_bytes=wal_bytes,
            fsyncs=fsyncs,
            late=lateness,
            traffic=traffic,
        )

    def _cpu(self) -> dict[str, float]:
        postgres = self._children("postgres")
        return {
            "bot": _seconds(self._bela.bot),
            "postgres": sum(_seconds(process, with_ended=True) for process in postgres),
            "rasa": sum(map(_seconds, self._children("inside_rasa.py"))),
            "sandbox": _seconds(self._bela.sandbox),
            "citizens": _seconds(psutil.Process(os.getpid())),
        }

    def _children(self, name: str) -> list[psutil.Process]:
        """The bot's processes of this name; connections of PostgreSQL, which end at any time, belong to its first process."""
        found = []
        for child in self._bela.bot.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                found += [child] if any(name in word for word in child.cmdline()) else []
        return found


class Memory:
    """The bot's memory, looked at again and again while the block lasts."""

    def __init__(self, bela: Running) -> None:
        self._bela = bela
        self._seen: list[float] = []

    async def __aenter__(self) -> Self:
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._looking.cancel()
        self._seen.append(self._bela.rss_mb())

    def figures(self) -> dict[str, float]:
        """In MB; `growth_mb_per_minute` is the slope of the straight line through all that was seen."""
        minutes = [number * _LOOK_EVERY / 60 for number in range(len(self._seen))]
        return {
            "first_mb": round(self._seen[0], 1),
            "last_mb": round(self._seen[-1], 1),
            "most_mb": round(max(self._seen), 1),
            "growth_mb_per_minute": round(linear_regression(minutes, self._seen).slope, 2),
            "grown_percent": round(grown_percent(self._seen), 2),
        }

    async def _look(self) -> None:
        while True:
            self._seen.append(self._bela.rss_mb())
            await asyncio.sleep(_LOOK_EVERY)


def grown_percent(seen: Sequence[float]) -> float:
    """By how much the last quarter's mean is above the second's: in the first one, caches still fill."""
    share = max(1, len(seen) // 4)
    warm = seen[share : 2 * share] or seen
    return 100 * (fmean(seen[-share:]) / fmean(warm) - 1)


def late(metrics: str) -> dict[str, int]:
    """How often the loop was late, from the histogram, whose buckets count from below: all looks less those that were earlier than each bound."""
    looks = {
        sample.labels["le"]: int(sample.value)
        for family in text_string_to_metric_families(metrics)
        for sample in family.samples
        if sample.name == "bela_loop_late_seconds_bucket"
    }
    return {f"by_{bound}_s": looks["+Inf"] - looks[bound] for bound in _LATE_BY}


def _seconds(process: psutil.Process, *, with_ended: bool = False) -> float:
    """CPU so far; nothing of a process that ended a moment ago. PostgreSQL's first process knows what its ended ones used."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    ended = times.children_user + times.children_system if with_ended else 0.0
    return float(times.user + times.system + ended)
