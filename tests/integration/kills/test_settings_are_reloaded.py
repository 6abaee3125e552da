"""A running Bela takes over changed settings at SIGHUP, and loses nobody by it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest_asyncio

from crm_sync import registry
from sandbox import Sandbox, SandboxSettings
from tests.bela_process import BelaProcess
from tests.house import KEY, Chat
from tests.integration.kills.conftest import copied_deployment, provision
from tests.polling import until
from tests.postgres import fresh_database

CONTACT = "Marta Lima, (85) 3333-0190"


class Town:
    """The sandbox here, Bela in a process of its own, and the file that an operator edits."""

    def __init__(self, box: Sandbox, bela: BelaProcess, people: registry.Registry, settings: Path) -> None:
        self.box = box
        self.bela = bela
        self.registry = people
        self._settings = settings

    def edit(self, old: str, new: str) -> None:
        text = self._settings.read_text(encoding="utf-8")
        assert old in text
        self._settings.write_text(text.replace(old, new), encoding="utf-8")

    async def reload(self, sentence: str) -> str:
        """SIGHUP; the state of the settings once the health page says the sentence."""
        self.bela.reload()

        async def told():
            return sentence in (await self.bela.part("Ajustes"))["sentence"]

        await until(told, within=30)
        return (await self.bela.part("Ajustes"))["state"]


@pytest_asyncio.fixture
async def town(postgres_server, tmp_path, pytestconfig):
    """The demo deployment in a folder of its own, and Bela at work."""
    deployment = copied_deployment(tmp_path)
    with fresh_database(postgres_server) as database_url:
        async with Sandbox(SandboxSettings(demo=True, rate_limits=False)) as box:
            token = await asyncio.to_thread(provision, deployment, box.url, tmp_path)
            people = await registry.Registry.open(database_url, keys=KEY)
            bela = BelaProcess(
                rocketchat_url=box.url,
                token=token,
                database_url=database_url,
                folder=tmp_path,
                bytecode=pytestconfig.cache.mkdir("bela_bytecode"),
                deployment=deployment,
            )
            try:
                assert await bela.start(), bela.said()
                yield Town(box, bela, people, deployment / "deployment.yml")
            finally:
                bela.stop()
                await people.close()


async def test_a_changed_setting_holds_without_a_restart_a_bad_file_changes_nothing(town):
    """The citizen hears the new contact; a file with a fault is told with its place; what needs a restart is named."""
    chat = Chat(town)
    await chat.says("oi")
    town.edit(CONTACT, "Rita Melo")
    town.edit("sábado: 08:00-12:00", "sabadu: 08:00-12:00")
    assert await town.reload("deployment.yml:27:") == "degraded"
    await chat.says("meus dados")
    await chat.hears(f"Encarregado pelos dados: {CONTACT}", within=30)
    town.edit("sabadu", "sábado")
    town.edit("bot_username: bela", "bot_username: outra")
    assert await town.reload("só vale depois de reiniciar: rocketchat.bot_username") == "degraded"
    await chat.says("meus dados")
    await chat.hears("Encarregado pelos dados: Rita Melo", within=30)
    town.edit("bot_username: outra", "bot_username: bela")
    assert await town.reload("Em vigor") == "well"
    assert town.bela.running
