"""The engine fails on a message: the citizen is told, once, and nothing of the conversation is lost."""

from __future__ import annotations

import dataclasses

import pytest
from structlog.testing import capture_logs

from crm_sync.steps import ContentFault, InboundMessage
from tests.house import Chat

#: Words on which the engine falls over.
STUMBLING = "isto derruba a Bela"
APOLOGY = "Desculpe, tive um problema aqui"


class StumblingScanner:
    """A scanner with a mistake in it."""

    def __init__(self, scanner) -> None:
        self._scanner = scanner

    def scan(self, message, **how):
        if message == STUMBLING:
            raise ZeroDivisionError(message)
        return self._scanner.scan(message, **how)

    def __getattr__(self, name):
        return getattr(self._scanner, name)


@pytest.fixture
def logged():
    """What the log is told; shown nowhere, as a terminal's stack trace takes seconds."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def mistaken_house(house, logged):
    house.flows = dataclasses.replace(house.flows, scanner=StumblingScanner(house.flows.scanner))
    return house


async def standing(chat):
    return (await chat.house.registry.conversation(chat.room_id)).state


async def stumble(chat):
    """Write the words, and give what is heard."""
    heard = len(chat.citizen.heard)
    chat.written = chat.citizen.write(STUMBLING)
    await chat.citizen.hears(heard + 1, within=10)
    return heard


async def test_the_state_stays_one_apology_is_said_and_the_next_message_works(mistaken_house):
    """A failing turn changes nothing but for the apology; the same question is answered by the next message."""
    chat = Chat(mistaken_house)
    for text in ("oi", "sim", "Maria da Silva"):
        await chat.says(text)
    before = await standing(chat)
    heard = await stumble(chat)
    assert await standing(chat) == before
    said = await chat.says("34")
    apologies = [message["msg"] for message in chat.citizen.heard[heard:] if APOLOGY in message["msg"]]
    assert len(apologies) == 1
    assert "cidade" in said
    assert (await standing(chat))["slots"]["idade"] == 34


async def test_the_apology_names_the_emergency_number(mistaken_house):
    """Even when the engine fails the citizen reads a number to call, not a placeholder."""
    chat = Chat(mistaken_house)
    await chat.says("oi")
    heard = await stumble(chat)
    (apology,) = chat.citizen.heard[heard:]
    assert "*192*" in apology["msg"]
    assert "{" not in apology["msg"]


async def test_a_first_message_that_fails_is_answered_too(mistaken_house):
    """The conversation begins with the failing message; the next one is greeted as the first."""
    chat = Chat(mistaken_house)
    chat.citizen.open()
    await stumble(chat)
    assert "Eu sou a *Bela*" in await chat.says("oi")


async def test_the_failure_stands_in_the_books(mistaken_house, logged):
    """The message and a fault for the admins are in the history, and the log has the mistake."""
    chat = Chat(mistaken_house)
    await chat.says("oi")
    await stumble(chat)
    (failure,) = [entry for entry in logged if entry["event"] == "turn_failed"]
    assert isinstance(failure["exc_info"], ZeroDivisionError)
    told = [entry.what for entry in (await mistaken_house.history(chat.citizen)).entries]
    assert [what.text for what in told if isinstance(what, InboundMessage)] == ["oi", STUMBLING]
    assert [what.rule for what in told if isinstance(what, ContentFault)] == ["internal-error"]
