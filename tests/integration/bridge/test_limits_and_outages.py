from __future__ import annotations

import asyncio
import time

import pytest
from aiohttp import web

from rocketchat_bridge import documents, errors, rest, rooms, sending, typist
from tests import bridge_samples as samples
from tests import bridge_town

WORD = documents.MessageId("answer-of-the-bot")


async def test_a_proxys_error_page_is_waited_out(town):
    """HTML instead of JSON, and the message appears once."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(bad_gateway=3, path="chat.sendMessage")
        await bela.send(room, WORD, "Olá!")
        assert town.spoken(room) == ["Olá!"]


async def test_a_lost_answer_does_not_double_the_message(town):
    """The server posted it, the answer never came, it is posted again under the same id."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(lost_answers=2, path="chat.sendMessage")
        await bela.send(room, WORD, "Olá!")
        assert town.spoken(room) == ["Olá!"]
        assert len(town.answered("chat.sendMessage")) == 3


async def test_an_answer_that_never_comes_is_given_up_and_asked_again(town):
    """Calls have a bounded time."""
    async with town.running(call_timeout=0.3) as bela:
        _, room = await town.meet()
        town.box.faults.set(latency=1.0)
        sending_ = asyncio.create_task(bela.send(room, WORD, "Olá!"))
        await town.box.journal.wait_for(lambda entry: entry.name == "chat.sendMessage")
        town.box.faults.clear()
        await sending_
        assert town.spoken(room) == ["Olá!"]


async def test_a_limit_is_waited_out_until_its_reset(town):
    """Not called before, and not given up."""
    world = town.box.world
    world.permissions.replace("api-bypass-rate-limit", ["admin"])
    async with town.running() as bela:
        _, room = await town.meet()
        world.settings["API_Enable_Rate_Limiter_Limit_Calls_Default"] = 2
        world.settings["API_Enable_Rate_Limiter_Limit_Time_Default"] = 1200
        begun = time.monotonic()
        for number in range(4):
            await bela.send(room, documents.MessageId(f"answer-number-{number}"), f"palavra {number}")
        assert town.spoken(room) == [f"palavra {number}" for number in range(4)]
        assert time.monotonic() - begun >= 1.0
        statuses = [entry.status for entry in town.answered("chat.sendMessage")]
        assert statuses.count(429) <= 1
        assert bela.status.rate_limited == statuses.count(429)


async def test_a_limited_route_does_not_hold_up_the_others(town):
    """While messages may not be sent, a hand-off goes through."""
    async with town.running() as bela:
        _, stuck = await town.meet(name="Rosa")
        _, other = await town.meet(name="José")
        town.box.faults.set(too_many_requests=1000, path="chat.sendMessage")
        waiting = asyncio.create_task(bela.send(stuck, WORD, "Olá!"))
        await town.box.journal.wait_for(lambda entry: entry.name == "chat.sendMessage")
        await bela.hand_off(other, bridge_town.URGENT, "grave")
        assert not waiting.done()
        waiting.cancel()


async def test_an_outage_of_everything_ends_well(town):
    """Network gone while an answer is on its way: it arrives when the network is back, and missed words are told."""
    async with town.running() as bela:
        maria, room = await town.meet("um")
        mark = town.box.journal.mark()
        town.box.faults.set(bad_gateway=1_000_000)
        town.box.gateway.drop_all("bela")
        answering = asyncio.create_task(bela.send(room, WORD, "Olá!"))
        maria.write("dois")
        await town.box.journal.wait_for(lambda entry: entry.name == "livechat/rooms", since=mark)
        town.box.faults.clear()
        await answering
        await town.diary.wait_for_texts(2)
        assert town.spoken(room) == ["Olá!"]
        assert town.diary.texts == ["um", "dois"]


async def test_typing_shows_while_an_answer_is_slow_and_not_for_a_quick_one(town):
    """Frames are spent only where the citizen waits."""

    def typed():
        entries = town.box.journal.matching(
            lambda entry: entry.name == "stream-notify-room" and entry.verb == "method"
        )
        return ["user-typing" in str(entry.content) for entry in entries]

    async with town.running() as bela:
        thinking = asyncio.Event()
        maria, room = await town.meet("rápida")
        await bela.send(room, WORD, "Olá!")
        assert typed() == []
        town.diary.at_message = lambda _room, _message: thinking.wait()
        maria.write("demorada")
        await samples.eventually(lambda: typed() == [True])
        thinking.set()
        await bela.send(room, documents.MessageId("second-answer"), "Pronto.")
        await samples.eventually(lambda: typed() == [True, False])


class TestServersThatFailOnAKnownId:
    """Some versions crash when an id is posted a second time; the message itself is looked for."""

    @pytest.fixture(params=[400, 500])
    async def server(self, request):
        posted = []

        async def post(request):
            posted.append(await request.read())
            crash = {"success": False, "error": "Cannot read properties of undefined (reading 'u')"}
            return web.json_response(crash, status=request.param)

        async def show(request):
            await request.read()
            return web.json_response({"message": {"_id": WORD}, "success": True})

        application = web.Application()
        application.router.add_post("/api/v1/chat.sendMessage", post)
        application.router.add_get("/api/v1/chat.getMessage", show)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", posted
        await runner.cleanup()

    async def test_the_message_counts_as_sent(self, server):
        """Posted once, and no error."""
        url, posted = server
        known = rooms.Rooms()
        known.gain(samples.room(), changed_at=None, quiet_until=0)
        calls = rest.Rest(
            url, now=bridge_town.utc_now, unauthorised=lambda: None, timeout=5, granted=bridge_town.always
        )
        async with calls:
            sender = sending.Sender(
                rest=calls, rooms=known, typist=typist.Typist(lambda _r, _t: True), lose=lambda _r, _w: None
            )
            await sender.send(samples.ROOM, WORD, "Olá!")
        assert len(posted) == 1


async def test_a_message_that_the_server_refuses_for_good_is_an_error(town):
    """Its own word is in the error; the bridge goes on."""
    town.box.world.settings["Message_MaxAllowedSize"] = 3
    async with town.running() as bela:
        _, room = await town.meet()
        with pytest.raises(errors.SendRefused, match="error-message-size-exceeded"):
            await bela.send(room, WORD, "Olá, Maria!")
        await bela.send(room, documents.MessageId("short"), "Oi!")
        assert town.spoken(room) == ["Oi!"]
