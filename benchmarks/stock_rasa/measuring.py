"""How quick is stock Rasa? The same triage as Bela's, message by message over its REST channel.

`python -m benchmarks.stock_rasa.measuring` prints both measurements: as released, and with its hot spot patched.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TypedDict
from uuid import uuid4

import aiohttp

from benchmarks.stock_rasa.server import StockRasa

_FOLDER = Path("var") / "benchmarks" / "stock_rasa"
#: A whole triage: a greeting and eleven answers.
MESSAGES = (
    "oi",
    "sim",
    "Maria do Carmo",
    "45",
    "Sobral",
    "febre e tosse",
    "3 dias",
    "canso fácil",
    "38,5",
    "diabetes",
    "não",
    "sim",
)
_CONVERSATIONS_EACH = 2
_FEWEST_CONVERSATIONS = 6


class Measured(TypedDict):
    """Figures by concurrency ("1", "8", "32"), and the memory of both processes after all of them."""

    messages_per_s: dict[str, float]
    p50_ms: dict[str, float]
    p95_ms: dict[str, float]
    #: Conversations that ended without a risk class, because Rasa lost an answer.
    unfinished: dict[str, int]
    rss_mb: float


@dataclass(slots=True)
class Conversed:
    """What many conversations together showed."""

    #: Seconds that each message waited for its answer.
    latencies: list[float] = field(default_factory=list)
    unfinished: int = 0


async def measure(*, patched: bool, concurrency: Sequence[int] = (1, 8, 32)) -> Measured:
    """Train if need be, start, warm up, and measure; some two minutes."""
    measured = Measured(messages_per_s={}, p50_ms={}, p95_ms={}, unfinished={}, rss_mb=0.0)
    async with StockRasa(patched=patched, folder=_FOLDER) as server:
        await converse(server.url, conversations=2, concurrency=1)
        for people in concurrency:
            conversations = max(_FEWEST_CONVERSATIONS, _CONVERSATIONS_EACH * people)
            started = time.perf_counter()
            seen = await converse(server.url, conversations=conversations, concurrency=people)
            elapsed = time.perf_counter() - started
            cuts = quantiles(seen.latencies, n=100)
            measured["messages_per_s"][str(people)] = round(len(seen.latencies) / elapsed, 1)
            measured["p50_ms"][str(people)] = round(cuts[49] * 1000, 1)
            measured["p95_ms"][str(people)] = round(cuts[94] * 1000, 1)
            measured["unfinished"][str(people)] = seen.unfinished
        measured["rss_mb"] = round(server.rss_mb(), 1)
    return measured


async def converse(url: str, *, conversations: int, concurrency: int) -> Conversed:
    """Let so many people at once hold so many conversations."""
    waiting = iter(range(conversations))
    seen = Conversed()

    async def person(session: aiohttp.ClientSession) -> None:
        for _ in waiting:
            await _conversation(session, url, seen)

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as people:
        for _ in range(concurrency):
            people.create_task(person(session))
    return seen


async def _conversation(session: aiohttp.ClientSession, url: str, seen: Conversed) -> None:
    sender, answer = uuid4().hex, ""
    for message in MESSAGES:
        started = time.perf_counter()
        async with session.post(url, json={"sender": sender, "message": message}) as response:
            answer = await response.text()
        if answer == "[]":
            break
        seen.latencies.append(time.perf_counter() - started)
    seen.unfinished += "Risco: moderado" not in answer


async def _main() -> None:
    for name, patched in (("stock", False), ("patched", True)):
        print(name, await measure(patched=patched), flush=True)


if __name__ == "__main__":
    asyncio.run(_main())
