"""Every fault the sandbox can show, switched in the program and by HTTP."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from sandbox.faults import FaultPlan, UnknownFaultError
from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from tests.integration.sandbox.realtime import Realtime
    from tests.integration.sandbox.town import Town

MY_MESSAGES = "__my_messages__"


async def _listening_bot(town: Town) -> Realtime:
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", MY_MESSAGES)
    return bot


async def _write(town: Town, text: str) -> None:
    room = town.box.world.rooms.open_of_visitor(town.visitor()["_id"])
    assert room is not None
    await town.post("livechat/message", token="tok-maria", rid=room["_id"], msg=text)


def _texts(link: Realtime) -> list[str]:
    return [args[0]["msg"] for args in link.published(MY_MESSAGES) if "t" not in args[0]]


async def test_sockets_are_dropped_without_a_close_frame(town: Town) -> None:
    """The client sees an abnormal end; only the named user's sockets go."""
    bot, ana = await town.bot.connect(), await town.ana.connect()
    assert town.box.gateway.drop_all("bela") == 1
    await asyncio.wait_for(bot.ended.wait(), 5)
    assert bot.socket.close_code in {None, aiohttp.WSCloseCode.ABNORMAL_CLOSURE}
    assert (await ana.call("getServerInfo"))["result"]


async def test_sockets_are_closed_as_at_a_restart(town: Town) -> None:
    """Close code 1012."""
    bot = await town.bot.connect()
    assert await town.box.gateway.close_all(1012) == 1
    await asyncio.wait_for(bot.ended.wait(), 5)
    assert bot.socket.close_code == 1012


async def test_ready_is_late_and_frames_come_before_it(town: Town) -> None:
    """The subscription is in force before it is confirmed."""
    await town.visitor_with_room()
    town.box.faults.set(ready_delay=0.3)
    bot = await town.bot.connect()
    await bot.send(msg="sub", id="s1", name="stream-room-messages", params=[MY_MESSAGES, False])
    await town.box.journal.wait_for(lambda entry: entry.verb == "sub")
    await _write(town, "cedo")
    await bot.until(lambda frame: frame.get("msg") == "ready")
    kinds = [frame["msg"] for frame in bot.frames if frame["msg"] in {"changed", "ready"}]
    assert kinds == ["changed", "ready"]


async def test_frames_before_ready_can_be_lost(town: Town) -> None:
    """What is published between `sub` and `ready` never arrives; what follows does."""
    await town.visitor_with_room()
    town.box.faults.set(ready_delay=0.3, lose_before_ready=True)
    bot = await town.bot.connect()
    await bot.send(msg="sub", id="s1", name="stream-room-messages", params=[MY_MESSAGES, False])
    await town.box.journal.wait_for(lambda entry: entry.verb == "sub")
    await _write(town, "perdida")
    await bot.until(lambda frame: frame.get("msg") == "ready")
    await _write(town, "depois")
    await bot.hears(MY_MESSAGES, lambda args: args[0]["msg"] == "depois")
    assert _texts(bot) == ["depois"]


async def test_frames_are_sent_twice(town: Town) -> None:
    """Published events only; answers stay single."""
    town.box.faults.set(duplicate_frames=True)
    bot = await _listening_bot(town)
    await town.visitor_with_room()
    await _write(town, "oi")
    await bot.call("getServerInfo")
    assert _texts(bot) == ["oi", "oi"]


async def test_frames_change_places_in_pairs(town: Town) -> None:
    """A lone frame follows after a short while."""
    bot = await _listening_bot(town)
    citizen = town.box.citizen()
    citizen.open()
    await bot.hears(MY_MESSAGES, lambda args: args[0].get("t") == "uj")
    town.box.faults.set(reorder_frames=True)
    for text in ("1", "2", "3"):
        citizen.write(text)
    await bot.hears(MY_MESSAGES, lambda args: args[0]["msg"] == "3")
    assert _texts(bot) == ["2", "1", "3"]


