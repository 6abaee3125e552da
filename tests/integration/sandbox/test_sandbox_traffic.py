from __future__ import annotations

from typing import Any

import aiohttp
import orjson

from tests.integration.sandbox import town as towns


async def told(town: towns.Town) -> Any:
    async with aiohttp.ClientSession() as session, session.get(f"{town.box.url}/sandbox/traffic") as answer:
        return await answer.json()


async def test_calls_and_their_bodies_are_counted_by_user(town: towns.Town) -> None:
    """A measurement learns how many calls a program made, and the bytes of both bodies."""
    _, body = await town.post("login", username="nobody", password="x")
    after = await told(town)
    sent = orjson.dumps({"username": "nobody", "password": "x"})
    assert after[""]["calls"] == 1
    assert after[""]["rest_bytes"] >= len(sent) + len(orjson.dumps(body))
