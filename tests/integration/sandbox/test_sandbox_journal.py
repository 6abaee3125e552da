"""What tests learn from the journal, and how hooks act at exact moments."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest

from sandbox import hooks, journal

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


async def test_requests_and_frames_are_kept_in_order(town: Town) -> None:
    """A request, its answer with status, and frames with user and content."""
    bot = await town.bot.connect()
    await town.bot.get("me")
    await bot.call("getServerInfo")
    entries = [(e.kind, e.name, e.user, e.status) for e in town.box.journal]
    assert entries[-3:] == [
        ("rest", "me", "bela", None),
        ("answer", "me", "bela", 200),
        ("ddp", "getServerInfo", "bela", None),
    ]
    numbers = [entry.number for entry in town.box.journal]
    assert numbers == sorted(numbers)


async def test_one_can_wait_for_what_comes_and_what_was(town: Town) -> None:
    """A past entry is found at once, a later one awaited, a missing one times out."""
    await town.bot.get("me")
    asks_me = hooks.request_of("bela", path="me")
    await town.box.journal.wait_for(asks_me)
    mark = town.box.journal.mark()
    waiting = asyncio.create_task(town.box.journal.wait_for(asks_me, since=mark))
    await town.bot.get("me")
    assert (await waiting).number > mark
    with pytest.raises(TimeoutError):
        await town.box.journal.wait_for(lambda _entry: False, timeout=0.01)


async def test_a_hook_runs_before_the_nth_request_is_carried_out(town: Town) -> None:
    """Once, at its turn, before anything is done."""
    _, room_id = await town.visitor_with_room()
    seen: list[int] = []
    town.box.hooks.when(
        hooks.request_of("bela", path="chat.sendMessage"),
        lambda _entry: seen.append(len(town.box.world.messages)),
        nth=2,
    )
    before = len(town.box.world.messages)
    for number in range(3):
        await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": f"{number}"})
    assert seen == [before + 1]


async def test_a_hook_keeps_the_answer_back_after_the_request_was_carried_out(town: Town) -> None:
    """The deed is done, the caller's connection ends without an answer; coroutines are awaited."""
    _, room_id = await town.visitor_with_room()

    async def act(_entry: journal.Entry) -> hooks.Outcome:
        await asyncio.sleep(0)
        return hooks.Outcome.NO_ANSWER

    town.box.hooks.when(hooks.request_of("bela"), act, moment=hooks.Moment.CARRIED_OUT)
    message = {"_id": "abcdefghijkmnopqr", "rid": room_id, "msg": "Olá"}
    with pytest.raises(aiohttp.ClientError):
        await town.bot.post("chat.sendMessage", message=message)
    assert town.box.world.messages.get("abcdefghijkmnopqr") is not None
    assert not town.box.hooks


async def test_a_hook_can_refuse_to_carry_out(town: Town) -> None:
    """NO_ANSWER before: nothing is done."""
    _, room_id = await town.visitor_with_room()
    town.box.hooks.when(hooks.request_of("bela"), lambda _entry: hooks.Outcome.NO_ANSWER)
    with pytest.raises(aiohttp.ClientError):
        await town.bot.post("chat.sendMessage", message={"_id": "x" * 17, "rid": room_id, "msg": "Olá"})
    assert town.box.world.messages.get("x" * 17) is None


async def test_a_hook_sees_ddp_frames_too(town: Town) -> None:
    """At its moment the connection may be cut."""
    town.box.hooks.when(
        lambda entry: entry.verb == "sub" and entry.user == "bela", lambda _entry: hooks.Outcome.NO_ANSWER
    )
    bot = await town.bot.connect()
    await bot.send(msg="sub", id="1", name="stream-room-messages", params=["__my_messages__", False])
    await asyncio.wait_for(bot.ended.wait(), 5)


async def test_the_journal_forgets_the_oldest() -> None:
    """It keeps as many entries as it was told."""
    kept = journal.Journal(2)
    for name in ("a", "b", "c"):
        kept.record(kind=journal.Kind.REST, name=name)
    assert [entry.name for entry in kept] == ["b", "c"]
    assert len(kept) == 2
    assert [entry.name for entry in kept.matching(lambda entry: entry.name == "c")] == ["c"]
