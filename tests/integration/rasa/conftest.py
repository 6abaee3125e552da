"""One real Rasa for all tests of this folder: taught a tiny pack once, then started."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio

from bot.rasa import client, service

_PACK = Path(__file__).with_name("pack")
_PATIENCE_SECONDS = 110


@dataclass
class RunningRasa:
    """What the tests share."""

    #: Holds `pack`, which a test may edit, and `var`, the deployment's data.
    folder: Path
    #: What training told.
    progress: list[str] = field(default_factory=list)
    started: asyncio.Future[client.RasaClient] = field(default_factory=asyncio.Future)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        """Run Rasa until the tests are over."""
        own = service.own(
            lambda: self.folder / "pack",
            data_folder=self.folder / "var",
            now=lambda: datetime.now(UTC),
            progress=lambda told: self.progress.append(told.pt),
            token="-silly-token-of-tests",
        )
        async with own as rasa:
            self.started.set_result(rasa)
            await self.over.wait()

    @property
    def client(self) -> client.RasaClient:
        """The client under test."""
        return self.started.result()

    @property
    def process(self) -> psutil.Process:
        """Rasa's own process."""
        [found] = [child for child in psutil.Process().children() if "inside_rasa.py" in str(child.cmdline())]
        return found

    async def back(self) -> None:
        """Wait until Rasa answers."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self.client.available()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rasa(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningRasa]:
    folder = tmp_path_factory.mktemp("rasa")
    shutil.copytree(_PACK, folder / "pack")
    running = RunningRasa(folder=folder)
    # Only until Rasa runs: what other tests start in the meantime must not find this key.
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BELA_MASTER_KEY", "silly-master-key")
        task = asyncio.create_task(running.live())
        either: set[asyncio.Future[Any]] = {task, running.started}
        await asyncio.wait(either, timeout=_PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        await running.back()
    yield running
    running.over.set()
    await task