async def test_a_half_open_socket_swallows_everything(town: Town) -> None:
    """It stays open, nothing passes, and it works again afterwards."""
    bot = await _listening_bot(town)
    await town.visitor_with_room()
    town.box.faults.set(half_open=True)
    await _write(town, "sumiu")
    await bot.send(msg="ping")
    await town.box.journal.wait_for(lambda entry: entry.kind == "swallowed" and entry.verb == "ping")
    before = len(bot.frames)
    town.box.faults.clear()
    await bot.send(msg="ping", id="later")
    frame = await bot.until(lambda frame: frame.get("msg") == "pong")
    assert frame["id"] == "later"
    assert len(bot.frames) == before + 1
    assert "sumiu" not in _texts(bot)


async def test_the_next_calls_are_answered_with_429(town: Town) -> None:
    """Only as many as told, only on this path, with headers, and nothing is carried out."""
    _, room_id = await town.visitor_with_room()
    town.box.faults.set(too_many_requests=2, path="chat.sendMessage")
    message = {"_id": "abcdefghijkmnopqr", "rid": room_id, "msg": "Olá"}
    assert (await town.bot.get("me"))[0] == 200
    url = f"{town.box.url}/api/v1/chat.sendMessage"
    request = town.client.post(url, json={"message": message}, headers=town.bot.headers)
    async with request as response:
        assert response.status == 429
        assert int(response.headers["X-RateLimit-Reset"]) > time.time() * 1000
        assert "error-too-many-requests" in (await response.json())["error"]
    assert (await town.bot.post("chat.sendMessage", message=message))[0] == 429
    assert town.box.world.messages.get(message["_id"]) is None
    assert (await town.bot.post("chat.sendMessage", message=message))[0] == 200


async def test_a_proxy_answers_502_in_html(town: Town) -> None:
    """For one user's next call."""
    town.box.faults.set(bad_gateway=1, user="bela")
    assert (await town.ana.get("me"))[0] == 200
    async with town.client.get(f"{town.box.url}/api/v1/me", headers=town.bot.headers) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
        assert "502 Bad Gateway" in await response.text()
    assert (await town.bot.get("me"))[0] == 200


async def test_answers_are_late(town: Town) -> None:
    """By the latency told."""
    town.box.faults.set(latency=0.2)
    start = time.monotonic()
    await town.bot.get("me")
    assert time.monotonic() - start >= 0.2


async def test_an_answer_is_lost_after_the_request_was_carried_out(town: Town) -> None:
    """The connection is cut; the message stands; repeating it with its id posts nothing new."""
    _, room_id = await town.visitor_with_room()
    town.box.faults.set(lost_answers=1)
    message = {"_id": "abcdefghijkmnopqr", "rid": room_id, "msg": "Olá"}
    with pytest.raises(aiohttp.ClientError):
        await town.bot.post("chat.sendMessage", message=message)
    assert town.box.world.messages.get(message["_id"]) is not None
    assert (await town.bot.post("chat.sendMessage", message=message))[0] == 200


async def test_messages_are_published_again_without_a_reason(town: Town) -> None:
    """Same id and text, newer _updatedAt, no editedAt."""
    town.box.faults.set(republish_noise=True)
    bot = await _listening_bot(town)
    await town.visitor_with_room()
    await _write(town, "oi")
    await bot.until(lambda _frame: _texts(bot).count("oi") == 2)
    first, second = (args[0] for args in bot.published(MY_MESSAGES) if args[0]["msg"] == "oi")
    assert first["_id"] == second["_id"]
    assert second["_updatedAt"]["$date"] > first["_updatedAt"]["$date"]
    assert "editedAt" not in second


async def test_the_visitor_closes_while_the_bot_answers(town: Town) -> None:
    """The reply finds the room closed."""
    _, room_id = await town.visitor_with_room()
    town.box.faults.set(visitor_closes_on_reply=True)
    await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "Olá"})
    assert "open" not in town.box.world.rooms.required(room_id)
    assert town.box.faults.plan.visitor_closes_on_reply is False


