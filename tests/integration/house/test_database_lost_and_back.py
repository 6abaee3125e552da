"""PostgreSQL is killed in the middle of a conversation: the answers come once it is back, in order, none twice."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from crm_sync import database_facts, errors, migrate
from crm_sync.postgres_server import EmbeddedPostgres
from sandbox import hooks
from tests.house import Chat, open_house
from tests.polling import until
from tests.talk import Talk, demo_flows

#: The third is a burst.
SCRIPT = (
    ("oi",),
    ("sim",),
    ("Maria da Silva", "34", "fortaleza"),
    ("tosse e coriza",),
    ("ontem",),
    ("normal",),
)
BACK_WITHIN_S = 60
_CODE = re.compile(r"BELA(-[0-9A-Z]{4}){2}")


@pytest_asyncio.fixture
async def own_server():
    """A server that this test may kill, under its supervisor."""
    # Not below pytest's own folder, which only we could enter: PostgreSQL runs as nobody when we are root.
    folder = Path(tempfile.mkdtemp(prefix="bela-postgres-"))
    try:
        async with EmbeddedPostgres(folder) as server:
            await migrate.migrate(server.url)
            yield server
    finally:
        shutil.rmtree(folder)


@pytest_asyncio.fixture
async def house(own_server):
    """Bela on that server."""
    async with open_house(own_server.url, demo_flows()) as house:
        yield house


def expected_words():
    """What the engine alone says to each entry of the script."""
    talk = Talk(demo_flows())
    for entry in SCRIPT:
        words = []
        for text in entry:
            talk.says(text)
            words += talk.words
        yield words


async def hear(chat, expected):
    """Wait for so many words, and see that they are these."""
    await until(lambda: has_heard(chat, len(expected)), within=BACK_WITHIN_S)
    heard = [_CODE.sub("BELA-7K3M-94QD", message["msg"]) for message in chat.citizen.heard]
    assert heard == expected


async def has_heard(chat, count):
    return len(chat.citizen.heard) >= count


async def nothing_owed(chat):
    return not await chat.house.registry.unsent(chat.room_id)


async def test_a_database_killed_again_and_again_delays_answers_and_changes_none(own_server, house):
    """Killed before a message, between the words of an answer and in a burst: every answer comes, once and in order."""

    killed = [0]

    def kill(_entry=None):
        killed.append(own_server.pid)
        os.kill(own_server.pid, signal.SIGKILL)

    async def is_back():
        return own_server.pid != killed[-1]

    chat, expected = Chat(house), []
    for number, (entry, words) in enumerate(zip(SCRIPT, expected_words(), strict=True)):
        expected += words
        if number in {0, 2}:
            house.box.hooks.when(hooks.request_of("bela", path="chat.sendMessage"), kill, nth=2)
        if number in {1, 4}:
            await until(is_back, within=BACK_WITHIN_S)
            kill()
        for text in entry:
            chat.citizen.write(text)
        await hear(chat, expected)
    await until(lambda: nothing_owed(chat), within=BACK_WITHIN_S)
    await hear(chat, expected)
    history = await house.history(chat.citizen)
    assert len(killed) == 1 + 4
    undelivered = [entry.what for entry in history.entries if getattr(entry.what, "sent_at", True) is None]
    assert not undelivered


@pytest.mark.parametrize("ends", [False, True])
async def test_words_that_left_and_could_not_be_marked_appear_once(own_server, house, ends):
    """The last word of an answer left and PostgreSQL was gone: it is told, and marked later; a Bela that ends before sends it once more."""
    chat, words = Chat(house), next(expected_words())
    killed = own_server.pid
    last = hooks.request_of("bela", path="chat.sendMessage")
    with capture_logs() as logs:
        house.box.hooks.when(
            last,
            lambda _entry: os.kill(killed, signal.SIGKILL),
            nth=len(words),
            moment=hooks.Moment.CARRIED_OUT,
        )
        chat.citizen.write("oi")
        await until(lambda: was_told(logs, "sent_not_marked"), within=BACK_WITHIN_S)
    if ends:
        await house.stop()

    await until(lambda: answers(own_server.url), within=BACK_WITHIN_S)
    if ends:
        await house.start()
    await until(lambda: nothing_owed(chat), within=BACK_WITHIN_S)
    await hear(chat, words)


async def was_told(logs, event):
    return any(entry["event"] == event for entry in logs)


async def answers(url):
    """Whether PostgreSQL takes questions again."""
    try:
        await database_facts.read(url)
    except errors.DatabaseUnavailable:
        return False
    return True
