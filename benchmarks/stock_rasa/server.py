"""The stock Rasa project of `project/`, trained and running: its server, its action server, a SQLite tracker store."""

import asyncio
import hashlib
import os
import shutil
import signal
import socket
from asyncio.subprocess import DEVNULL, STDOUT, Process
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
import psutil

from bot.rasa import environment

_HERE = Path(__file__).parent
_PROJECT = _HERE / "project"
_STARTS_WITHIN_SECONDS = 180
#: Without it a busy Rasa writes to connections that the action server has closed after 5 s of silence, and loses answers.
_SETTINGS = {"SANIC_KEEP_ALIVE_TIMEOUT": "300"}
_ENDPOINTS = """\
action_endpoint:
  url: http://127.0.0.1:{actions}/webhook
tracker_store:
  type: SQL
  dialect: sqlite
  db: {database}
"""


class StockRasa:
    """`async with StockRasa(patched=False, folder=…) as server`: answers at `server.url` until the block ends."""

    def __init__(self, *, patched: bool, folder: Path) -> None:
        """What is trained and written lands in `folder`; a model is trained once for each content of the project."""
        self._patched = patched
        self._folder = folder.absolute()
        self._children: list[Process] = []
        self._port, self._actions_port = _free_port(), _free_port()

    @property
    def url(self) -> str:
        """The REST channel."""
        return f"http://127.0.0.1:{self._port}/webhooks/rest/webhook"

    @property
    def pids(self) -> list[int]:
        """Rasa's server and its action server."""
        return [child.pid for child in self._children]

    def rss_mb(self) -> float:
        """Memory of both together, in MB (10^6 bytes)."""
        return sum(psutil.Process(pid).memory_info().rss for pid in self.pids) / 1e6

    async def __aenter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            model = await self._model()
            await self._start(model)
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    async def _model(self) -> Path:
        """Train the project, unless it is the one that was trained last."""
        files = sorted(path for path in _PROJECT.iterdir() if path.is_file())
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
        model = self._folder / f"{digest}.tar.gz"
        if not model.exists():
            copy = self._folder / "project"  # Rasa writes into the files it is given
            shutil.copytree(_PROJECT, copy, dirs_exist_ok=True)
            child = await self._spawn(
                "train",
                environment.command(
                    *("train", "--config", f"{copy}/config.yml", "--domain", f"{copy}/domain.yml"),
                    *("--data", f"{copy}/nlu.yml", f"{copy}/rules.yml"),
                    *("--out", str(self._folder), "--fixed-model-name", digest),
                ),
            )
            if await child.wait() != 0:
                raise RuntimeError(f"stock Rasa could not be trained: see {self._folder}/train.log")
        return model

    async def _start(self, model: Path) -> None:
        database = self._folder / "tracker.db"
        database.unlink(missing_ok=True)
        endpoints = self._folder / "endpoints.yml"
        endpoints.write_text(
            _ENDPOINTS.format(actions=self._actions_port, database=database), encoding="utf-8"
        )
        arguments = (
            *("run", "--interface", "127.0.0.1", "--port", str(self._port), "--model", str(model)),
            *("--endpoints", str(endpoints), "--credentials", str(_PROJECT / "credentials.yml")),
        )
        stock = environment.command(*arguments)
        python = [str(environment.PYTHON), "-W", "ignore"]
        patched = [*python, str(_HERE / "patched.py"), *arguments]
        actions = [*python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self._actions_port)]
        self._children.append(await self._spawn("server", patched if self._patched else stock))
        self._children.append(await self._spawn("actions", actions))
        async with asyncio.timeout(_STARTS_WITHIN_SECONDS):
            await _answers(f"http://127.0.0.1:{self._actions_port}/health")
            await _answers(f"http://127.0.0.1:{self._port}/")

    async def _spawn(self, name: str, command: list[str]) -> Process:
        with (self._folder / f"{name}.log").open("wb") as log:
            return await asyncio.create_subprocess_exec(
                *command,
                cwd=_PROJECT if name == "actions" else self._folder,
                env=environment.variables(self._folder, _SETTINGS),
                stdin=DEVNULL,
                stdout=log,
                stderr=STDOUT,
                start_new_session=True,
            )

    async def _stop(self) -> None:
        for child in self._children:
            if child.returncode is None:
                os.killpg(child.pid, signal.SIGKILL)
                await child.wait()


async def _answers(url: str) -> None:
    """Wait until somebody answers there."""
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as response:
                    response.raise_for_status()
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
