"""Realtime is silent and nobody has noticed yet; what Rocket.Chat tells by webhook is heard all the same."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from bot.web import server, webhook
from rocketchat_bridge import realtime, webhooks

SECRET = "turmalina"
#: A connection that is trusted for longer than any test lasts.
TRUSTING = realtime.Patience(ping_after=600, dead_after=600, ready_within=10)
EVENTS = ("start", "chat_taken", "close", "visitor_message", "agent_message")


@contextlib.asynccontextmanager
async def with_webhooks(town):
    """A bridge that is told by webhook too, and whose stream falls silent."""
    async with town.running(patience=TRUSTING, sweep_every=timedelta(minutes=10)) as bridge:
        receiver = webhooks.Receiver(secret=SECRET, nudge=bridge.nudge)
        async with server.serve(webhook.routes(receiver), port=0) as port:
            settings = town.box.world.settings
            settings["Livechat_webhookUrl"] = f"http://127.0.0.1:{port}{webhook.PATH}"
            settings["Livechat_secret_token"] = SECRET
            settings.update({f"Livechat_webhook_on_{event}": True for event in EVENTS})
            yield bridge


async def test_a_message_is_heard_though_the_stream_is_silent(town):
    """A half-open connection: the citizen's message comes by webhook, once."""
    async with with_webhooks(town):
        citizen, _ = await town.meet("oi")
        town.box.gateway.faults.set(half_open=True)
        citizen.write("alguém aí?")
        await town.diary.wait_for_texts(2)
        citizen.write("preciso de ajuda")
        await town.diary.wait_for_texts(3)
    assert town.diary.texts == ["oi", "alguém aí?", "preciso de ajuda"]


async def test_a_new_room_is_found_though_the_stream_is_silent(town):
    """A conversation that begins meanwhile is taken in, with its first message."""
    async with with_webhooks(town):
        town.box.gateway.faults.set(half_open=True)
        town.box.citizen(name="Rita").write("bom dia")
        await town.diary.wait_for_texts(1)
    assert town.diary.texts == ["bom dia"]


async def test_a_closed_room_is_known_though_the_stream_is_silent(town):
    """The citizen ended the conversation: Bela learns it, and stays silent there."""
    async with with_webhooks(town) as bridge:
        citizen, room_id = await town.meet("oi")
        town.box.gateway.faults.set(half_open=True)
        citizen.close()
        await town.diary.wait_for_entry("lost", "closed")
        assert not bridge.serves(room_id)


async def test_what_the_stream_told_is_not_asked_for_again(town):
    """Both sources tell of the same message: it is told once, and its history is not read because of the webhook."""
    async with with_webhooks(town):
        town.box.world.settings.update(Livechat_webhook_on_start=False, Livechat_webhook_on_chat_taken=False)
        citizen, _ = await town.meet("oi")
        read = len(town.answered("chat.syncMessages"))
        for number in range(5):
            citizen.write(f"linha {number}")
        await town.diary.wait_for_texts(6)
        town.box.gateway.faults.set(half_open=True)
        citizen.write("a última")
        await town.diary.wait_for_texts(7)
    assert town.diary.texts == ["oi", *(f"linha {number}" for number in range(5)), "a última"]
    assert len(town.answered("chat.syncMessages")) == read + 1
