"""`bela demo` as a person runs it: a process with a terminal's words, on ports and in a data folder of a test's own."""

from __future__ import annotations

import asyncio
import fcntl
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil

from bot.rasa import examples, training
from tests import ports
from tests.talk import DEMO, ROOT

#: Seconds for everything to come up on a busy machine, training included.
READY_WITHIN_S = 240
_END_WITHIN_S = 30
#: Characters of a log that are shown when a start takes too long.
_END_OF_LOG = 2_000
_PACK = ROOT / "flows" / "covid19"
#: Where the model is kept for the next run; it is named by what was learnt.
_TAUGHT = ROOT / "var" / "tests" / "taught"
#: Settings that a developer's terminal or .env may hold; empty is the same as unset.
_UNSET = (
    "BELA_MASTER_KEY",
    "BELA_RASA_TOKEN",
    "BELA_RASA_URL",
    "BELA_ROCKETCHAT_PASSWORD",
    "BELA_ROCKETCHAT_TOKEN",
    "DATABASE_URL",
)


class DemoEndedError(RuntimeError):
    """The demonstration ended while a test waited for its words; the message is what it said."""


class Demo:
    """The process, and everything it said so far."""

    def __init__(self, folder: Path) -> None:
        """Nothing runs before `start`."""
        rocketchat, health = ports.free(), ports.free()
        self.url = f"http://127.0.0.1:{rocketchat}"
        self.health_url = f"http://127.0.0.1:{health}"
        self.folder = folder
        self.said: list[str] = []
        #: What the process gets to see; to be changed before the start.
        self.environment = _environment(os.environ) | {
            "BELA_DATA_FOLDER": str(folder),
            "BELA_DEPLOYMENT": str(DEMO),
            "BELA_HEALTH_PORT": str(health),
            "BELA_ROCKETCHAT_URL": self.url,
        }
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._process: subprocess.Popen[str] | None = None

    def start(self, *options: str, cwd: Path = ROOT) -> None:
        """Start it as a terminal does: leader of a group of its own."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=cwd,
            env=self.environment | {"PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        assert self._process.stdout is not None
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def says(self, words: str, *, within: float = READY_WITHIN_S) -> str:
        """Wait for a line that holds the words; gives the line."""
        deadline = time.monotonic() + within
        while True:
            try:
                line = self._lines.get(timeout=max(deadline - time.monotonic(), 0))
            except queue.Empty:
                raise TimeoutError(f"«{words}» did not come, only: {self._all_told()}") from None
            if line is None:
                raise DemoEndedError("".join(self.said))
            if words in line:
                return line

    def family(self) -> list[psutil.Process]:
        """Every process that it started, at any depth."""
        return psutil.Process(self._started.pid).children(recursive=True)

    def part(self, name: str) -> psutil.Process:
        """The one process of the family whose command line names this."""
        [found] = [process for process in self.family() if name in " ".join(process.cmdline())]
        return found

    def leftovers(self) -> list[psutil.Process]:
        """Every process on this machine that was told of the data folder."""
        return [process for process in psutil.process_iter() if str(self.folder) in _told(process)]

    def forget_models(self) -> None:
        """Let Rasa be taught again; to be called before the start."""
        shutil.rmtree(self.folder / "models")

    def kill(self) -> None:
        """SIGKILL; it is gone when this returns."""
        self._started.kill()
        self._started.wait()

    def press_ctrl_c(self) -> None:
        """Interrupt it as the terminal does: the whole group gets the signal."""
        os.killpg(self._started.pid, signal.SIGINT)

    def ends(self) -> int:
        """Wait for its end; gives the exit code."""
        return self._started.wait(_END_WITHIN_S)

    def end(self) -> None:
        """End it if it still runs, by force when words do not help."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self.ends()
            except subprocess.TimeoutExpired:
                self.kill()

    def _all_told(self) -> str:
        """What it said, and the end of each log."""
        logs = sorted((self.folder / "log").glob("*.log"))
        ends = [f"{log.name}: {log.read_text(encoding='utf-8')[-_END_OF_LOG:]}" for log in logs]
        return "\n".join(["".join(self.said), *ends])

    @property
    def _started(self) -> subprocess.Popen[str]:
        assert self._process is not None, "start it first"
        return self._process

    def _listen(self, output: IO[str]) -> None:
        with output:
            for line in output:
                self.said.append(line)
                self._lines.put(line)
        self._lines.put(None)


@contextmanager
def prepared() -> Generator[Demo]:
    """A demonstration that is not started yet, and has the model of the present content."""
    # PostgreSQL runs as nobody when we are root, and has to get through to its own folder.
    folder = Path(tempfile.mkdtemp(prefix="bela-demo-"))
    folder.chmod(0o711)
    try:
        _bring_model(folder / "models")
        yield Demo(folder)
    finally:
        shutil.rmtree(folder)


def _told(process: psutil.Process) -> str:
    """Its command line and environment; nothing for a process that is ending, or is somebody else's."""
    try:
        return " ".join([*process.cmdline(), *process.environ().values()])
    except psutil.Error:
        return ""


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    own = {name: text for name, text in inherited.items() if not name.startswith("BELA_")}
    return own | dict.fromkeys(_UNSET, "")


def _bring_model(models: Path) -> None:
    """Copy the model of the present content, which is trained once, whoever asks first."""
    shutil.copytree(_models(), models)


def _models() -> Path:
    """The folder that holds the model of the present content and no other."""
    found = examples.find(_PACK)
    home = _TAUGHT / found.fingerprint()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock, ThreadPoolExecutor() as apart:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # A thread of its own, as the caller's may have an event loop already.
        train = training.model(_PACK, data_folder=home, progress=lambda _: None)
        return apart.submit(asyncio.run, train).result().parent
