"""What Bela could not answer becomes a question with an answer, from the citizen's words to the publication."""

from __future__ import annotations

import asyncio
import base64
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio
from click.testing import CliRunner

from bot import command_line
from bot.content.placeholder import PLACEHOLDER
from bot.runtime.live_content import LiveContent
from crm_sync import errors, registry
from crm_sync.encryption import MasterKey
from crm_sync.unanswered import KEPT
from tests.house import Chat
from tests.talk import DEMO

KITE = ("posso soltar pipa?", "poso solta pipa")


@pytest_asyncio.fixture
async def content(house, publisher):
    """The house goes by versions; the test says when a publication is taken over."""
    house.content = await LiveContent.open(publisher)
    await house.stop()
    await house.start()
    return house.content


@pytest.fixture
def bela(monkeypatch, tmp_path, publisher, house):
    """Run `bela flows …` on the draft and the registry of the house."""
    monkeypatch.setenv("DATABASE_URL", house.database)
    monkeypatch.setenv("BELA_MASTER_KEY", base64.b64encode(bytes(range(32))).decode())
    monkeypatch.setenv("BELA_DATA_FOLDER", str(publisher.deployment.data_folder))
    settings = tmp_path / "config" / "demo"
    shutil.copytree(DEMO, settings)
    path = settings / "deployment.yml"
    path.write_text(path.read_text().replace("../../flows/covid19", str(publisher.draft)))

    def run(*arguments, fails=False):
        result = CliRunner().invoke(command_line.main, ["--deployment", str(settings), "flows", *arguments])
        assert result.exit_code == (1 if fails else 0), result.output
        return result.output

    return lambda *arguments, **how: asyncio.to_thread(run, *arguments, **how)


async def test_what_could_not_be_answered_is_listed_written_published_and_answered(
    house, publisher, content, bela
):
    """Two spellings are one group; the scaffold is refused without a source, goes live with one, and answers the next who asks."""
    for words in KITE:
        chat = Chat(house)
        await chat.says("oi")
        await chat.says(words)
    told = await bela("unanswered")
    assert told.startswith("2 perguntas sem resposta nos últimos 90 dias, em 1 grupo:")
    assert all(words in told for words in KITE)
    group = told.splitlines()[2].split()[0]

    await bela("new", "--from-unanswered", group)
    assert "[still-to-do]" in await bela("lint", fails=True)
    assert "[still-to-do]" in await bela("publish", fails=True)
    path = publisher.draft / "flows" / f"faq_{group}.yml"
    written = path.read_text(encoding="utf-8").replace(f"date: {PLACEHOLDER}", 'date: "2026-11"')
    written = written.replace(f"{PLACEHOLDER} a resposta.", "Sem sintomas, soltar pipa não faz mal.")
    path.write_text(written, encoding="utf-8")
    assert "[still-to-do]" in await bela("lint", fails=True)
    path.write_text(written.replace(f"{PLACEHOLDER} a fonte, com a página", "Ministério da Saúde, p. 3"))
    await bela("lint")
    await bela("test", "--only", group.replace("_", " "))
    await bela("publish", "--by", "ana")
    await content.look()

    chat = Chat(house)
    await chat.says("oi")
    assert "soltar pipa não faz mal" in await chat.says("posso soltar pipa?")
    assert "2 perguntas" in await bela("unanswered")


async def test_nobody_can_be_told_by_what_is_kept(house, content, bela):
    """A telephone and the name that she gave are gone from what the admin reads, and a misspelt answer is not kept at all."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("sim")
    await chat.says("Uélida Brás")
    await chat.says("trinta e lá vai pouco")
    await chat.says("a Uélida pode ligar no 85 98765-4321 pra marcar dentista?")
    told = await bela("unanswered")
    assert "a … pode ligar no … pra marcar dentista?" in told
    assert "1 pergunta sem resposta" in told


async def test_only_who_holds_the_key_reads_them_and_only_for_a_while(house, content):
    """Another master key opens nothing; after 90 days they are deleted."""
    chat = Chat(house)
    await chat.says("oi")
    await chat.says(KITE[0])
    with pytest.raises(errors.WrongMasterKey):
        await registry.Registry.open(house.database, keys=MasterKey(bytes(32)))
    (kept,) = await house.registry.questions.since(date.min)
    assert kept.words == KITE[0]
    later = await registry.Registry.open(
        house.database, keys=MasterKey(bytes(range(32))), now=lambda: _after(kept.day, KEPT.days + 1)
    )
    await later.questions.forget_old()
    await later.close()
    assert await house.registry.questions.since(date.min) == []


def _after(day, days):
    moment = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    return moment + timedelta(days=days)
