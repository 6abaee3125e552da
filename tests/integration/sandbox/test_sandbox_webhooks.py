"""Omnichannel webhooks: which are sent, what they carry, and when they are tried again."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from tests.integration.sandbox.town import Town


class Receiver:
    """Somebody's webhook address: answers to give, requests seen."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.seen: asyncio.Queue[tuple[dict[str, str], dict[str, Any]]] = asyncio.Queue()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.seen.put_nowait((dict(request.headers), await request.json()))
        status = self.answers.pop(0) if self.answers else 200
        return web.Response(status=status, text="crm-7")

    async def next(self) -> tuple[dict[str, str], dict[str, Any]]:
        return await asyncio.wait_for(self.seen.get(), 5)


@contextlib.asynccontextmanager
async def _listening() -> AsyncGenerator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/", receiver.handle)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield receiver
    finally:
        await runner.cleanup()


@pytest.fixture
async def receiver(town: Town) -> AsyncIterator[Receiver]:
    """The town's webhooks lead here; all are off but for the address."""
    async with _listening() as started:
        hooks = {
            "LivechatWebhookUrl": started.url,
            "LivechatSecretToken": "segredo",
            "LivechatHttpTimeout": 50,
        }
        assert (await town.admin.post("omnichannel/integrations", **hooks))[0] == 200
        yield started


async def test_a_conversation_is_told_from_start_to_end(town: Town, receiver: Receiver) -> None:
    """Start, queued, taken, visitor's and agent's messages, forwarded, closed; each with the secret's header."""
    town.let_bots_forward()
    town.come_online(town.ana)
    names = (
        "OnStart",
        "OnChatQueued",
        "OnChatTaken",
        "OnVisitorMessage",
        "OnAgentMessage",
        "OnForward",
        "OnClose",
    )
    switches = {f"LivechatWebhook{name}": True for name in names}
    assert (await town.admin.post("omnichannel/integrations", **switches))[0] == 200
    token, room_id = await town.visitor_with_room(name="Maria")
    await town.post("livechat/message", token=token, rid=room_id, msg="Oi")
    await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "Olá"})
    await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"])
    await town.ana.post("livechat/room.closeByUser", rid=room_id, comment="fim")
    got = [await receiver.next() for _ in range(8)]
    assert {headers["X-RocketChat-Livechat-Token"] for headers, _ in got} == {"segredo"}
    bodies = [body for _, body in got]
    assert sorted(body["type"] for body in bodies) == sorted(
        [
            "LivechatSessionStart",
            "LivechatSessionQueued",
            "LivechatSessionTaken",
            "Message",
            "Message",
            "LivechatSessionTaken",
            "LivechatSessionForwarded",
            "LivechatSession",
        ]
    )
    assert {body["_id"] for body in bodies} == {room_id}
    closed = next(body for body in bodies if body["type"] == "LivechatSession")
    assert (closed["closer"], closed["closedBy"]["username"]) == ("user", "ana")
    assert closed["visitor"]["name"] == "Maria"
    texts = [message["msg"] for message in closed["messages"]]
    assert {"Oi", "Olá", "fim"} <= set(texts)


async def test_nothing_is_sent_that_is_not_switched_on(town: Town, receiver: Receiver) -> None:
    """An address alone sends nothing; the one switched on arrives first."""
    token, room_id = await town.visitor_with_room()
    town.box.world.settings["Livechat_webhook_on_visitor_message"] = True
    await town.post("livechat/message", token=token, rid=room_id, msg="Oi")
    _, body = await receiver.next()
    assert (body["type"], body["messages"][0]["msg"]) == ("Message", "Oi")
    assert receiver.seen.empty()


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_failed_delivery_is_tried_again(town: Town, receiver: Receiver, status: int) -> None:
    """After 5xx and 429; the text of the 200 is kept as crmData."""
    receiver.answers = [status]
    town.box.world.settings["Livechat_webhook_on_start"] = True
    _, room_id = await town.visitor_with_room()
    await receiver.next()
    await receiver.next()
    await town.box.journal.wait_for(lambda entry: entry.kind == "webhook" and entry.status == 200)
    assert town.box.world.rooms.required(room_id)["crmData"] == "crm-7"


@pytest.mark.parametrize("status", [204, 404])
async def test_any_other_answer_ends_the_delivery(town: Town, receiver: Receiver, status: int) -> None:
    """4xx and successes other than 200 are dropped at once; the next event comes through."""
    receiver.answers = [status]
    town.box.world.settings["Livechat_webhook_on_start"] = True
    await town.visitor_with_room("t1")
    await receiver.next()
    _, second = await town.visitor_with_room("t2")
    _, body = await receiver.next()
    assert body["_id"] == second


async def test_describing_a_closed_room_is_always_told(town: Town, receiver: Receiver) -> None:
    """LivechatEdit has no switch."""
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/room.close", rid=room_id, token=token)
    about = {"guestData": {"_id": town.visitor()["_id"]}, "roomData": {"_id": room_id, "topic": "gripe"}}
    assert (await town.admin.post("livechat/room.saveInfo", **about))[0] == 200
    _, body = await receiver.next()
    assert (body["type"], body["topic"]) == ("LivechatEdit", "gripe")


async def test_the_offline_form_is_told(town: Town, receiver: Receiver) -> None:
    """With its own body."""
    town.box.world.settings["Livechat_webhook_on_offline_msg"] = True
    form = {"name": "M", "email": "m@x.org", "message": "liguem"}
    await town.post("livechat/offline.message", **form)
    _, body = await receiver.next()
    assert (body["type"], body["visitor"], body["message"]) == (
        "LivechatOfflineMessage",
        {"name": "M", "email": "m@x.org"},
        "liguem",
    )