async def test_a_human_takes_the_room_while_the_bot_answers(town: Town) -> None:
    """The reply is refused: the bot serves the room no longer."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    town.box.faults.set(human_takes_on_reply="ana")
    status, body = await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "Olá"})
    assert (status, body["error"]) == (400, "error-not-allowed")
    assert town.box.world.rooms.required(room_id)["servedBy"]["username"] == "ana"


async def test_every_department_can_pretend_to_be_empty(town: Town) -> None:
    """Forwards are refused though an agent is online."""
    town.let_bots_forward()
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    town.box.faults.set(nobody_online=True)
    target = {"roomId": room_id, "departmentId": town.urgency["_id"]}
    status, body = await town.bot.post("livechat/room.forward", **target)
    assert (status, body["error"]) == (400, "error-no-agents-online-in-department")
    town.box.faults.clear()
    assert (await town.bot.post("livechat/room.forward", **target))[0] == 200


async def test_a_forced_logout_is_told_and_ends_the_session_token(town: Town) -> None:
    """The connection hears `force_logout`; personal access tokens stay valid."""
    _, body = await town.admin.post("users.generatePersonalAccessToken", tokenName="pat")
    admin = await town.admin.connect()
    await admin.subscribe("stream-notify-user", f"{town.admin.id}/force_logout")
    town.box.gateway.force_logout(town.admin.user)
    await admin.hears(f"{town.admin.id}/force_logout")
    assert (await town.admin.get("me"))[0] == 401
    assert (await town.post("login", resume=body["token"]))[0] == 200


async def test_faults_given_at_the_start_are_on() -> None:
    """By SandboxSettings."""
    async with (
        towns.start(faults=FaultPlan(bad_gateway=1)) as town,
        town.client.get(f"{town.box.url}/api/v1/info") as response,
    ):
        assert response.status == 502


async def test_faults_are_switched_by_http(town: Town) -> None:
    """POST changes, GET shows, DELETE clears; an unknown name is told with the known ones."""
    url = f"{town.box.url}/sandbox/faults"
    async with town.client.post(url, json={"latency": 1, "too_many_requests": 3}) as response:
        assert (await response.json())["too_many_requests"] == 3
    assert town.box.faults.plan.latency >= 1
    async with town.client.delete(url) as response:
        assert response.status == 200
    async with town.client.get(url) as response:
        assert (await response.json())["latency"] == 0
    async with town.client.post(url, json={"latencia": 1}) as response:
        assert response.status == 400
        assert "latency" in (await response.json())["error"]
    for wrong in ('{"latency": "much"}', "[]", "nothing"):
        async with town.client.post(url, data=wrong) as response:
            assert response.status == 400


async def test_deeds_are_done_by_http(town: Town) -> None:
    """Sockets dropped, an agent leaves, a human takes over, the visitor closes, a user is logged out."""
    url = f"{town.box.url}/sandbox/faults"

    async def do(**deed: object) -> int:
        async with town.client.post(url, json=deed) as response:
            return response.status

    ana, bot = await town.ana.connect(), await town.bot.connect()
    _, room_id = await town.visitor_with_room()
    assert await do(human_takes={"room": room_id, "user": "ana"}) == 200
    assert town.box.world.rooms.required(room_id)["servedBy"]["username"] == "ana"
    assert await do(agent_leaves="ana") == 200
    await asyncio.wait_for(ana.ended.wait(), 5)
    assert await do(visitor_closes=room_id) == 200
    assert "open" not in town.box.world.rooms.required(room_id)
    assert await do(close_sockets="bela") == 200
    await asyncio.wait_for(bot.ended.wait(), 5)
    assert await do(force_logout="ana") == 200
    assert await do(drop_sockets=True) == 200
    assert await do(force_logout="ninguem") == 400
    assert await do(visitor_closes="nowhere") == 400


def test_a_wrong_fault_is_an_error() -> None:
    """The message names what is known."""
    from sandbox.faults import Faults

    with pytest.raises(UnknownFaultError, match="known are"):
        Faults(FaultPlan()).set(nonsense=1)
