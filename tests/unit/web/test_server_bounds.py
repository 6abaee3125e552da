"""Nobody who reaches the port takes the whole of it."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

from bot.web import server, webhook
from rocketchat_bridge import webhooks

SECRET = "turmalina"


async def test_who_comes_when_too_many_are_inside_is_told_to_come_again():
    """503 at once, and again an answer when there is room."""
    opened = asyncio.Event()

    async def wait(_):
        await opened.wait()
        return web.Response()

    async with (
        server.serve([web.get("/", wait)], port=0) as port,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
    ):
        url = f"http://127.0.0.1:{port}/"

        async def status():
            async with session.get(url) as answer:
                return answer.status, answer.headers.get("Retry-After")

        asked = [asyncio.create_task(status()) for _ in range(server.AT_ONCE + 5)]
        done, waiting = await asyncio.wait(asked, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 5:
            more, waiting = await asyncio.wait(waiting, timeout=10, return_when=asyncio.FIRST_COMPLETED)
            assert more
            done |= more
        assert {task.result() for task in done} == {(503, "1")}
        opened.set()
        assert {await task for task in waiting} == {(200, None)}
        assert await status() == (200, None)


async def test_a_request_that_is_never_answered_is_given_up():
    """408, and its place is free again."""

    async def never(_):
        await asyncio.Event().wait()

    async with (
        server.serve([web.get("/", never)], port=0, answered_within=0.05) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/") as answer,
    ):
        assert answer.status == 408


async def test_a_webhook_whose_body_does_not_come_is_given_up():
    """Whoever dribbles holds no handler for long, secret or not."""
    receiver = webhooks.Receiver(secret=SECRET, nudge=lambda *_: None)
    stop = asyncio.Event()

    async def dribble():
        yield b"{"
        await stop.wait()

    async with (
        server.serve(webhook.routes(receiver, read_within=0.05), port=0) as port,
        aiohttp.ClientSession() as session,
        session.post(
            f"http://127.0.0.1:{port}{webhook.PATH}",
            data=dribble(),
            headers={webhooks.SECRET_HEADER: SECRET},
        ) as answer,
    ):
        assert answer.status == 408
        stop.set()


async def test_a_webhook_is_answered_without_waiting_for_what_comes_of_it():
    """A hundred of them, one after the other, within milliseconds each: older servers make citizens wait for the answer."""
    nudged = []

    def nudge(*what):
        nudged.append(what)

    receiver = webhooks.Receiver(secret=SECRET, nudge=nudge)
    earlier = [{"_id": "m", "msg": "oi " * 2_000}] * 20
    loop = asyncio.get_running_loop()
    async with server.serve(webhook.routes(receiver), port=0) as port, aiohttp.ClientSession() as session:
        times = []
        for number in range(100):
            told = [*earlier, {"_id": f"m{number}", "msg": "oi"}]
            body = {"_id": "r1", "type": "Message", "messages": told}
            began = loop.time()
            async with session.post(
                f"http://127.0.0.1:{port}{webhook.PATH}", json=body, headers={webhooks.SECRET_HEADER: SECRET}
            ) as answer:
                assert answer.status == 200
            times.append(loop.time() - began)
    assert len(nudged) == 100
    assert sorted(times)[50] < 0.05
