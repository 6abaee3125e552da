"""What does Rasa read in each message? One pipeline is trained from the pack and asked for all of them."""

from __future__ import annotations

import asyncio
import secrets
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.engine.turn import Parse
from bot.rasa import client, examples, process, training
from config.told import Told

#: A slow machine may take its time: what is measured is understanding.
_PATIENCE: Final = timedelta(seconds=60)
#: DIET takes more than a quarter of an hour where others use the cores, too.
_LEARNING: Final = timedelta(hours=2)
_STARTING_SECONDS: Final = 300


async def read(
    texts: Sequence[str], *, pack: Path, data_folder: Path, pipeline: Path = examples.PIPELINE
) -> tuple[list[Parse | None], list[float]]:
    """Train or take the kept model, ask for each text, and give the parses and the seconds each took."""
    model = await training.model(
        pack, data_folder=data_folder, progress=_tell, pipeline=pipeline, patience=_LEARNING
    )
    token = secrets.token_urlsafe(24)
    rasa = process.RasaProcess(model=model, data_folder=data_folder, token=token)
    running = asyncio.create_task(rasa.run())
    try:
        async with client.RasaClient(
            rasa.url, token, now=lambda: datetime.now(UTC), timeout=_PATIENCE
        ) as asked:
            asked.expect()
            async with asyncio.timeout(_STARTING_SECONDS):
                await asked.available()
            return await _ask(asked, texts)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def _tell(line: Told) -> None:
    sys.stdout.write(f"{line.en}\n")


async def _ask(asked: client.RasaClient, texts: Sequence[str]) -> tuple[list[Parse | None], list[float]]:
    parses: list[Parse | None] = []
    seconds: list[float] = []
    for text in texts:
        began = time.perf_counter()
        parses.append(await asked.parse(text))
        seconds.append(time.perf_counter() - began)
    return parses, seconds
