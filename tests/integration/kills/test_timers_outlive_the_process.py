"""What Bela is to say by herself later is said once, though the process that planned it is dead."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime

import pytest_asyncio

import config
from bot.publishing import archives
from crm_sync import person_codes, registry
from crm_sync.content_versions import NewVersion
from sandbox import Sandbox, SandboxSettings
from tests.bela_process import BelaProcess
from tests.house import KEY, Chat
from tests.integration.kills.conftest import copied_deployment, provision
from tests.postgres import fresh_database
from tests.small_flows import FRAME

NOW = datetime(2026, 11, 29, 5, 0, tzinfo=UTC)
CONTENT = """
slots:
  febre: {type: bool, label: Febre, answer: {type: yes_no}}
  dia: {type: text, label: Dia}
responses:
  utter_ask_febre: [{text: "Tem febre?"}]
  utter_ainda: [{text: "Ainda está aí?"}]
  utter_como_vai: [{text: "Bom dia, como vai no dia {dia}?"}]
flows:
  triagem:
    description: Pergunta.
    keywords: [tenho febre]
    run_pattern_completed: false
    steps:
      - collect: febre
        timeout: {after: 2s, remind: utter_ainda, max: 1, then: skip}
      - action: utter_conselho
  acompanhar:
    description: Pergunta como a pessoa vai.
    if: false
    run_pattern_completed: false
    entry: {name: acompanhamento, slots: [dia]}
    steps: [{action: utter_como_vai}]
"""


class Town:
    """The sandbox here, Bela in a process of its own, and what a `Chat` needs of them."""

    def __init__(self, box: Sandbox, bela: BelaProcess, people: registry.Registry) -> None:
        self.box = box
        self.bela = bela
        self.registry = people

    async def die_and_come_back(self) -> None:
        """SIGKILL, and a new process."""
        self.bela.kill()
        assert await self.bela.start(), self.bela.said()


@pytest_asyncio.fixture
async def town(postgres_server, tmp_path, pytestconfig):
    """Bela at work with two small flows that speak by themselves."""
    deployment = copied_deployment(tmp_path)
    content = config.load(deployment, environment={}).content
    shutil.rmtree(content)
    content.mkdir()
    (content / "frame.yml").write_text(FRAME, encoding="utf-8")
    (content / "text.yml").write_text(CONTENT, encoding="utf-8")
    with fresh_database(postgres_server) as database_url:
        async with Sandbox(SandboxSettings(demo=True, rate_limits=False)) as box:
            token = await asyncio.to_thread(provision, deployment, box.url, tmp_path)
            people = await registry.Registry.open(database_url, keys=KEY)
            await people.content.publish(_version(content), instead_of=None)
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
                yield Town(box, bela, people)
            finally:
                bela.stop()
                await people.close()


def _version(content) -> NewVersion:
    """The two flows are too small to be published as a triage: they go live past the checks."""
    archive = archives.pack(content)
    return NewVersion(
        pack=content.name,
        label="1",
        digest=archive.digest,
        files=archive.packed,
        note="",
        checks={},
        by="teste",
        at=NOW,
    )


def heard(chat: Chat, part: str) -> int:
    return sum(part in message["msg"] for message in chat.citizen.heard)


async def test_a_reminder_and_the_way_out_of_a_question_come_once_each_over_two_deaths(town):
    """The process that asked dies, and so does the one that reminded; the next ones go on by the clock in the database."""
    chat = Chat(town)
    await chat.says("oi")
    await chat.says("tenho febre")
    await town.die_and_come_back()
    await chat.hears("Ainda está aí?", within=30)
    await town.die_and_come_back()
    await chat.hears("Ligue 192", within=30)
    await chat.says("obrigada")
    assert heard(chat, "Tem febre?") == 1
    assert heard(chat, "Ainda está aí?") == 1
    assert heard(chat, "Ligue 192.") == 1


async def test_a_planned_contact_is_made_once_by_whoever_lives_when_its_time_comes(town):
    """Planned while nobody runs, made by the next process, and by no later one."""
    chat = Chat(town)
    await chat.says("oi")
    admission = await town.registry.conversation(chat.room_id)
    town.bela.kill()
    await town.registry.beginnings.plan(
        person_codes.parse(admission.person_code),
        "acompanhamento",
        slots={"dia": "3"},
        due_at=datetime.now(UTC),
        by="ana",
    )
    assert await town.bela.start(), town.bela.said()
    await chat.hears("Bom dia, como vai no dia 3?", within=30)
    await town.die_and_come_back()
    await chat.says("tenho febre")
    assert heard(chat, "como vai") == 1
    assert await town.registry.beginnings.due(datetime.now(UTC)) == []
