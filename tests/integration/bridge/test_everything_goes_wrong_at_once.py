from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest

from rocketchat_bridge import documents
from tests import bridge_samples as samples

CITIZENS, MESSAGES = 8, 12


async def meddle(town, dice, end):
    """One fault after the other until everybody has written."""

    def drop():
        town.box.gateway.drop_all("bela")

    deeds = [
        drop,
        lambda: town.box.faults.set(duplicate_frames=True),
        lambda: town.box.faults.set(reorder_frames=True),
        lambda: town.box.faults.set(republish_noise=True),
        lambda: town.box.faults.set(lose_before_ready=True, ready_delay=0.1),
        lambda: town.box.faults.set(bad_gateway=5, user="bela"),
        lambda: town.box.faults.set(lost_answers=3, path="chat.sendMessage"),
        lambda: town.box.faults.set(too_many_requests=1, path="chat.syncMessages"),
        lambda: town.box.faults.set(latency=0.05),
        town.box.faults.clear,
    ]
    while not end.is_set():
        dice.choice(deeds)()
        await asyncio.sleep(dice.uniform(0.01, 0.25))
    town.box.faults.clear()


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_message_is_answered_once_and_in_order(town, seed):
    """Whatever happens to sockets, frames and calls: nothing lost, nothing doubled, per room in order."""
    dice = random.Random(seed)
    end = asyncio.Event()
    async with town.running(settle=timedelta(milliseconds=80), sweep_every=timedelta(seconds=1)) as bela:

        async def answer(room, message):
            await bela.send(room.id, documents.MessageId(f"re-{message.id}"), f"re {message.text}")

        async def write(citizen):
            for number in range(MESSAGES):
                citizen.write(str(number))
                await asyncio.sleep(dice.uniform(0.01, 0.3))

        town.diary.at_message = answer
        citizens = [town.box.citizen(name=f"Pessoa {number}") for number in range(CITIZENS)]
        async with samples.together() as start:
            start(meddle(town, dice, end))
            async with samples.together() as speak:
                for citizen in citizens:
                    speak(write(citizen))
            end.set()
        await town.diary.wait_for_texts(CITIZENS * MESSAGES, within=60)
        for citizen in citizens:
            room = documents.RoomId(citizen.room["_id"])
            assert town.spoken(room) == [f"re {number}" for number in range(MESSAGES)]
        assert len(town.diary.texts) == CITIZENS * MESSAGES
