"""A conversation goes on in the version it began in, whatever is published meanwhile."""

from __future__ import annotations

import psycopg
import pytest_asyncio

from bot.runtime.live_content import LiveContent
from tests.house import Chat
from tests.integration.publishing.drafts import reword


@pytest_asyncio.fixture
async def content(house, publisher):
    """The house goes by versions; a test says when a publication is taken over."""
    house.content = await LiveContent.open(publisher)
    await house.stop()
    await house.start()
    return house.content


async def republish(publisher, content) -> None:
    """The question for the name is worded anew, and live."""
    reword(publisher.draft, "Qual é o seu nome?", "Como você se chama?")
    await publisher.publish(by="ana")
    await content.look()


async def test_a_running_conversation_stays_and_a_new_one_begins_in_the_new_version(
    house, publisher, content
):
    """Of two citizens, who began before a publication hears the old words, who begins after it the new ones."""
    early = Chat(house)
    await early.says("oi")
    await republish(publisher, content)
    assert "Qual é o seu nome?" in await early.says("sim")
    late = Chat(house)
    await late.says("oi")
    assert "Como você se chama?" in await late.says("sim")
    assert await publisher.versions.open_conversations() == {1: 1, 2: 1}


async def test_a_restart_changes_nothing_of_that(house, publisher, content):
    """A new process fetches the old version from the registry and goes on in it."""
    early = Chat(house)
    await early.says("oi")
    await republish(publisher, content)
    house.content = await LiveContent.open(publisher)
    await house.stop()
    await house.start()
    assert "Qual é o seu nome?" in await early.says("sim")


async def test_a_lost_version_silences_nobody(house, publisher, content):
    """When a version is gone, the conversation goes on in the published one, and the admin finds a content fault."""
    early = Chat(house)
    await early.says("oi")
    await republish(publisher, content)
    async with await psycopg.AsyncConnection.connect(house.database) as connection:
        await connection.execute("update conversation set content_version = 999")
    await house.stop()
    await house.start()
    assert "Como você se chama?" in await early.says("sim")
    async with await psycopg.AsyncConnection.connect(house.database) as connection:
        faults = await (await connection.execute("select rule, place from content_fault")).fetchall()
        pins = await (await connection.execute("select content_version from conversation")).fetchall()
    assert [rule for rule, _ in faults] == ["version-lost"]
    assert pins == [(2,)]


async def test_a_version_may_take_conversations_along(house, publisher, content):
    """Where a version says so, a conversation under way hears the new words at its next turn, and that is on record."""
    early = Chat(house)
    await early.says("oi")
    (publisher.draft / "migrate.yml").write_text("migrate:\n  from: 1\n  all: true\n", encoding="utf-8")
    await republish(publisher, content)
    assert "Como você se chama?" in await early.says("sim")
    assert await publisher.versions.open_conversations() == {2: 1}
    async with await psycopg.AsyncConnection.connect(house.database) as connection:
        steps = await connection.execute("select content_version from step order by revision")
        assert [row[0] for row in await steps.fetchall()] == [1, 2]
