"""The draft's page and the simulator's on a draft of a test's own, without the rest of Bela."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

import config
from bot.publishing.draft_watch import DraftWatch
from bot.publishing.publishing import Publisher
from bot.runtime.live_content import LiveContent
from bot.web import draft_page, server
from bot.web.gate import Gate
from bot.web.simulator_child import SimulatorChild
from bot.web.simulator_page import SimulatorPage
from crm_sync import registry
from tests.house import KEY
from tests.talk import DEMO, ROOT

_KEY = "chave-de-teste"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a test sees."""

    #: The draft folder.
    draft: Path
    publisher: Publisher
    url: str
    key: str

    @property
    def address(self) -> str:
        """The page with its key."""
        return f"{self.url}/draft?key={self.key}"

    @property
    def simulator(self) -> str:
        """The simulator's page with the key."""
        return f"{self.url}/draft/simulator?key={self.key}"


@asynccontextmanager
async def staged(
    folder: Path, database: str, monkeypatch: pytest.MonkeyPatch, *, rules: str = ""
) -> AsyncGenerator[Stage]:
    """Serve the page; `rules` are lines of `deployment.yml`. The commands it runs find the same database."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("BELA_MASTER_KEY", base64.b64encode(bytes(range(32))).decode())
    monkeypatch.setenv("BELA_DATA_FOLDER", str(folder / "var"))
    shutil.copytree(DEMO, folder / "config" / "demo")
    shutil.copytree(ROOT / "flows" / "covid19", folder / "flows" / "covid19")
    settings = folder / "config" / "demo" / "deployment.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + rules, encoding="utf-8")
    deployment = config.load(folder / "config" / "demo", environment=os.environ)
    people = await registry.Registry.open(database, keys=KEY)
    publisher = Publisher(deployment, people.content, now=lambda: datetime.now(UTC))
    live = await LiveContent.open(publisher)
    drafts = DraftWatch(folder / "config" / "demo", deployment.content, live=lambda: live.folder)
    page = draft_page.DraftPage(
        publisher=publisher, drafts=drafts, folder=folder / "config" / "demo", gate=Gate(key=_KEY)
    )
    watching = [asyncio.create_task(drafts.watch()), asyncio.create_task(live.watch())]
    try:
        async with (
            SimulatorChild(folder / "config" / "demo") as child,
            server.serve(
                [
                    *page.routes(),
                    *SimulatorPage(gate=page.gate, child=child, beside_draft=True).routes(),
                ],
                port=0,
            ) as port,
        ):
            yield Stage(
                draft=deployment.content, publisher=publisher, url=f"http://127.0.0.1:{port}", key=_KEY
            )
    finally:
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        await people.close()
