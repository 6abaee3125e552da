from __future__ import annotations

import pytest

from rocketchat_bridge import closing, documents, errors
from sandbox import mishaps
from sandbox.world import departments

WORD = documents.MessageId("answer-of-the-bot")


def closings(town):
    return [entry.status for entry in town.answered("livechat/room.closeByUser")]


async def test_a_closed_room_is_closed_with_its_comment_and_silent(town):
    """The comment stands in the history; the loss is told once."""
    async with town.running() as bela:
        _, room = await town.meet()
        await bela.close(room, "Orientação dada.")
        document = town.box.world.rooms.get(room)
        farewell = [m for m in town.box.world.messages.of_room(room) if m.get("t") == "livechat-close"]
        assert "open" not in document
        assert farewell[0]["msg"] == "Orientação dada."
        with pytest.raises(errors.RoomNotServed):
            await bela.send(room, WORD, "Ainda aí?")
        await town.diary.wait_for_entry("lost", "closed")
        assert [kind for kind, _ in town.diary.entries].count("lost") == 1


async def test_a_blank_comment_is_filled(town):
    """By default the server refuses to close without one."""
    async with town.running() as bela:
        _, room = await town.meet()
        await bela.close(room, "  ")
        farewell = [m for m in town.box.world.messages.of_room(room) if m.get("t") == "livechat-close"]
        assert farewell[0]["msg"] == closing.DEFAULT_COMMENT


async def test_what_is_closed_already_counts_as_done(town):
    """Called again, by this process or the next one, and when the citizen was quicker."""
    async with town.running() as bela:
        maria, room = await town.meet()
        await bela.close(room, "fim")
        await bela.close(room, "fim")
        maria.write("de novo")
        await town.diary.wait_for_texts(2)
        second = documents.RoomId(maria.room["_id"])
        maria.close()
        await bela.close(second, "fim")
    async with town.running() as bela:
        await bela.close(room, "fim")
    assert closings(town) in ([200], [200, 400])


async def test_a_lost_answer_is_no_error(town):
    """Closed is closed."""
    async with town.running() as bela:
        _, room = await town.meet()
        town.box.faults.set(lost_answers=1, path="livechat/room.closeByUser")
        await bela.close(room, "fim")
        assert "open" not in town.box.world.rooms.get(room)


async def test_a_room_of_a_human_is_not_closed(town):
    """It is not the bot's to close."""
    async with town.running() as bela:
        _, room = await town.meet()
        mishaps.human_takes(town.box.world, town.box.world.rooms.get(room), "ana")
        await town.diary.wait_for_entry("lost")
        with pytest.raises(errors.RoomNotServed):
            await bela.close(room, "fim")
        assert town.box.world.rooms.get(room)["open"]


async def test_a_bot_without_the_permission_is_told_so(town):
    """The operator's fault; the bot still serves the room."""
    town.box.world.permissions.replace("close-livechat-room", ["admin"])
    async with town.running() as bela:
        _, room = await town.meet()
        with pytest.raises(errors.CloseRefused):
            await bela.close(room, "fim")
        assert bela.serves(room)


async def test_a_department_that_wants_tags_refuses(town):
    """Rocket.Chat's own word is in the error."""
    departments.update(
        town.box.world, town.common, {"requestTagBeforeClosingChat": True, "showOnRegistration": True}
    )
    departments.add_agent(town.box.world, town.common, town.bot)
    async with town.running() as bela:
        _, room = await town.meet()
        with pytest.raises(errors.CloseRefused, match="error-tags-must-be-assigned"):
            await bela.close(room, "fim")
