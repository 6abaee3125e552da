"""How does a pack become a model? By Rasa in a child process, and only when there is something new to learn."""

import asyncio
import re
import shutil
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog

from bot.rasa import environment, errors, examples
from bot.told import Told, alike

_log = structlog.get_logger(__name__)

#: Receives one line for people at each sign of progress.
Progress = Callable[[Told], None]

#: Rasa's light pipeline learns a pack in half a minute; on the busiest machine it takes some.
_PATIENCE = timedelta(minutes=15)
_COMPONENT = re.compile(r"Starting to train component '(\w+)'")


async def model(
    pack: Path,
    *,
    data_folder: Path,
    progress: Progress,
    python: Path = environment.PYTHON,
    pipeline: Path = examples.PIPELINE,
    patience: timedelta = _PATIENCE,
) -> Path:
    """Return the model of the pack as it is now, trained if there is none yet; `pipeline` says how Rasa learns.

    Raises:
        ExamplesInvalid: the examples have faults.
        TrainingFailed: Rasa refused them for another reason, or was not done within `patience`.
        RasaNotInstalled: there is no Rasa here.
    """
    found = examples.find(pack, pipeline=pipeline)
    path = _models(data_folder) / f"{found.fingerprint()}.tar.gz"
    if path.exists():
        return path
    environment.require(python)
    examples.check(found, pack)
    started = time.monotonic()
    progress(Told("Ensinando o Rasa (cerca de meio minuto) …", "Teaching Rasa (about half a minute) …"))
    await _train(found, path, progress=progress, python=python, patience=patience)
    seconds = time.monotonic() - started
    progress(Told(f"O Rasa aprendeu em {seconds:.0f} s.", f"Rasa learnt in {seconds:.0f} s."))
    _log.info("rasa_trained", model=path.name, seconds=round(seconds, 1))
    return path


def latest(data_folder: Path) -> Path | None:
    """Return the model that was trained last, for when the present examples cannot be learnt."""
    models = _models(data_folder).glob("*.tar.gz")
    return max(models, key=lambda path: path.stat().st_mtime, default=None)


def _models(data_folder: Path) -> Path:
    return data_folder.absolute() / "models"


async def _train(
    found: examples.Examples, path: Path, *, progress: Progress, python: Path, patience: timedelta
) -> None:
    data_folder = path.parents[1]
    log = data_folder / "log" / "rasa-training.log"
    for folder in (path.parent, log.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_folder, prefix="training-") as name:
        workshop = Path(name)
        command = _command(found, workshop, python=python)
        variables = environment.variables(workshop, {"RASA_CACHE_DIRECTORY": str(workshop / "cache")})
        child = await asyncio.create_subprocess_exec(
            *command, cwd=workshop, env=variables, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
        )
        await _listen(child, log, progress, patience)
        trained = workshop / "model.tar.gz"
        if child.returncode != 0 or not trained.exists():
            raise errors.TrainingFailed(log)
        trained.replace(path)


def _command(found: examples.Examples, workshop: Path, *, python: Path) -> list[str]:
    """Lay out copies, since Rasa writes into the files it is given."""
    pipeline = workshop / "pipeline.yml"
    shutil.copyfile(found.pipeline, pipeline)
    taught = workshop / "nlu"
    taught.mkdir()
    for number, file in enumerate(found.files):
        shutil.copyfile(file, taught / f"{number}-{file.name}")
    return environment.command(
        *("train", "nlu", "--nlu", str(taught), "--config", str(pipeline)),
        *("--out", str(workshop), "--fixed-model-name", "model"),
        python=python,
    )


async def _listen(child: Process, log: Path, progress: Progress, patience: timedelta) -> None:
    """Follow the child to its end; it never outlives this call."""
    try:
        async with asyncio.timeout(patience.total_seconds()):
            await _write_down(child, log, progress)
    except TimeoutError:
        raise errors.TrainingFailed(log, waited=patience) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def _write_down(child: Process, log: Path, progress: Progress) -> None:
    assert child.stdout is not None
    with log.open("wb") as written:
        async for line in child.stdout:
            written.write(line)
            component = _COMPONENT.search(line.decode(errors="replace"))
            if component:
                progress(alike(f"  {component[1]}"))
    await child.wait()
