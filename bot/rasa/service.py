"""How does a deployment get a Rasa of its own? Taught, started, kept alive and up to date."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bot.rasa import client, environment, errors, examples, process, training, watching

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def own(
    pack: Callable[[], Path],
    *,
    data_folder: Path,
    now: Callable[[], datetime],
    progress: training.Progress,
    token: str | None = None,
    python: Path = environment.PYTHON,
) -> AsyncGenerator[client.RasaClient]:
    """Train if there is something new, start Rasa, keep it alive and up to date until the block ends.

    `pack` gives the folder of what is published at that moment; drafts are never learnt.
    The client may be asked at once; `client.available()` waits until Rasa answers.

    Raises:
        RasaNotInstalled: there is no Rasa here.
        ExamplesInvalid, TrainingFailed: nothing could be learnt, and there is no older model to go on with.
    """
    environment.require(python)
    token = token or secrets.token_urlsafe(24)
    learnt = examples.find(pack()).fingerprint()

    async def train() -> Path:
        return await training.model(pack(), data_folder=data_folder, progress=progress, python=python)

    model = await _present_or_latest(train, data_folder)
    rasa = process.RasaProcess(model=model, data_folder=data_folder, token=token, python=python)
    async with client.RasaClient(rasa.url, token, now=now) as asked:
        asked.expect()
        swap = partial(_swap, rasa, asked)
        tasks = [
            _in_background(rasa.run(), "keeping Rasa alive"),
            _in_background(watching.watch(pack, learnt=learnt, train=train, swap=swap), "watching examples"),
        ]
        try:
            yield asked
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _in_background(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
    """Run it beside the program; should it fail, that is told, and the program goes on without it."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_tell_of_failure)
    return task


def _tell_of_failure(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        _log.error("rasa_background_failed", task=task.get_name(), kind=type(error).__name__)


async def _present_or_latest(train: Callable[[], Awaitable[Path]], data_folder: Path) -> Path:
    try:
        return await train()
    except (errors.ExamplesInvalid, errors.TrainingFailed) as error:
        older = training.latest(data_folder)
        if older is None:
            raise
        _log.warning("rasa_keeps_old_model", kind=type(error).__name__, reason=str(error))
        return older


async def _swap(rasa: process.RasaProcess, asked: client.RasaClient, model: Path) -> None:
    """Go over to the model as soon as Rasa answers, and at every later start."""
    await asked.available()
    await asked.swap(model)
    rasa.model = model
