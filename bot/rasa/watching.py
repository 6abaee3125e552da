"""How does new content reach a running Rasa? Examples that change are trained beside it, and the model is swapped."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import structlog

from bot.rasa import errors, examples

_log = structlog.get_logger(__name__)


async def watch(
    pack: Callable[[], Path],
    *,
    learnt: str,
    train: Callable[[], Awaitable[Path]],
    swap: Callable[[Path], Awaitable[None]],
    every: timedelta = timedelta(seconds=2),
) -> None:
    """Look at the examples until cancelled; `learnt` is the fingerprint of what Rasa knows already.

    `pack` gives the folder of what is published at that moment.

    What cannot be learnt or swapped is told once and tried again when the examples change; until then Rasa goes on with
    what it knew.
    """
    tried: str | None = learnt
    while True:
        await asyncio.sleep(every.total_seconds())
        seen = _fingerprint(pack())
        if seen in {tried, None}:
            continue
        tried = seen
        try:
            model = await train()
            await swap(model)
        except (errors.ExamplesInvalid, errors.TrainingFailed, errors.ModelRefused, OSError) as error:
            _log.warning("rasa_keeps_old_model", kind=type(error).__name__, reason=str(error))
        else:
            _log.info("rasa_model_swapped", model=model.name)


def _fingerprint(pack: Path) -> str | None:
    try:
        return examples.find(pack).fingerprint()
    except OSError:  # a file is being replaced at this moment
        return None
