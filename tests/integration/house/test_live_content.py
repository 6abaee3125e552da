from __future__ import annotations

import asyncio
import dataclasses
import shutil

import pytest

import config
from bot.runtime.live_content import LiveContent
from tests.polling import until
from tests.talk import DEMO


@pytest.fixture
def deployment(tmp_path):
    """The demo deployment with a pack of its own that a test may change."""
    chosen = config.load(DEMO, environment={})
    shutil.copytree(chosen.content, tmp_path / "pack")
    return dataclasses.replace(chosen, content=tmp_path / "pack")


async def test_a_change_goes_live_while_running(deployment):
    """A text saved in the pack is what Bela says next, without a restart."""
    live = LiveContent(deployment)
    before = live.current()
    watching = asyncio.create_task(live.watch())
    path = deployment.content / "domain" / "responses_conversation.yml"
    path.write_text(path.read_text().replace("Oi! Eu sou a *Bela*", "Olá! Aqui é a *Bela*"))

    async def changed():
        return live.current() is not before

    await until(changed, within=15)
    watching.cancel()
    assert "Olá! Aqui é a" in live.current().content.responses["utter_boas_vindas"].variations[0].text


async def test_a_faulty_change_never_replaces_what_runs(deployment):
    """A pack with faults is refused with their places; what runs goes on."""
    live = LiveContent(deployment)
    before = live.current()
    watching = asyncio.create_task(live.watch())
    (deployment.content / "protocol.yml").write_text("protocol: [\n")

    async def refused():
        return bool(live.faults)

    await until(refused, within=15)
    watching.cancel()
    assert live.current() is before
    assert "protocol.yml" in str(live.faults[0])
