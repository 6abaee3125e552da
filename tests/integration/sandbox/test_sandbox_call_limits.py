"""Rocket.Chat's call limits: counted by address and route, told in headers, bypassed by bots."""

from __future__ import annotations

import re
import time

from tests.integration.sandbox import town as towns


async def test_the_sixth_visitor_within_a_minute_is_refused() -> None:
    """POST livechat/visitor takes five calls; the refusal says how long to wait, in text and headers."""
    async with towns.start(rate_limits=True) as town:
        for number in range(5):
            assert (await town.post("livechat/visitor", visitor={"token": f"t{number}"}))[0] == 200
        request = town.client.post(
            f"{town.box.url}/api/v1/livechat/visitor", json={"visitor": {"token": "t6"}}
        )
        async with request as response:
            body = await response.json()
            headers = response.headers
    assert response.status == 429
    wait = re.search(r"You must wait (\d+) seconds", body["error"])
    assert wait is not None
    assert 55 <= int(wait[1]) <= 60
    assert body["error"].endswith("[error-too-many-requests]")
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("5", "0")
    assert 0 < int(headers["X-RateLimit-Reset"]) / 1000 - time.time() <= 60
    assert "Retry-After" not in headers


async def test_a_bot_is_not_counted_where_it_is_known() -> None:
    """Role bot has api-bypass-rate-limit; taking it away counts the bot like anybody."""
    async with towns.start(rate_limits=True) as town:
        for _ in range(15):
            assert (await town.bot.get("me"))[0] == 200
        town.box.world.permissions.replace("api-bypass-rate-limit", ["admin"])
        statuses = [(await town.bot.get("me"))[0] for _ in range(12)]
    assert statuses == [200] * 10 + [429] * 2


async def test_counted_answers_tell_what_is_left() -> None:
    """The default is ten calls a minute for each route."""
    async with towns.start(rate_limits=True) as town:
        async with town.client.get(f"{town.box.url}/api/v1/livechat/config") as response:
            assert response.headers["X-RateLimit-Remaining"] == "9"
        async with town.client.get(f"{town.box.url}/api/v1/info") as response:
            assert response.headers["X-RateLimit-Remaining"] == "9"


async def test_a_setting_switches_the_limits_off() -> None:
    """API_Enable_Rate_Limiter=false leaves calls uncounted and without headers."""
    async with towns.start(rate_limits=True) as town:
        town.box.world.settings["API_Enable_Rate_Limiter"] = False
        for _ in range(12):
            async with town.client.get(f"{town.box.url}/api/v1/info") as response:
                assert response.status == 200
                assert "X-RateLimit-Limit" not in response.headers


async def test_too_many_ddp_calls_are_refused_with_the_time_to_wait() -> None:
    """A connection may call one stream method 40 times in ten seconds."""
    async with towns.start(rate_limits=True) as town:
        bot = await town.bot.connect()
        _, room_id = await town.visitor_with_room()
        event = f"{room_id}/user-activity"
        results = [await bot.call("stream-notify-room", event, "bela", ["user-typing"]) for _ in range(41)]
    assert all("error" not in result for result in results[:40])
    error = results[40]["error"]
    assert error["error"] == "too-many-requests"
    assert 0 < error["details"]["timeToReset"] <= 10_000
