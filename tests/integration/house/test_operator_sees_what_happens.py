"""What monitoring and log tell of a conversation that nobody at the terminal saw."""

from __future__ import annotations

import re

import pytest
import structlog
from structlog.testing import capture_logs

from tests.house import Chat


@pytest.fixture
def logged():
    """What the log is told, with what belongs to each turn."""
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        yield entries


def samples(house) -> dict[str, float]:
    text = house.figures.text(states={}, numbers={}).decode()
    return {name: float(value) for name, value in re.findall(r"^(bela_\S+) (\S+)$", text, re.MULTILINE)}


async def test_a_conversation_shows_in_the_figures_and_a_refusal_in_the_log_under_its_turn(house, logged):
    """Messages in and out, a hand-off that found nobody, and the log line that tells which turn it was."""
    house.offline("ana.urgencia")
    chat = Chat(house)
    await chat.says("oi")
    await chat.says("oi, tô com falta de ar")
    await chat.says("não sei")
    await chat.says("não sei")
    await chat.hears("não há ninguém da equipe online")
    told = samples(house)
    assert told['bela_turns_total{kind="text"}'] == 4
    assert told['bela_sent_total{kind="message"}'] >= 4
    assert told['bela_hand_offs_total{department="urgencia",result="nobody_online"}'] == 1
    (refused,) = [entry for entry in logged if entry["event"] == "hand_off_refused"]
    assert refused["turn"] == chat.written["_id"]
